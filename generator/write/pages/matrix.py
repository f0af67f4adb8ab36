"""Tables with a column for each guide and a row for each partner, domain, condition or lineage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import ids
from generator.link.batches import Batch
from generator.model import Direction, Guide
from generator.write.markdown import Link
from generator.write.views import Views

Cell = str | list[Link] | None
Row = tuple[Link, Sequence[Cell]]
"""(subject of the row, its cells, one for each column). A cell that cannot have anything is None."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of links. Its columns are mostly guides."""

    columns: Sequence[Link]
    rows: Sequence[Row]
    earlier: int = 0
    """Number of guides before the first column, which are left out for lack of space."""
    others: Sequence[Link] = ()
    """The subjects of rows that have cells only in the guides left out."""


class Axis(NamedTuple):
    """The batches side by side in a picture, for the table and the note below it."""

    guides: Sequence[Guide]
    """The guides of these batches that are held, without superseded drafts, which are in no picture."""
    earlier: int
    """Number of guides before the first of these."""


def by_guide(
    v: Views,
    rows: Iterable[tuple[Link, Iterable[str]]],
    cell: Callable[[Guide, list[str]], Cell] | None = None,
    columns: tuple[Sequence[Guide], int] | None = None,
) -> Matrix:
    """Return a matrix of ``rows``, each a link and the ids of directions, which go into the columns of their guides.

    ``cell`` makes a cell from the guide and the directions in it; without it, a cell has links with numbers as texts.
    ``columns`` are the guides that are columns, with the number of guides before them; without it, these are the newest
    guides that fit. Rows without directions in these columns go to `Matrix.others`.
    """
    listed = [(link, list(direction_ids)) for link, direction_ids in rows]
    guides, earlier = columns or v.library.columns(d for _, found in listed for d in found)
    filled: list[Row] = []
    for link, found in listed:
        held: dict[str, list[str]] = {}
        for direction_id in found:
            held.setdefault(ids.guide_of(direction_id), []).append(direction_id)
        made = cell or (lambda _, found: [v.number(direction) for direction in found])
        filled.append((link, [made(guide, held.get(guide.id, [])) for guide in guides]))
    return Matrix(
        [v.guide(guide.id) for guide in guides],
        [row for row in filled if any(row[1]) or not earlier],
        earlier,
        [link for link, cells in filled if earlier and not any(cells)],
    )


def partners_over_time(
    v: Views,
    directions: Iterable[Direction],
    cell: Callable[[Guide, list[str]], Cell] | None = None,
) -> Matrix:
    """Return a matrix of ``directions`` with a row for each partner named in a title: the most frequent first, equals by
    name. ``cell`` is as in `by_guide`.
    """
    found: dict[str, list[str]] = {}
    for direction in directions:
        for code in direction.named_partners:
            found.setdefault(code, []).append(direction.id)
    ordered = sorted(v.by_name(found), key=lambda code: -len(found[code]))
    return by_guide(v, [(v.partner(code), found[code]) for code in ordered], cell)


def axis(
    v: Views, direction_ids: Iterable[str] | None = None, *, batches: Sequence[Batch] | None = None
) -> Axis:
    """Return the axis of a picture of ``batches``, or of ``direction_ids``, or of all directions."""
    library = v.library
    if batches is None:
        batches = library.whole_axis if direction_ids is None else library.axis(direction_ids)
    before = library.batches[: library.batches.index(batches[0])] if batches else ()
    return Axis(
        [library.guide(batch.guide) for batch in batches if batch.guide],
        earlier=sum(batch.guide is not None for batch in before),
    )
