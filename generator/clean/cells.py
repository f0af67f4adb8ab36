"""Cells of tables that list directions: cells that only gaps in the text separate, and cells that the format marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from generator.clean.spaces import squeeze
from generator.grammar.columns import Box, Column, columns, is_total, opens, place, tells_more
from generator.grammar.headings import WEAK, Heading
from generator.grammar.labels import label
from generator.grammar.parts import DIRECTION, starts
from generator.model import Line
from generator.trace import Drop

_RULES = "|｜│┃"
_FRAMES = tuple(_RULES)
_PIPE = re.compile(f"[{_RULES}]")
_TAB = re.compile(r"\t")
_SPACES = re.compile(r"\s{2,}|[\t\u3000]")
_FRAME = re.compile(r"[-+|:=\s─━│┃┌┐└┘├┤┬┴┼｜—]{3,}")
_DITTO = re.compile(r"同上|同前|[〃″]")
_GAP = re.compile(r"(?:(?<!\s)\s++)?[|｜]\s*+|\t+|[ \u3000]{2,}")


@dataclass(slots=True)
class _Table:
    """The head of a table of directions, and the way in which the lines below it are cut."""

    columns: tuple[Column, ...]
    head: str
    """The head's line without spaces, to find it again where a page repeats it."""
    gap: re.Pattern[str]
    framed: bool
    """True where its lines also begin and end with a rule (“|”)."""
    extents: list[tuple[int, int]]
    """Start and end of each column in character widths, for cells that only spaces separate."""
    rows: int = 1
    """The number of lines of the head."""


