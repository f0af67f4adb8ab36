"""Citations as BibTeX."""

from __future__ import annotations

from collections.abc import Iterable

from pybtex.database import BibliographyData, Entry

from generator.cite.item import Citation


def bibtex(citations: Iterable[Citation]) -> str:
    """One `misc` entry a citation; braces keep the corporate author and the titles as they are."""
    entries = {citation.key: _entry(citation) for citation in citations}
    return str(BibliographyData(entries).to_string("bibtex"))


def _entry(citation: Citation) -> Entry:
    fields = {
        "author": f"{{{citation.author}}}",
        "title": f"{{{citation.title}}}",
        "howpublished": f"{citation.container}, {citation.section} {citation.number}",
        "year": str(citation.year),
        "language": "chinese" if citation.language == "zh" else "english",
    }
    if citation.url:
        fields["url"] = citation.url
    if citation.notes:
        fields["note"] = "; ".join(citation.notes)
    return Entry("misc", list(fields.items()))
