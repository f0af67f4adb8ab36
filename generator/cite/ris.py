"""Citations as RIS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy

from generator.cite.item import Citation
from generator.escape import ris as ris_line


def ris(citations: Iterable[Citation]) -> str:
    """One government document (GOVDOC) a citation."""
    return str(_WRITER.formats([_record(citation) for citation in citations]))


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    """Without the numbers that the library puts between records: the format has none."""

    def set_header(self, count: int) -> str:
        del count
        return ""


_WRITER = _Writer()


def _record(citation: Citation) -> dict[str, Any]:
    record: dict[str, Any] = {
        "type_of_reference": "GOVDOC",
        "id": citation.key,
        "authors": [ris_line(citation.author)],
        "title": ris_line(citation.title),
        "secondary_title": ris_line(citation.container),
        "section": ris_line(f"{citation.section} {citation.number}"),
        "year": str(citation.year),
        "language": "zh-CN" if citation.language == "zh" else "en",
    }
    if citation.url:
        record["urls"] = [ris_line(citation.url)]
    if citation.notes:
        record["notes"] = list(map(ris_line, citation.notes))
    return record
