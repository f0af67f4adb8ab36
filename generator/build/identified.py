"""What has an identifier of its own, and so a landing page and a page in each language: guides and their directions,
partners, domains, lineages, and comparisons of guides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator import ids
from generator.link import Library
from generator.model import Text
from generator.write.phrases import Phrases
from generator.write.views import Views

Kind = Literal["guide", "direction", "partner", "domain", "lineage", "comparison"]


@dataclass(frozen=True, slots=True)
class Identified:
    """Something with an identifier of its own."""

    kind: Kind
    name: str
    """The id of a guide or direction, the code of a partner, domain or lineage, or the two guides of a comparison."""
    path: str
    """The path of its landing page. In front of it, a language makes the path of its page in that language."""
    title: Text
    directions: tuple[str, ...] = ()
    """The directions that belong to it."""


def identified(library: Library, words: Sequence[Phrases]) -> Iterator[Identified]:
    """Yield everything that has an identifier of its own. ``words`` are the phrases in Chinese and English."""
    for guide in library.guides:
        members = tuple(direction.id for direction in guide.directions)
        yield Identified("guide", guide.id, ids.guide_path(guide.id), guide.title, members)
        for direction in guide.directions:
            title = Text(direction.title.zh or direction.id, direction.title.en)
            path = ids.direction_path(direction.id)
            yield Identified("direction", direction.id, path, title)
    for code, appearances in library.by_partner.items():
        name = library.vocabulary.partner_name(code)
        members = tuple(found.direction for found in appearances)
        yield Identified("partner", code, ids.partner_path(code), Text(name.zh, name.en), members)
    for code, members in library.by_domain.items():
        name = library.vocabulary.domain(code).name
        yield Identified("domain", code, ids.domain_path(code), Text(name.zh, name.en), members)
    for lineage in library.lineages:
        title = library.directions[lineage.latest[-1]].title
        members = tuple(direction for step in lineage.steps for direction in step)
        path = ids.lineage_path(lineage.code)
        yield Identified(
            "lineage", lineage.code, path, Text(title.zh or lineage.code, title.en), members
        )
    for earlier, later in library.guide_pairs:
        zh, en = (_compared(Views(library, phrases, ""), earlier, later) for phrases in words)
        path = ids.comparison_path(earlier, later)
        yield Identified("comparison", path.split("/")[1], path, Text(zh, en))


def _compared(v: Views, earlier: str, later: str) -> str:
    """Return the title of the comparison of two guides."""
    old, new = (v.guide_name(v.library.guide(guide)) for guide in (earlier, later))
    return v._("{later} compared with {earlier}").format(later=new, earlier=old)
