"""Something by guide: rows of links, a gap where a guide has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from generator import ids
from generator.link.batches import Batch
from generator.model import Direction, Guide
from generator.write.shapes import Axis, Link, Matrix, MatrixRow
from generator.write.views import Views


def matrix(
    v: Views,
    directions: Iterable[Direction],
    keys: Callable[[Direction], Iterable[str]],
    name: Callable[[str], Link],
    order: Sequence[str],
) -> Matrix:
    """A row for each of the ``keys`` of ``directions``, the most frequent first and equals in
    ``order``; in it, for each guide, the directions that have the key.
    """
    found: dict[str, list[str]] = {}
    for direction in directions:
        for key in keys(direction):
            found.setdefault(key, []).append(direction.id)
    ordered = sorted(found, key=lambda key: (-len(found[key]), order.index(key)))
    return by_guide(v, [(name(key), found[key]) for key in ordered])


def by_guide(v: Views, rows: Sequence[tuple[Link, Sequence[str]]]) -> Matrix:
    """``rows`` of directions, each in the column of its guide. Of many guides the newest are
    columns; what has a part in others alone is named.
    """
    guides = v.library.columns(chain.from_iterable(directions for _, directions in rows))
    found = [(link, _by_guide(directions)) for link, directions in rows]
    return _matrix(
        v,
        guides,
        earlier(v, guides),
        [
            MatrixRow(link, [[v.number(d) for d in held.get(guide.id, ())] for guide in guides])
            for link, held in found
        ],
    )


def by_batch(
    v: Views,
    rows: Iterable[tuple[Link, Iterable[str]]],
    cell: Callable[[Guide, Sequence[Direction]], str],
) -> Matrix:
    """``rows`` of directions, what ``cell`` says of those of each guide that stands: the table of a picture of
    all directions.
    """
    library = v.library
    batches = [batch for batch in library.whole_axis if batch.guide]
    guides = [library.guide(batch.guide) for batch in batches if batch.guide]
    return _matrix(
        v,
        guides,
        _earlier_batches(v, batches),
        [
            MatrixRow(
                link,
                [
                    cell(guide, found)
                    for guide, (_, found) in zip(
                        guides, library.by_batch(batches, direction_ids), strict=True
                    )
                ],
            )
            for link, direction_ids in rows
        ],
    )


def axis(v: Views, direction_ids: Iterable[str] | None = None) -> Axis:
    """What is said of the batches in a picture of ``direction_ids``, or of all."""
    library = v.library
    batches = library.whole_axis if direction_ids is None else library.axis(direction_ids)
    held = [library.guide(batch.guide) for batch in batches if batch.guide]
    return Axis(
        missing=len(held) < len(batches),
        drafts=v._("; ").join(v.batch(guide) for guide in held if guide.stage == "draft"),
        earlier=_earlier_batches(v, batches),
    )


def _matrix(v: Views, guides: Sequence[Guide], before: int, rows: Sequence[MatrixRow]) -> Matrix:
    """Rows whose cells are all empty are told apart where guides are left out, ``before`` of them."""
    shown = [row for row in rows if any(row.cells) or not before]
    others = [row.link for row in rows if not any(row.cells) and before]
    return Matrix(tuple(map(v.guide, guides)), shown, before, others)


def _by_guide(direction_ids: Iterable[str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for direction_id in direction_ids:
        held.setdefault(ids.guide_of(direction_id), []).append(direction_id)
    return held


def earlier(v: Views, guides: Sequence[Guide]) -> int:
    """How many guides there are before the first of ``guides``."""
    return v.library.guides.index(guides[0]) if guides else 0


def _earlier_batches(v: Views, batches: Sequence[Batch]) -> int:
    """How many guides that stand there are before the first of ``batches``; superseded drafts are in no picture."""
    before = v.library.batches[: v.library.batches.index(batches[0])] if batches else ()
    return sum(batch.guide is not None for batch in before)
