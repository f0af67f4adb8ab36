"""Lines → paragraphs: as the format marks them, or by undoing the line breaks that the page's width forced."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from operator import add, itemgetter

from generator.clean.joins import is_cut, join, whole_mailboxes, whole_titles
from generator.clean.spaces import squeeze
from generator.grammar.headings import WEAK, WITNESSES, Heading, call_title, heading
from generator.grammar.labels import Label, label
from generator.grammar.parts import starts, starts_part
from generator.model import Line
from generator.passage import Passage

_NEAR = 3
_FEWEST_FULL = 3
_ENOUGH = 0.2
_BEYOND = 0.04
_RIVAL = 0.5
_INDENT = 4
_LATIN = re.compile(r"[A-Za-z]")
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
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "(": ")"}
_MARKS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_ITEM = re.compile(r"(?:^|(?<=[。；：;:]))\s*+[（(]?\s*+\d{1,2}\s*+[）)]")
_LONGEST_HEADING = 5
"""The most lines of a heading in text that is not wrapped to a width."""
_REACH = 8
"""The number of lines after which an open bracket is no longer counted."""


def paragraphs_of(lines: Sequence[Line], mailboxes: Collection[str] = ()) -> list[Passage]:
    """Return the paragraphs that the format or the cells of a table mark; otherwise find them by words and widths.

    ``mailboxes`` are the e-mail addresses that links lead to.
    """
    return whole_mailboxes(whole_titles(_paragraphs_of(lines)), mailboxes)


def _paragraphs_of(lines: Sequence[Line]) -> list[Passage]:
    if all(line.ends is not None for line in lines):
        return _by_format(lines)
    around = [line for line in lines if not line.cell]
    # A paragraph begins at the first line below a table.
    below = {after.number for line, after in pairwise(lines) if line.cell and not after.cell}
    marked = any(line.ends is not None for line in around)
    rest = _by_format(around, below) if marked else _by_words(around, below)
    cells = [paragraph for cell in _cells(lines) for paragraph in cell]
    # Both lists are in the order of the file's lines; a merged cell stands above some of its rows.
    end: dict[int, int] = {}
    for line in lines:
        if line.cell:
            end[line.cell.row] = max(line.number, end.get(line.cell.row, 0))
    return sorted([*rest, *cells], key=lambda p: end[p.cell.row] if p.cell else p.lines[0])


def _cells(lines: Sequence[Line]) -> Iterator[list[Passage]]:
    """Yield the paragraphs of each cell; number and title are one heading.

    If the format does not mark paragraphs, the text block is as wide as the column's widest line.
    """
    in_cells = [(line.cell, line) for line in lines if line.cell]
    widest: dict[int, float] = {}
    for cell, line in in_cells:
        widest[cell.column] = max(widest.get(cell.column, 0.0), width(line.text.strip()))
    for whole, group in groupby(in_cells, key=lambda c: None if c[0].part == "heading" else c[0]):
        there = [line for _, line in group]
        if whole is None or all(line.ends is not None for line in there):
            yield _by_format(there)
            continue
        for stretch in _stretches(_rows(there), ()):
            pieces = _by_width(stretch, widest[whole.column], 0)
            yield [replace(join(piece), cell=whole) for piece in pieces]


def _by_format(lines: Sequence[Line], below: Collection[int] = ()) -> list[Passage]:
    """Return the paragraphs that the format marks; one begins at each line ``below`` a table."""
    paragraphs: list[list[Passage]] = [[]]
    for line in lines:
        if line.number in below:
            paragraphs.append([])
        if text := line.text.strip():
            paragraphs[-1].append(replace(Passage.of(text, line.number), cell=line.cell))
        if line.ends:
            paragraphs.append([])
    return [replace(join(pieces), cell=pieces[0].cell) for pieces in paragraphs if pieces]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, with the signs for and against a paragraph that begins with it."""

    passage: Passage
    begins: bool
    """True where a blank line above it or an indent marks a paragraph."""
    inside: bool
    """True where it begins inside brackets that a line above opens, or inside a number."""

    @property
    def text(self) -> str:
        return self.passage.text


