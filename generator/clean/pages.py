"""Rules for text that belongs to the page: page numbers, running heads and feet, footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.clean.spaces import squeeze
from generator.grammar.parts import starts_part
from generator.model import Line
from generator.text.raised import PLAIN, RAISED, note_marks
from generator.trace import Drop

_MARKED_NUMBER = re.compile(
    r"[—–－·•~～一-]+\s*\d{1,4}\s*[—–－·•~～一-]+"  # a recogniser may take a dash for 一
    r"|第\s*\d{1,4}\s*页(?:\s*+[,，/／]?\s*+共\s*\d{1,4}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_FEWEST = 3
"""The fewest pages or numbers that count as a series."""

_DIGITS = re.compile(r"\d+")
_TITLE = re.compile(r"(?:申报指南|重点专项)(?:（?征求意见稿）?)?(?:第?\d+页?)?$")
_DEEP = 2
_LONGEST_HEAD = 60

_NOTE_RULE = re.compile(r"[_—─━﹍-]{5,}")
_RAISED_MARK = re.compile(rf"[{RAISED}]{{1,3}}")
_NOTE_MARK = re.compile(
    rf"{_RAISED_MARK.pattern}|[①-⑳※*＊]|[\[［〔]\d{{1,2}}[\]］〕]|注\s*+\d{{0,2}}\s*+[：:]"
)
_CALLED = re.compile(
    rf"(?<=\S){_RAISED_MARK.pattern}|(?<=[\u4e00-\u9fff》”）)])(?:[①-⑳※*＊]|[\[［〔]\d{{1,2}}[\]］〕])"
)
"""The mark of a note in running text, directly after the word that has the note."""
_REFERS = re.compile(r"(?:上述|前述|以上|以下|下列|第|和|与|及|至|到|或)$")
"""Words before the number of an item: “符合上述①”."""
_PLAIN_NUMBER = re.compile(r"\d{1,2}(?=\s*[\u4e00-\u9fff“《])(?!\s*[年月日个项家万亿元名人])")
_MOST_NOTES = 8


def drop_page_numbers(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out page numbers: lines such as “— 12 —”, and lines with only a number if these count up.

    2017-1, line 446, has one in the middle of an agreement. A single bare number is kept, because it
    may be part of a sentence.
    """
    return _without(_page_numbers(lines), lines, drop)


