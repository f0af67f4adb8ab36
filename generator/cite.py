"""Citations of a direction: CSL-JSON, BibTeX, RIS, and three styles in plain text.

The author is the ministry; the work is a numbered direction in a call guide. Readers add the date of access themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator import ids
from generator.escape import latex, uri
from generator.escape import ris as ris_line
from generator.link import Library
from generator.model import Direction

AUTHOR = {
    "zh": "中华人民共和国科学技术部",
    "en": "Ministry of Science and Technology of the People’s Republic of China",
}
_SECTION = {"zh": "指南方向", "en": "Direction"}
_DRAFT = {
    "zh": "征求意见稿，并非正式申报指南",
    "en": "Draft for comment, not the final call guide",
}
_SUPERSEDED = {"zh": "已由{guide}取代", "en": "Superseded by {guide}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation of a direction in one language."""

    key: str
    """The key for BibTeX and CSL: `most-2022-1-1.5-en`."""
    language: str
    author: str
    title: str
    container: str
    """The title of the guide. The title of a draft says that it is a draft."""
    section: str
    """“Direction”, “指南方向”."""
    number: str
    year: int
    url: str | None
    """The address of the identifier, or None if the site's address is not known."""
    notes: tuple[str, ...]
    """Notes that the text is a draft, or superseded."""

    @property
    def csl(self) -> dict[str, Any]:
        """The citation as CSL-JSON. Its type is `document`, as a call guide is neither a report nor a book."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "document",
            "language": "zh-CN" if self.language == "zh" else "en",
            "author": [{"literal": self.author}],
            "title": self.title,
            "container-title": self.container,
            "genre": self.section,
            "number": self.number,
            "issued": {"date-parts": [[self.year]]},
        }
        if self.url:
            item["URL"] = self.url
        if self.notes:
            item["note"] = "; ".join(self.notes)
        return item


def citations(direction: Direction, library: Library, base: str) -> tuple[Citation, ...]:
    """Return the citation of ``direction`` in Chinese, and in English if the titles of direction and guide have English.

    A direction without a title is cited by its identifier. ``base`` is the address of the site root, or empty.
    """
    guide = library.guide(direction.guide)
    found = []
    for language in ids.LANGUAGES:
        title = direction.title.zh or direction.id if language == "zh" else direction.title.en
        container = guide.title.zh if language == "zh" else guide.title.en
        if not title or not container:
            continue
        notes = [_DRAFT[language]] if guide.stage == "draft" else []
        if later := library.superseded_by(guide.id):
            notes.append(_SUPERSEDED[language].format(guide=later))
        found.append(
            Citation(
                key=f"most-{guide.id}-{direction.number}-{language}",
                language=language,
                author=AUTHOR[language],
                title=title,
                container=container,
                section=_SECTION[language],
                number=direction.number,
                year=guide.year,
                url=base + ids.direction_path(direction.id) if base else None,
                notes=tuple(notes),
            )
        )
    return tuple(found)


def bibtex(citations: Iterable[Citation]) -> str:
    """Return a `misc` entry for each citation. Braces protect the corporate author and the titles from changes."""
    return "\n".join(map(_bibtex, citations))


def _bibtex(citation: Citation) -> str:
    fields = {
        "author": f"{{{latex(citation.author)}}}",
        "title": f"{{{latex(citation.title)}}}",
        "howpublished": latex(f"{citation.container}, {citation.section} {citation.number}"),
        "year": str(citation.year),
        "language": "chinese" if citation.language == "zh" else "english",
    }
    if citation.url:
        fields["url"] = uri(citation.url)  # not LaTeX: programs read this field literally
    if citation.notes:
        fields["note"] = latex("; ".join(citation.notes))
    # A quotation mark would end a field in quotation marks, but not one in braces, which `latex` keeps in pairs.
    quoted = (f"{{{text}}}" if '"' in text else f'"{text}"' for text in fields.values())
    lines = (f",\n    {name} = {text}" for name, text in zip(fields, quoted, strict=True))
    return f"@misc{{{citation.key}{''.join(lines)}\n}}\n"


def ris(citations: Iterable[Citation]) -> str:
    """Return a record of a government document (GOVDOC) for each citation."""
    return "\n".join(map(_ris, citations))


def _ris(citation: Citation) -> str:
    tags = [
        ("TY", "GOVDOC"),
        ("ID", citation.key),
        ("AU", citation.author),
        ("TI", citation.title),
        ("T2", citation.container),
        ("SE", f"{citation.section} {citation.number}"),
        ("PY", str(citation.year)),
        ("LA", "zh-CN" if citation.language == "zh" else "en"),
        *([("UR", citation.url)] if citation.url else []),
        *(("N1", note) for note in citation.notes),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {ris_line(value)}\n" for tag, value in tags)


def apa(citation: Citation) -> str:
    """Return the citation in APA, 7th edition."""
    text = (
        f"{citation.author}. ({citation.year}). {citation.title}. In {citation.container} "
        f"({citation.section} {citation.number})."
    )
    return f"{text} {citation.url}" if citation.url else text


def chicago(citation: Citation) -> str:
    """Return the citation in Chicago, author–date. The full stop goes inside English quotation marks."""
    quoted = f"“{citation.title}.”" if citation.language == "en" else f"“{citation.title}”."
    text = (
        f"{citation.author}. {citation.year}. {quoted} In {citation.container}, "
        f"{citation.section} {citation.number}."
    )
    return f"{text} {citation.url}." if citation.url else text


def gb7714(citation: Citation) -> str:
    """Return the citation in GB/T 7714—2015, numeric; document type Z (other), carrier OL (online)."""
    author = citation.author.upper() if citation.language == "en" else citation.author
    text = (
        f"{author}. {citation.title}: {citation.number}[Z/OL]//{citation.container}. "
        f"({citation.year})."
    )
    return f"{text} {citation.url}." if citation.url else text


# These functions exist because a citation processor would take longer than the rest of a build. The tests compare each
# with the result of a processor for the same CSL-JSON.
STYLES: dict[str, Callable[[Citation], str]] = {
    "GB/T 7714": gb7714,
    "APA": apa,
    "Chicago": chicago,
}
"""Name of a style → function that returns the citation as text."""
