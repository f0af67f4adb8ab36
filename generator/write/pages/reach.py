"""How far a page reaches, for its description: “12 directions in 3 guides, 2017–2023”."""

from __future__ import annotations

from collections.abc import Iterable

from generator import ids
from generator.write.views import Views


def reach(v: Views, direction_ids: Iterable[str]) -> str:
    """``direction_ids`` counted, the guides that hold them, and those guides' years."""
    found = set(direction_ids)
    if not found:
        return v._("no direction of the guides held here")
    guides = {ids.guide_of(direction) for direction in found}
    return v._("{directions} in {guides}, {years}").format(
        directions=directions(v, len(found)), guides=held(v, len(guides)), years=years(v, guides)
    )


def directions(v: Views, count: int) -> str:
    """“12 directions”."""
    return v._("1 direction") if count == 1 else v._("{count} directions").format(count=count)


def held(v: Views, count: int) -> str:
    """“3 guides”."""
    return v._("1 guide") if count == 1 else v._("{count} guides").format(count=count)


def years(v: Views, guides: Iterable[str]) -> str:
    """“2017–2023” of the identifiers of guides, or the one year of them all."""
    found = sorted({v.library.guide(guide).year for guide in guides})
    return "–".join(str(year) for year in dict.fromkeys((*found[:1], *found[-1:])))