def _without(gone: set[int], lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Yield all lines except those at the positions ``gone``, which are reported."""
    for index, line in enumerate(lines):
        if index in gone:
            drop(line.text.strip(), line)
        else:
            yield line


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the positions of page numbers in ``lines``."""
    found: set[int] = set()
    run: list[int] = []
    last = None
    for index, line in enumerate(lines):
        text = line.text.strip()
        if line.cell:
            continue
        if _MARKED_NUMBER.fullmatch(text):
            found.add(index)
        elif _BARE_NUMBER.fullmatch(text):
            run = [*run[1 - _FEWEST :], index] if last == int(text) - 1 else [index]
            last = int(text)
            found.update(run if len(run) == _FEWEST else ())
    return found


def drop_lone_page_numbers(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out a bare number that stands alone at the edge of a page, or next to text that other rules took out.

    A running head, the echo of a link, a form feed and the end of the text are at the edge of a page. A number below a colon is the value
    that the line announces.
    """
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    pairs = list(pairwise(filled))
    announced = {b for a, b in pairs if lines[a].text.rstrip().endswith(("：", ":"))}
    edges = {index for pair in pairs if _page_turns(lines[pair[0] : pair[1] + 1]) for index in pair}
    edges.update(filled[-1:])
    gone = {index for index in edges - announced if _is_bare_number(lines[index])}
    return _without(gone, lines, drop)


def _is_bare_number(line: Line) -> bool:
    """Return whether a visual line outside of tables is only a number; a paragraph of a Word file is no such line."""
    is_visual = line.cell is None and (line.ends is None or line.page is not None)
    return is_visual and _BARE_NUMBER.fullmatch(line.text.strip()) is not None


def _page_turns(lines: Sequence[Line]) -> bool:
    """Return whether a page ends, or a rule took out a line, between the first and the last of ``lines``."""
    return any(
        a.page != b.page or a.number + 1 < b.number or "\f" in a.text[-1:] + b.text[:1]
        for a, b in pairwise(lines)
    )


def _page_starts(lines: Sequence[Line], numbers: set[int]) -> list[int]:
    """Return the positions at which a page begins, except the first page.

    A page begins after a form feed, where the page that `read` gives changes, or below a line with a
    page number; ``numbers`` are the positions of these lines.
    """
    return [
        index
        for index, (line, following) in enumerate(pairwise(lines), start=1)
        if following.text.startswith("\f")
        or line.text.endswith("\f")
        or (line.page is not None and line.page != following.page)
        or index - 1 in numbers
    ]


def drop_running_heads(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out lines that at least half of the pages repeat at their head or foot.

    Lines that repeat the guide's name are taken out anywhere, also in text without page breaks; the
    first of them stays. A line that begins a part of a guide always stays: “其他要求：” may stand at the
    head of many pages.
    """
    numbers = _page_numbers(lines)
    # Digits are made equal: “第 3 页” and “第 4 页” are the same head.
    texts = {
        index: _DIGITS.sub("0", squeezed.strip())
        for index, line in enumerate(lines)
        if (squeezed := squeeze(line.text)) and index not in numbers and line.cell is None
    }
    likely = {*_at_edges(_page_starts(lines, numbers), texts), *_repeated_names(texts)}
    gone = {
        index
        for index in likely
        if len(texts[index]) <= _LONGEST_HEAD
        and not texts[index].endswith(("。", "；"))
        and not starts_part(texts[index])
    }
    return _without(gone, lines, drop)


def _at_edges(starts: Sequence[int], texts: Mapping[int, str]) -> list[int]:
    """Return the positions of lines that many pages repeat at their head or foot; pages begin at ``starts``."""
    filled = list(texts)
    # `starts` leaves out the head of the first page and the foot of the last one.
    edges = [*filled[:_DEEP], *filled[-_DEEP:]]
    for start in starts:
        position = bisect_left(filled, start)
        edges += filled[max(0, position - _DEEP) : position + _DEEP]
    often = Counter(texts[index] for index in {*edges})
    return [index for index in edges if often[texts[index]] >= max(_FEWEST, len(starts) / 2)]


def _repeated_names(texts: Mapping[int, str]) -> list[int]:
    """Return the positions of the lines that repeat the guide's name, except the first."""
    names: dict[str, list[int]] = defaultdict(list)
    for index, text in texts.items():
        if _TITLE.search(text):
            names[text].append(index)
    return [index for found in names.values() if len(found) >= _FEWEST for index in found[1:]]


def drop_footnotes(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out the notes at the foot of a page.

    Notes are the last few lines of a page below a rule, if the first of them begins with the mark of a
    note (“①”, “¹”, “[1]”, “注：”). Without a rule, they begin at a mark that also stands in the text above,
    as a reference to the note and not as the number of an item; on the last page, only at a raised mark. A plain number
    counts if the raised numbers on the page are those of its last lines. The sentence above the notes may go on on the next page. The tests use
    made-up examples: none of the five guides has footnotes.
    """
    texts = [line.text.strip() for line in lines]
    numbers = _page_numbers(lines)
    notes: set[int] = set()
    for start, end in pairwise([0, *_page_starts(lines, numbers), len(lines)]):
        page = [index for index in range(start, end) if texts[index] and index not in numbers]
        first = _below_rule(page, texts)
        if first is None:
            first = _called(page, texts, _NOTE_MARK if end < len(lines) else _RAISED_MARK)
        if first is None:
            first = _numbered(page, texts)
        if first is not None:
            notes.update(index for index in page if index >= first)
    return _without(notes, _going_on(lines, notes, numbers), drop)


def _going_on(lines: Sequence[Line], notes: set[int], numbers: set[int]) -> list[Line]:
    """Return the lines; where the format ends a paragraph only because of the notes below it, it goes on."""
    kept = [i for i, line in enumerate(lines) if i not in notes | numbers and not line.cell]
    whole = list(lines)
    for above, below in pairwise(i for i in kept if lines[i].text.strip()):
        before, after = lines[above], lines[below]
        parted = before.page is not None and before.page != after.page and above + 1 in notes
        closed = before.text.rstrip().endswith(("。", "；", "：", "！", "？"))
        if parted and before.ends and not closed and not starts_part(squeeze(after.text)):
            whole[above] = replace(before, ends=False)
    return whole


def _numbered(page: Sequence[int], texts: Sequence[str]) -> int | None:
    """Return the position of the first of the notes that begin with plain numbers, as “1 水管理指…”.

    They are the last lines of the page, and their numbers are the raised ones above them, in order. Items of a list, whose
    count such a line continues, are none.
    """
    marks = {
        index: number[0]
        for index in page[-_MOST_NOTES:]
        if (number := _PLAIN_NUMBER.match(texts[index]))
    }
    for first in marks:
        above = "\n".join(texts[index] for index in page if index < first)
        called = dict.fromkeys(mark[0].translate(PLAIN) for mark in note_marks(above))
        notes = [number for index, number in marks.items() if index >= first]
        before = [int(number) for index, number in marks.items() if index < first]
        if called and [*called] == notes and int(notes[0]) - 1 not in before:
            return first
    return None


def _below_rule(page: Sequence[int], texts: Sequence[str]) -> int | None:
    """Return the position of the rule above the notes; ``page`` holds the positions of the page's lines."""
    for index, following in pairwise(page[-(_MOST_NOTES + 2) :]):
        if _NOTE_RULE.fullmatch(texts[index]) and _NOTE_MARK.match(texts[following]):
            return index
    return None


def _called(page: Sequence[int], texts: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    """Return the position of the first note, with a mark of ``pattern``, on a page that has no rule above its notes."""
    marks = ((index, pattern.match(texts[index])) for index in page)
    first, mark = next(((index, mark) for index, mark in marks if mark), (None, None))
    if first is None or mark is None or first == page[0] or first not in page[-_MOST_NOTES:]:
        return None
    above = [texts[index] for index in page if index < first]
    called = any(
        found[0] == mark[0] and not _REFERS.search(text[: found.start()][-2:])
        for text in above
        for found in _CALLED.finditer(text)
    )
    return first if called and not above[-1].endswith(("：", ":")) else None