def _by_words(lines: Sequence[Line], below: Collection[int]) -> list[Passage]:
    """Return the paragraphs of plain lines; one begins at each line ``below`` a table.

    A line continues on the next one, with two exceptions: the next line begins a part of the guide,
    or its first word would have fitted on this line, so that the break was intended.
    """
    rows = _rows(lines)
    texts = [row.text for row in rows]
    block = measure(texts)
    stretches = _stretches(rows, below)
    firsts = [stretch[0].text for stretch in stretches if len(stretch) > 1]
    short = indent(firsts, block) if block else 0
    neighbours = {pair for text in texts for pair in map(add, text, text[1:])}
    paragraphs = []
    for stretch in stretches:
        pieces = _unwrapped(stretch) if block is None else _by_width(stretch, block, short)
        # 2017-1, lines 322–349: lists have lost their bullets, and an item may end at the end of a full line.
        unclosed = sum(not piece[-1].text.endswith((*_CLOSED, "；")) for piece in pieces)
        if unclosed >= 2 and starts_part(stretch[0].text):
            pieces = [part for piece in pieces for part in _by_neighbours(piece, neighbours)]
        paragraphs += [join(piece) for piece in pieces]
    return paragraphs


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """Return the lines that hold text.

    Blank lines and indents count as signs of a paragraph only if some lines have them and others do
    not.
    """
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    texts = [lines[i].text.strip() for i in filled]
    inside = held(texts)
    for k, (before, text) in enumerate(pairwise(texts), start=1):
        inside[k] = inside[k] or bool(_WIDE_DIGITS.fullmatch(before[-1] + text[0]))
    after_blank = [i > 0 and not lines[i - 1].text.strip() for i in filled]
    set_in = [bool(_SET_IN.match(lines[i].text)) for i in filled]
    signs = [marks for marks in (after_blank, set_in) if sum(marks) <= 0.7 * len(filled)]
    return [
        _Row(Passage.of(text, lines[i].number), any(marks[k] for marks in signs), inside[k])
        for k, (i, text) in enumerate(zip(filled, texts, strict=True))
    ]


def _stretches(rows: Sequence[_Row], below: Collection[int]) -> list[list[_Row]]:
    """Return stretches of lines: each runs from the start of one part to the start of the next.

    A heading continues up to the first label, even over lines that look like an item or like a heading of
    another form: “…合作项目” / “（一）中国-欧盟…” (2023-1-draft/1.4).
    """
    stretches: list[list[_Row]] = []
    texts = [squeeze(row.text) for row in rows]
    found = starts(texts, inside=[row.inside for row in rows])
    in_heading = ""
    for index, (row, start) in enumerate(zip(rows, found, strict=True)):
        form = start.form if isinstance(start, Heading) else ""
        if in_heading and form in (*WEAK, "unnumbered") and form != in_heading:
            form = ""
        begins = start is not None
        if isinstance(start, Label):
            doubtful = not start.sure and not in_heading and index > 0
            closed = texts[index - 1].endswith(_ENDS_STATEMENT)
            begins = start.interrupts and (closed or not doubtful)
        elif in_heading and not form:
            below_it = found[index + 1 : index + 1 + WITNESSES]
            begins = begins and not any(isinstance(other, Label) for other in below_it)
        if begins or not stretches or row.passage.lines[0] in below:
            stretches.append([])
            in_heading = form
        stretches[-1].append(row)
    return stretches


