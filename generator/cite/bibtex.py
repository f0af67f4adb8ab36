"""Citations as BibTeX."""

from __future__ import annotations

from collections.abc import Iterable

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from generator.cite.item import Citation
from generator.escape import latex, uri


class _Writer(Writer):  # type: ignore[misc]
    """Of fields that are LaTeX already, whose braces match."""

    def _encode(self, text: str) -> str:
        return text

    def check_braces(self, text: str) -> None:
        """Nothing: it would look at each character."""


_WRITER = _Writer("utf-8")
"""One for all: the library would look for its plug-ins again at every citation."""


def bibtex(citations: Iterable[Citation]) -> str:
    """One `misc` entry a citation; braces keep the corporate author and the titles as they are."""
    entries = {citation.key: _entry(citation) for citation in citations}
    return str(_WRITER.to_string(BibliographyData(entries)))


def _entry(citation: Citation) -> Entry:
    fields = {
        "author": f"{{{latex(citation.author)}}}",
        "title": f"{{{latex(citation.title)}}}",
        "howpublished": latex(f"{citation.container}, {citation.section} {citation.number}"),
        "year": str(citation.year),
        "language": "chinese" if citation.language == "zh" else "english",
    }
    if citation.url:
        fields["url"] = uri(citation.url)  # as it is: programs take this field by the letter
    if citation.notes:
        fields["note"] = latex("; ".join(citation.notes))
    return Entry("misc", list(fields.items()))
