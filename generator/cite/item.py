"""What a citation of a direction says, and its CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator import ids
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
    """A direction as cited in one language."""

    key: str
    """For BibTeX and CSL: `most-2022-1-1.5-en`."""
    language: str
    author: str
    title: str
    container: str
    """The title of the guide; a draft's says that it is one."""
    section: str
    """“Direction”, “指南方向”."""
    number: str
    year: int
    url: str | None
    """The identifier's address, or None where the site's address is not known."""
    notes: tuple[str, ...]
    """That the text is a draft, or superseded."""

    @property
    def csl(self) -> dict[str, Any]:
        """CSL-JSON: a `document`, as a call guide is neither a report nor a book."""
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
    """The citation of ``direction`` in Chinese, and in English where its titles are known in it. One
    that has lost its title is cited by its identifier.

    ``base`` is the address of the site root, or empty.
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