def _unwrapped(stretch: Sequence[_Row]) -> list[list[Passage]]:
    """Return the paragraphs of a stretch of text that is not wrapped to a width: its lines.

    Yet the title of a direction, or what stands in brackets, may go on in further lines.
    """
    number = heading(stretch[0].text)
    end, texts = 1, [row.text for row in stretch[:_LONGEST_HEADING]]
    if number:
        texts[0] = texts[0][number.length :].strip()
        wholes = enumerate(accumulate(texts), start=1)
        end = next((place for place, whole in wholes if call_title(whole) == len(whole)), 1)
    pieces = [[row.passage for row in stretch[:end]]]
    for row in stretch[end:]:
        if row.inside:
            pieces[-1].append(row.passage)
        else:
            pieces.append([row.passage])
    return pieces


_Cuts = tuple[int, "_Cuts"] | None
"""The places at which a stretch is cut, as a linked list: (last place, earlier ones)."""


def _by_width(stretch: Sequence[_Row], block: float, short: float) -> list[list[Passage]]:
    """Return the paragraphs of a stretch: the reading of its line breaks that has the lowest cost.

    A break is either forced (the next word did not fit) or intended (a paragraph ends). Each reading has
    a cost where the widths contradict it. The first line of a paragraph is ``short`` by its indent, so
    one decision affects the next.
    """
    # The cheapest readings so far in which the line begins no paragraph, or begins one: cost and cuts.
    best: dict[bool, tuple[float, _Cuts]] = {True: (0.0, None)}
    for index, (row, following) in enumerate(pairwise(stretch), start=1):
        forced: list[tuple[float, _Cuts]] = []
        intended: list[tuple[float, _Cuts]] = []
        for begins, (cost, cuts) in best.items():
            more = _costs(row, following, block - (short if begins else 0))
            forced.append((cost + more[0], cuts))
            intended.append((cost + more[1], (index, cuts)))
        best = {
            False: min(forced, key=itemgetter(0)),
            True: min(intended, key=itemgetter(0)),
        }
    _, cuts = min(best.values(), key=itemgetter(0))
    edges = [len(stretch)]
    while cuts:
        edges.append(cuts[0])
        cuts = cuts[1]
    return [[row.passage for row in stretch[a:b]] for a, b in pairwise([0, *reversed(edges)])]


def _costs(row: _Row, following: _Row, block: float) -> tuple[float, float]:
    """Return the costs of a forced and of an intended break between two lines.

    A forced break is unlikely if the next word would have fitted, or if the line is too long for the
    text block; an intended one if the line is full, or does not end a sentence.
    """
    text, then = row.text, following.text
    room = block - width(text)
    if _ADDRESS.search(text):  # its width in print is uncertain
        room = max(0.0, room - _ADDRESS_DOUBT)
    unit = _FIRST_UNIT.match(then)
    spare = room - width(unit[0] if unit else "")
    closed = text.endswith(_CLOSED)
    forced = max(0.0, spare + 1) + max(0.0, -1 - room - doubt(text))
    if is_cut(text, then):
        forced = 0.0
    if closed:
        intended = 0.0 if spare >= 0 else 1.5
    else:
        intended = max(0.0, 8 - spare) / 2 if spare >= 0 else 6.0
    if following.inside or _never_parts(text, then):
        intended += _STRONG
    elif following.begins and (closed or spare >= 0):  # otherwise only the page ends here
        forced, intended = forced + _STRONG / 2, intended / 2
    elif closed and _OPENS_SPEECH.match(then) and not label(then):
        # Of a line with an address, the width is uncertain, and so does not tell that the break was forced.
        forced, intended = forced + (1.0 if _ADDRESS.search(text) else 0.0), 0.0
    elif then.startswith(_OFTEN_FIRST):
        intended /= 4
    return forced, intended


def _never_parts(text: str, following: str) -> bool:
    """Return whether the words before and after a break show that the sentence continues."""
    if text.endswith(("：", ":")):
        return bool(_ANNOUNCES_ADDRESS.search(text) or _BEGINS_ADDRESS.match(following))
    if _WIDE_DIGITS.fullmatch(text[-1] + following[0]):  # digits of one number
        return True
    if following.startswith(("（", "(")) and not following.endswith(("）", ")")):
        return True
    return text.endswith(_NEVER_LAST) or following.startswith(_NEVER_FIRST)


