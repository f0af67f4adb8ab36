"""Visual lines → paragraphs: a line break that the measure forced is undone."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from generator.clean.brackets import held
from generator.clean.measure import doubt, indent, measure, width
from generator.clean.spaces import squeeze
from generator.grammar.headings import WEAK, opens_direction
from generator.grammar.labels import label
from generator.grammar.parts import starts_part
from generator.model import Line
from generator.passage import Passage

_FIRST_UNIT = re.compile(r"[（《“〔]*(?:[!-~]+|.)[，。；：、！？）》”〕]*")
_CLOSED = ("。", "：", "！", "？")
_ADDRESS = re.compile(r"@|//|www\.|[!-~]{20}")
_BEGINS_ADDRESS = re.compile(r"(?:[!-~]{1,64}@|https?|//|www\.)")
_ANNOUNCES_ADDRESS = re.compile(r"(?:电话|手机|传真|邮箱|邮件|联系人|网址|网站|链接)[：:]$")
_WIDE_DIGITS = re.compile(r"[０-９]{2}")
_ADDRESS_DOUBT = 12
_SHORTEST_BULLET = 4
_OPENS_SPEECH = re.compile(r"[\u4e00-\u9fff]{2,10}[：:]")
_NEVER_LAST = tuple("，、（《“〔的和与及或于为")
_NEVER_FIRST = tuple("的及或等，、。；：！？）》”〕")
_ENDS_STATEMENT = (*_CLOSED, "；", ";", ":", "）", ")")
_OFTEN_FIRST = ("该领域", "该方向", "本领域", "本方向")
_SET_IN = re.compile(r"\u3000{2}|[ \t]{2,}")
_STRONG = 6.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with what stands for or against a paragraph that begins with it."""

    passage: Passage
    begins: bool
    """A blank line above it, or white space before it, marks a paragraph."""
    inside: bool
    """It begins inside brackets that a line above opens, or inside a number."""

    @property
    def text(self) -> str:
        return self.passage.text


def join_wraps(lines: Sequence[Line], below: Collection[int] = ()) -> list[Passage]:
    """The paragraphs of lines of text; one begins at each line ``below`` a table.

    A line goes on in the next unless the next begins a part of the guide, or its first word would
    still have fitted on this line: then the break was meant.
    """
    rows = _rows(lines)
    texts = [row.text for row in rows]
    block = measure(texts)
    stretches = _stretches(rows, below)
    firsts = [stretch[0].text for stretch in stretches if len(stretch) > 1]
    short = indent(firsts, block) if block else 0
    neighbours: set[str] | None = None
    paragraphs = []
    for stretch in stretches:
        if block is None:
            pieces = [[row.passage] for row in stretch]
        else:
            pieces = _by_width(stretch, block, short)
        if starts_part(stretch[0].text, ()) and _lost_bullets(pieces):
            neighbours = neighbours or _neighbours(texts)
            pieces = [part for piece in pieces for part in _by_neighbours(piece, neighbours)]
        paragraphs += [join(piece) for piece in pieces]
    return paragraphs


def join_wraps_in_cell(lines: Sequence[Line], block: float) -> list[Passage]:
    """The paragraphs of a table's cell whose column is ``block`` wide."""
    return [
        join(piece)
        for stretch in _stretches(_rows(lines), ())
        for piece in _by_width(stretch, block, 0)
    ]


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """The lines that hold text. Blank lines and white space tell paragraphs apart only where
    some lines have them and others do not.
    """
    filled = [(i, line) for i, line in enumerate(lines) if line.text.strip()]
    texts = [line.text.strip() for _, line in filled]
    after_blank = [i > 0 and not lines[i - 1].text.strip() for i, _ in filled]
    set_in = [bool(_SET_IN.match(line.text)) for _, line in filled]
    blanks, indents = _tells(after_blank), _tells(set_in)
    inside = held(texts)
    return [
        _Row(
            Passage.of(text, line.number),
            (blanks and after_blank[k]) or (indents and set_in[k]),
            bool(inside[k]) or (k > 0 and bool(_WIDE_DIGITS.fullmatch(texts[k - 1][-1] + text[0]))),
        )
        for k, (text, (_, line)) in enumerate(zip(texts, filled, strict=True))
    ]


def _tells(marks: Sequence[bool]) -> bool:
    return sum(marks) <= 0.7 * len(marks)


def _stretches(rows: Sequence[_Row], below: Collection[int]) -> list[list[_Row]]:
    """The lines from one start of a part to the next. Before its first label a heading goes on, in
    lines that begin like an item or like a heading of another form too: “…合作项目” / “（一）中国-欧盟…”
    (2023-1-draft/1.4).
    """
    stretches: list[list[_Row]] = []
    texts = [squeeze(row.text) for row in rows]
    in_heading = ""
    for index, row in enumerate(rows):
        following = texts[index + 1 : index + 4]
        opening = opens_direction(texts[index], following)
        starts = not row.inside and (bool(opening) or starts_part(texts[index], ()))
        form = opening.form if opening else ""
        if in_heading and form in WEAK and form != in_heading:
            form = ""
        found = label(texts[index])
        if found and not found.sure and not in_heading and index:
            starts = texts[index - 1].endswith(_ENDS_STATEMENT)
        if starts and in_heading and not form and not label(texts[index]):
            starts = not any(map(label, following))
        if starts or not stretches or row.passage.lines[0] in below:
            stretches.append([])
            in_heading = form
        stretches[-1].append(row)
    return stretches


