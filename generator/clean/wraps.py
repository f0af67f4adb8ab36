"""Visual lines → paragraphs: a line break that the measure forced is undone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from generator.grammar import starts_part
from generator.model import Line
from generator.passage import Passage

_FIRST_UNIT = re.compile(r"[（《“〔]*(?:[!-~]+|.)[，。；：、！？）》”〕]*")
_INDENT = 4
_UNWRAPPED = 100
_CLOSED = ("。", "：", "！", "？")
_ADDRESS = re.compile(r"@|//|www\.|[!-~]{20}")
_ADDRESS_DOUBT = 12
_SHORTEST_BULLET = 4


def width(text: str) -> float:
    """Columns: a Han character or full-width mark takes two, a digit one, a capital more."""
    return sum(_width(c) for c in text)


@lru_cache(maxsize=4096)
def _width(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WFA":
        return 2
    return 1.4 if c.isupper() else 0.5 if c.isspace() else 0.9 if c.isalpha() else 1


def measure(texts: Sequence[str]) -> float | None:
    """The width of the text block in columns, or None where lines are not wrapped at all.

    It is the most frequent width among the longer lines: most lines of a paragraph are full.
    """
    widths = sorted(round(width(text)) for text in texts)
    if not widths or widths[-1 - len(widths) // 20] > _UNWRAPPED:
        return None
    longer = widths[len(widths) // 2 :]
    return max(Counter(longer).items(), key=lambda item: (item[1], item[0]))[0]


def join_wraps(lines: Sequence[Line]) -> list[Passage]:
    """Paragraphs. Where the format tells its own, they are these; else a line goes on in the next
    unless the next begins a part of the guide, or its first word would still have fitted on this
    line: then the break was meant.
    """
    if any(line.ends is not None for line in lines):
        return _as_told(lines)
    filled = [Passage.of(text, line.number) for line in lines if (text := line.text.strip())]
    texts = [line.text for line in filled]
    block = measure(texts)
    neighbours = Counter(a + b for text in texts for a, b in pairwise(text))
    paragraphs = []
    for stretch in _stretches(filled):
        pieces = [[line] for line in stretch] if block is None else _by_width(stretch, block)
        if starts_part(stretch[0].text, ()) and _lost_bullets(pieces):
            pieces = [part for piece in pieces for part in _by_neighbours(piece, neighbours)]
        paragraphs += [_join(piece) for piece in pieces]
    return paragraphs


def _as_told(lines: Sequence[Line]) -> list[Passage]:
    """The paragraphs that the format tells."""
    paragraphs: list[list[Passage]] = [[]]
    for line in lines:
        if text := line.text.strip():
            paragraphs[-1].append(Passage.of(text, line.number))
        if line.ends:
            paragraphs.append([])
    return [_join(paragraph) for paragraph in paragraphs if paragraph]


def _stretches(lines: Sequence[Passage]) -> list[list[Passage]]:
    """The lines from one start of a part to the next."""
    stretches: list[list[Passage]] = []
    for index, line in enumerate(lines):
        following = [after.text for after in lines[index + 1 : index + 4]]
        if not stretches or starts_part(line.text, following):
            stretches.append([])
        stretches[-1].append(line)
    return stretches


def _by_width(stretch: Sequence[Passage], block: float) -> list[list[Passage]]:
    """Paragraphs of a stretch: the reading of its breaks that leaves the least unexplained.

    Every break was either forced (the next word did not fit) or meant (a paragraph ends). Both
    have a cost where the widths speak against them, and a first line is indented by two Han
    characters, so that one decision bears on the next. The cheapest reading is found line by
    line, for the two cases that the line is a first one or not.
    """
    # best[first] is (cost, the breaks before this line that are meant), up to this line.
    best: dict[bool, tuple[float, tuple[int, ...]]] = {True: (0.0, ())}
    for index, (line, following) in enumerate(pairwise(stretch), start=1):
        cut = _is_cut(line.text, following.text)
        unit = _FIRST_UNIT.match(following.text)
        options: dict[bool, list[tuple[float, tuple[int, ...]]]] = {True: [], False: []}
        for first, (cost, meant) in best.items():
            room = block - (_INDENT if first else 0) - width(line.text)
            if _ADDRESS.search(line.text):  # set narrower or wider than it looks
                room = max(0.0, room - _ADDRESS_DOUBT)
            spare = room - width(unit[0] if unit else "")
            options[False].append((cost + (0 if cut else _cost_if_forced(room, spare)), meant))
            closed = line.text.endswith(_CLOSED)
            options[True].append((cost + _cost_if_meant(spare, closed=closed), (*meant, index)))
        best = {first: min(found) for first, found in options.items()}
    _, meant = min(best.values())
    edges = [0, *meant, len(stretch)]
    return [list(stretch[a:b]) for a, b in pairwise(edges)]


def _cost_if_forced(room: float, spare: float) -> float:
    """Against a forced break speaks that the next word would have fitted; against the reading
    as a first line, that the line is longer than an indented one can be.
    """
    return max(0.0, spare + 1) + max(0.0, -1 - room)


def _cost_if_meant(spare: float, *, closed: bool) -> float:
    """Against a meant break speaks a full line, and more so one that ends no sentence."""
    if closed:
        return 0.0 if spare >= 0 else 1.5
    return max(0.0, 8 - spare) / 2 if spare >= 0 else 6.0


def _lost_bullets(pieces: Sequence[Sequence[Passage]]) -> bool:
    """Whether a stretch is a list without marks: at least two of its paragraphs end open.

    2017-1, lines 322–349: the bullets of three lists are gone, and some of their items fill
    their last line to the end.
    """
    return sum(not piece[-1].text.endswith((*_CLOSED, "；")) for piece in pieces) >= 2


def _by_neighbours(piece: Sequence[Passage], neighbours: Counter[str]) -> list[list[Passage]]:
    """Items of a list without marks whose last line happened to be full.

    A wrap usually cuts a word that the guide prints elsewhere (“处理个性” / “化产品”); where the
    two characters stand together nowhere, the next line begins an item of its own.
    """
    parts = [[piece[0]]]
    for line, following in pairwise(piece):
        pair = line.text[-1] + following.text[0]
        if pair not in neighbours and len(following) >= _SHORTEST_BULLET and pair.isalpha():
            parts.append([])
        parts[-1].append(following)
    return parts


def _join(lines: Sequence[Passage]) -> Passage:
    """One paragraph, a space between Latin words but none within an address or after a hyphen:
    “HORIZON-CL6-2023-” / “BIODIV”.
    """
    paragraph = lines[0]
    for line in lines[1:]:
        cut = _HYPHEN.search(paragraph.text) or _is_cut(paragraph.text, line.text)
        glue = "" if cut else " "
        paragraph = paragraph + Passage.of(glue, line.lines[0]) + line
    return paragraph


_HYPHEN = re.compile(r"[A-Za-z0-9]-$")
_OPEN_ADDRESS = re.compile(r"(?:(?://|www\.)[!-~]*|@(?:[!-~]*[.@_-])?)$")
_TAIL = 300


def _is_cut(text: str, following: str) -> bool:
    """Whether an address runs from the end of ``text`` into ``following``.

    2022-1, lines 478–486: “elisa.yu” / “@businessfinland.fi”, “…/en/” / “for-finnish-customers”.
    """
    if not following[0].isascii():
        return False
    return following.startswith("@") or bool(_OPEN_ADDRESS.search(text[-_TAIL:]))