def part_rows(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Cut each line of a table of directions into its cells: “1.1 | 中国和芬兰… | 人工智能 | 5个”.

    The table begins below a line whose cells are its head. A line without a number continues the
    cells above it. The head is taken out, also where a page repeats it, and so are the rules between
    cells. The tests use made-up examples: none of the five guides has a table.
    """
    index = row = 0
    while index < len(lines):
        table = _table_at(lines[index], lines[index + 1 : index + 2])
        found = _rows_below(table, lines, index) if table else []
        if table is None or not any(found):
            yield from lines[index : index + 1 + len(found)]
            index += 1 + len(found)
            continue
        title: list[Box] = []
        title_lines: list[Line] = []
        for line, boxes in zip(lines[index : index + 1 + len(found)], [(), *found], strict=True):
            if not boxes:
                is_frame = _FRAME.fullmatch(line.text.strip())
                drop(line.text.strip(), line, "cell_rule" if is_frame else "table_head")
                continue
            drop("".join(_PIPE.findall(line.text)), line, "cell_rule")
            total = is_total(box.text for box in boxes)
            opening = not total and opens([*title, *boxes], table.columns)
            row += opening
            if opening and title and not opens(boxes, table.columns):
                # A row with a number alone continues the title of the row above.
                titled = [replace(t, cell=t.cell and replace(t.cell, row=row)) for t in title_lines]
                yield from titled
            elif opening:
                title, title_lines = [], []
            for box in boxes:
                if box.text:
                    # The second line of a title continues the title.
                    here = -line.number if total else row
                    there = place(box, here, table.columns, opens=True)
                    told = replace(line, text=box.text, cell=there.cell, aside=there.aside)
                    if there.cell and there.cell.column == 1:
                        title.append(box)
                        title_lines.append(told)
                    yield told
        index += 1 + len(found)


def _table_at(line: Line, below: Sequence[Line]) -> _Table | None:
    """Return the table of directions whose head is ``line``, or ``line`` and the one ``below`` it, or None."""
    if line.ends is not None or line.cell:
        return None
    text = line.text.strip()
    gap = _PIPE if len(_PIPE.findall(text)) > 1 else _TAB if text.count("\t") > 1 else _SPACES
    framed = text.startswith(_FRAMES)
    pieces = _pieces(line.text)
    head = [p[0] for p in pieces] if gap is _SPACES else _split(text, gap, framed)
    found, rows = columns(head), 1
    for other in below if gap is not _SPACES else ():
        lowest = _split(other.text.strip(), gap, framed)
        if len(lowest) == len(head):
            words = [a + b for a, b in zip(head, lowest, strict=True)]
            whole = columns(words, [b or a for a, b in zip(head, lowest, strict=True)])
            if whole and (found is None or tells_more(whole, found)):
                found, rows = whole, 2
    extents = [(start, end) for _, start, end in pieces]
    return _Table(found, squeeze(line.text), gap, framed, extents, rows) if found else None


def _rows_below(table: _Table, lines: Sequence[Line], head: int) -> list[Sequence[Box]]:
    """Return the cells of each line of the table below its head, which is at position ``head``.

    A repeated head, a line that only draws the frame and a blank line have no cells. The first row must
    open a direction; otherwise these lines are no table. Blank lines at the end do not belong to it.
    """
    found: list[Sequence[Box]] = []
    for index in range(head + 1, len(lines)):
        text = lines[index].text
        boxes: Sequence[Box] = ()
        if index < head + table.rows:
            found.append(boxes)
            continue
        if text.strip() and squeeze(text) != table.head and not _FRAME.fullmatch(text.strip()):
            boxes = _boxes(text, table)
            if not boxes or not (any(found) or opens(boxes, table.columns)):
                break
        found.append(boxes)
    while found and not lines[head + len(found)].text.strip():
        found.pop()
    return found


def _boxes(text: str, table: _Table) -> Sequence[Box]:
    """Return the cells of a line below the head; none if the line does not belong to the table.

    If only spaces separate them, each piece is a cell of the column that it overlaps most. The line does
    not belong to the table if a piece overlaps several columns, or if the line opens no direction, is no
    total and begins in the first column.
    """
    if table.gap is not _SPACES:
        cells = _split(text, table.gap, table.framed)
        last = len(table.columns) - 1
        texts = [*cells[:last], " ".join(cell for cell in cells[last:] if cell)]
        return [Box(0, at, (cell,)) for at, cell in enumerate(texts)] if len(cells) > 1 else ()
    pieces = _pieces(text)
    boxes = [Box(0, at, (words,)) for at, (words, _, _) in enumerate(pieces)]
    if len(pieces) == len(table.columns) and opens(boxes, table.columns):
        table.extents = [
            (min(start, a), max(end, b))
            for (start, end), (_, a, b) in zip(table.extents, pieces, strict=True)
        ]
        return boxes
    boxes = []
    for words, start, end in pieces:
        shared = [min(end, b) - max(start, a) for a, b in table.extents]
        if sum(share > 0 for share in shared) > 1:
            return ()
        boxes.append(Box(0, shared.index(max(shared)), (words,)))
    begins = opens(boxes, table.columns) or is_total(box.text for box in boxes)
    return boxes if boxes[0].column > 0 or begins else ()


def _split(text: str, gap: re.Pattern[str], framed: bool) -> list[str]:
    """Return the cells of a line, empty ones too; the rules at both ends of a framed line are no gaps."""
    if framed:
        text = text.strip()
        text = text[text.startswith(_FRAMES) : len(text) - text.endswith(_FRAMES)]
    return [cell.strip() for cell in gap.split(text)]


def _pieces(text: str) -> list[tuple[str, int, int]]:
    """Return (words, start, end) of the pieces between gaps.

    Start and end count the columns of a terminal, because such tables are typed in a fixed-width font.
    """
    found, start, column = [], 0, 0
    for match in (*_SPACES.finditer(text), None):
        words = text[start : match.start() if match else len(text)]
        if words.strip():
            edge = column + _width(words) - _width(words.lstrip())
            found.append((words.strip(), edge, edge + _width(words.strip())))
        if match:
            column += _width(text[start : match.end()])
            start = match.end()
    return found


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def gather_cells(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Bring the lines of a row into the order of its cells.

    Number and title then make one heading, and a cell that continues on the next page is one cell
    again; a merged cell belongs to each of its rows, and 同上 is the cell above. A table whose numbers also open directions in the running text
    only summarises the guide; its lines become ordinary lines.
    """
    lines = list(_without_dittos(_in_each_row(lines), drop))
    is_summary = any(line.cell for line in lines) and _is_summary(lines)
    for row, group in groupby(lines, key=lambda line: line.cell and line.cell.row):
        if row is None or is_summary:
            yield from (replace(line, cell=None) if is_summary else line for line in group)
            continue
        ordered = sorted(group, key=lambda line: line.cell.column if line.cell else 0)
        for line, following in pairwise([*ordered, None]):
            assert line
            yield replace(line, ends=_ends(line, following))


def _in_each_row(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with those of a merged cell once for each row of directions that it spans."""
    if not any(line.cell and line.cell.also for line in lines):
        return list(lines)
    found: list[tuple[int, int, Line]] = []
    first: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.cell:
            first.setdefault(line.cell.row, index)
    for index, line in enumerate(lines):
        if line.cell is None:
            found.append((index, index, line))
            continue
        for row in (line.cell.row, *line.cell.also):
            cell = replace(line.cell, row=row, also=())
            found.append((first.get(row, index), index, replace(line, cell=cell)))
    return [line for *_, line in sorted(found, key=lambda entry: entry[:2])]


def _without_dittos(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Yield the lines; the lines of the cell above stand in place of 同上, but never of a heading."""
    above: dict[int, list[Line]] = {}
    for line in lines:
        cell = line.cell
        if cell is None:
            yield line
            continue
        known = above.get(cell.column, [])
        if known and cell.part != "heading" and _DITTO.fullmatch(line.text.strip(" \u3000。")):
            drop(line.text.strip(), line, "ditto")
            yield from (replace(each, cell=cell) for each in known)
            continue
        same = known and known[0].cell and known[0].cell.row == cell.row
        above[cell.column] = [*known, line] if same else [line]
        yield line


def _ends(line: Line, following: Line | None) -> bool | None:
    """Return whether a paragraph ends with a line of a cell; None where only its words can decide."""
    if following is None or line.cell is None or following.cell is None:
        return True
    if line.cell.part == following.cell.part == "heading":
        return False
    return line.ends if line.cell == following.cell else True


def _is_summary(lines: Sequence[Line]) -> bool:
    texts = [squeeze(line.text) for line in lines if line.text.strip()]
    cells = [line.cell for line in lines if line.text.strip()]
    found = [
        s
        for s in starts(texts, DIRECTION, cells=cells)
        if isinstance(s, Heading) and s.form not in WEAK
    ]
    rows = {heading.number for heading in found if heading.form == "row"}
    above = {heading.number for heading in found if heading.form != "row"}
    return 2 * len(rows & above) > len(rows)


def part_cells(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Cut a line before and after each cell that is only a label: “拟支持项目数  10个  共拟支持经费  2000万元”.

    Rules between cells are taken out. The tests use made-up examples: none of the five guides has a
    table.
    """
    for line in lines:
        cells = [cell for cell in _GAP.split(line.text.strip()) if cell]
        if line.cell or len(cells) < 2 or not any(map(_is_label, cells)):
            yield line
            continue
        drop("".join(c for c in line.text if c in "|｜"), line)
        # If the format marks paragraphs, each part becomes a paragraph.
        ends = None if line.ends is None else True
        for is_label, group in groupby(cells, key=_is_label):
            for text in group if is_label else (" ".join(group),):
                yield replace(line, text=text, ends=ends)


def _is_label(cell: str) -> bool:
    text = squeeze(cell)
    found = label(text)
    return found is not None and found.sure and found.length == len(text)