def _by_width(stretch: Sequence[_Row], block: float, short: float) -> list[list[Passage]]:
    """Paragraphs of a stretch: the reading of its breaks that leaves the least unexplained.

    Every break was either forced (the next word did not fit) or meant (a paragraph ends). Both
    have a cost where the widths speak against them, and a first line is ``short`` by its indent, so
    that one decision bears on the next. The cheapest reading is found line by line, for the two
    cases that the line is a first one or not.
    """
    # best[first] is the cost up to this line; came[i][first] is how the line before was read.
    best: dict[bool, float] = {True: 0.0}
    came: list[dict[bool, bool]] = []
    for row, following in pairwise(stretch):
        options: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
        costs: tuple[float, float] | None = None
        for first, cost in best.items():
            if costs is None or short:
                costs = _costs(row, following, block - (short if first else 0))
            forced, meant = costs
            options[False].append((cost + forced, first))
            options[True].append((cost + meant, first))
        best = {first: min(found)[0] for first, found in options.items()}
        came.append({first: min(found)[1] for first, found in options.items()})
    first = min(best, key=lambda f: (best[f], f))
    cuts = []
    for index in range(len(came), 0, -1):
        if first:
            cuts.append(index)
        first = came[index - 1][first]
    edges = [0, *reversed(cuts), len(stretch)]
    return [[row.passage for row in stretch[a:b]] for a, b in pairwise(edges)]


def _costs(row: _Row, following: _Row, block: float) -> tuple[float, float]:
    """What speaks against a forced break between two lines, and what against a meant one."""
    text, then = row.text, following.text
    room = block - width(text)
    if _ADDRESS.search(text):  # set narrower or wider than it looks
        room = max(0.0, room - _ADDRESS_DOUBT)
    unit = _FIRST_UNIT.match(then)
    spare = room - width(unit[0] if unit else "")
    forced = 0.0 if _is_cut(text, then) else _cost_if_forced(room, spare, doubt(text))
    closed = text.endswith(_CLOSED)
    meant = _cost_if_meant(spare, closed=closed)
    if following.inside or _never_parts(text, then):
        meant += _STRONG
    elif following.begins and (closed or spare >= 0):  # else the page ends, not the paragraph
        forced, meant = forced + _STRONG / 2, meant / 2
    elif closed and _OPENS_SPEECH.match(then) and not label(then):
        meant = 0.0
    elif then.startswith(_OFTEN_FIRST):
        meant /= 4
    return forced, meant


def _never_parts(text: str, following: str) -> bool:
    """Whether the words before and after a break show that the sentence goes on."""
    if text.endswith(("：", ":")):
        return bool(_ANNOUNCES_ADDRESS.search(text) or _BEGINS_ADDRESS.match(following))
    if _WIDE_DIGITS.fullmatch(text[-1] + following[0]):  # of one number
        return True
    if following.startswith(("（", "(")) and not following.endswith(("）", ")")):
        return True
    return text.endswith(_NEVER_LAST) or following.startswith(_NEVER_FIRST)


def _cost_if_forced(room: float, spare: float, slack: float) -> float:
    """Against a forced break speaks that the next word would have fitted; against the reading
    as a first line, that the line is longer than an indented one can be.
    """
    return max(0.0, spare + 1) + max(0.0, -1 - room - slack)


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


def _neighbours(texts: Sequence[str]) -> set[str]:
    """Every two characters that stand together on a line."""
    return {pair for text in texts for pair in map(add, text, text[1:])}


def _by_neighbours(piece: Sequence[Passage], neighbours: Container[str]) -> list[list[Passage]]:
    """Items of a list without marks whose last line happened to be full.

    A wrap usually cuts a word that the guide prints elsewhere (“处理个性” / “化产品”); where the
    two characters stand together nowhere, the next line begins an item of its own.
    """
    parts = [[piece[0]]]
    inside = held([line.text for line in piece])
    for index, (line, following) in enumerate(pairwise(piece), start=1):
        pair = line.text[-1] + following.text[0]
        goes_on = inside[index] or _never_parts(line.text, following.text)
        if (
            not goes_on
            and pair not in neighbours
            and len(following) >= _SHORTEST_BULLET
            and pair.isalpha()
        ):
            parts.append([])
        parts[-1].append(following)
    return parts


def join(lines: Sequence[Passage]) -> Passage:
    """One paragraph, a space between Latin words but none within an address or after a hyphen:
    “HORIZON-CL6-2023-” / “BIODIV”.
    """
    parts, tail = [lines[0]], lines[0].text[-_TAIL:]
    for line in lines[1:]:
        glue = "" if _HYPHEN.search(tail) or _is_cut(tail, line.text) else " "
        parts += [Passage.of(glue, line.lines[0]), line]
        tail = (tail + glue + line.text)[-_TAIL:]
    return Passage.concat(parts)


_HYPHEN = re.compile(r"[A-Za-z0-9]-$")
_OPEN_ADDRESS = re.compile(r"(?:(?://|www\.)[!-~]*|@(?:[!-~]*[.@_-])?)$")
_SCHEME = re.compile(r"https?\s?[：:]$")
_TAIL = 300


def _is_cut(text: str, following: str) -> bool:
    """Whether an address runs from the end of ``text`` into ``following``.

    2022-1, lines 478–486: “elisa.yu” / “@businessfinland.fi”, “…/en/” / “for-finnish-customers”.
    """
    if not following[0].isascii():
        return False
    if following.startswith("//"):
        return bool(_SCHEME.search(text[-_TAIL:]))
    return following.startswith("@") or bool(_OPEN_ADDRESS.search(text[-_TAIL:]))