def _by_neighbours(piece: Sequence[Passage], neighbours: Container[str]) -> list[list[Passage]]:
    """Return the items of a list without bullets, also where the last line of an item is full.

    A forced break usually cuts a word that the guide prints elsewhere (“处理个性” / “化产品”). If the
    last and the next character stand side by side nowhere else, the next line begins a new item.
    """
    parts = [[piece[0]]]
    inside = held([line.text for line in piece])
    for index, (line, following) in enumerate(pairwise(piece), start=1):
        pair = line.text[-1] + following.text[0]
        goes_on = inside[index] or _never_parts(line.text, following.text)
        is_new = pair.isalpha() and pair not in neighbours and len(following) >= _SHORTEST_BULLET
        if is_new and not goes_on:
            parts.append([])
        parts[-1].append(following)
    return parts


def held(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it begins inside brackets that a line above opens.

    A sentence continues inside its brackets: in “（TRL 3 and” / “4）的技术” (2023-1-draft/1.4), “4）” is not
    the number of an item. The bracket after an item's number (“2）”) closes only a bracket that the line
    directly above opens.
    """
    inside = [False] * len(lines)
    opened: list[tuple[str, int]] = []
    for index, line in enumerate(lines):
        marks = {i for match in _ITEM.finditer(line) for i in range(*match.span())}
        opened = [entry for entry in opened if index - entry[1] <= _REACH]
        for match in _MARKS.finditer(line):
            if match[0] in _PAIRS:
                opened.append((match[0], index))
                continue
            at = max((i for i, (c, _) in enumerate(opened) if _PAIRS[c] == match[0]), default=None)
            if at is None or (match.start() in marks and opened[at][1] < index - 1):
                continue
            start = opened[at][1]
            inside[start + 1 : index + 1] = [True] * (index - start)
            del opened[at:]
    return inside


def width(text: str) -> float:
    """Return the width of ``text`` in columns.

    A Han character or full-width mark counts 2, a digit 1, a capital letter 1.4, a small one 0.9.
    """
    return sum(map(_width, text))


def _width(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WFA":
        return 2
    return 1.4 if c.isupper() else 0.5 if c.isspace() else 0.9 if c.isalpha() else 1


def doubt(text: str) -> float:
    """Return the possible error of `width` for ``text``: fonts set Latin letters in different widths."""
    return 0.25 * len(_LATIN.findall(text))


def measure(texts: Sequence[str]) -> float | None:
    """Return the width of the text block in columns; None for text whose lines are not wrapped.

    It is the most frequent width among the longer half of the lines: most lines of a paragraph are
    full, and only its first line is shorter, by the indent. In text that is not wrapped, no width is
    frequent, or many lines are longer than the most frequent one.
    """
    widths = sorted(round(width(text)) for text in texts)
    longer = widths[len(widths) // 2 :]
    if not longer:
        return None
    counts = Counter(longer)
    near = {w: sum(counts[w - i] for i in range(_NEAR)) for w in counts}
    widest = max(w for w, count in near.items() if count >= _RIVAL * max(near.values()))
    block = max(range(widest - _NEAR + 1, widest + 1), key=lambda w: (counts[w], w))
    full = sum(block - _INDENT - 1 <= w <= block + _NEAR for w in longer)
    beyond = sum(w > block + 2 * _NEAR for w in longer)
    if full < max(_FEWEST_FULL, _ENOUGH * len(longer)) or beyond > _BEYOND * len(widths) + 1:
        return None
    return block


def indent(firsts: Sequence[str], block: float) -> float:
    """Return the indent of first lines in columns; ``firsts`` are full lines that begin a paragraph.

    It is the width of two Han characters, or 0 in text set without an indent.
    """
    wide = sum(width(text) > block - _INDENT + 1 for text in firsts)
    return 0 if 2 * wide > len(firsts) else _INDENT
