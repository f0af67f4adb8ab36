"""Tables of directions in text, where only gaps part the cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.clean.spaces import squeeze
from generator.grammar.columns import Column, columns
from generator.model import Dropped, Line
from generator.read.tables import Box, opens, place

_RULES = "|｜│┃"
_FRAMES = tuple(_RULES)
_PIPE = re.compile(f"[{_RULES}]")
_TAB = re.compile(r"\t")
_SPACES = re.compile(r"\s{2,}|[\t\u3000]")
_FRAME = re.compile(r"[-+|:=\s─━│┃┌┐└┘├┤┬┴┼｜—]{3,}")


@dataclass(slots=True)
class _Table:
    """A table as far as it is read."""

    under: tuple[Column, ...]
    shape: str
    """Of the line with its head, without spaces: pages repeat it."""
    gap: re.Pattern[str]
    framed: bool
    """Whether rules stand at both ends of its lines too."""
    extents: list[tuple[int, int]]
    """Where the columns begin and end, in columns of type, for cells that only spaces part."""
    rows: list[tuple[Line, tuple[Box, ...]]] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    frames: list[Line] = field(default_factory=list)


def part_rows(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Below a line whose cells are the head of a table of directions, each line is cut into its
    cells: “1.1 | 中国和芬兰… | 人工智能 | 5个”. A line without number goes on in the cells above.

    The head goes, also where a page repeats it, and so do the rules. Constructed: the five guides
    have no tables.
    """
    kept: list[Line] = []
    dropped: list[Dropped] = []
    index = row = 0
    while index < len(lines):
        table, end = _table(lines, index)
        if table is None:
            kept.append(lines[index])
        else:
            for line, boxes in table.rows:
                row += opens(boxes, table.under)
                kept += _cells(line, boxes, row, table.under)
            dropped += _dropped(table)
        index = end
    return kept, sorted(dropped, key=lambda entry: entry.line)


def _table(lines: Sequence[Line], start: int) -> tuple[_Table | None, int]:
    """(the table whose head is the line at ``start``, or None; the position of the next line)."""
    table = _headed(lines[start])
    if table is None:
        return None, start + 1
    end = start + 1
    for index in range(start + 1, len(lines)):
        text = lines[index].text
        if not text.strip():
            continue
        if squeeze(text) == table.shape:
            table.heads.append(lines[index])
        elif _FRAME.fullmatch(text.strip()):
            table.frames.append(lines[index])
        elif boxes := _boxes(lines[index], table):
            if not table.rows and not opens(boxes, table.under):
                break
            table.rows.append((lines[index], boxes))
        else:
            break
        end = index + 1
    return (table, end) if table.rows else (None, start + 1)


def _headed(line: Line) -> _Table | None:
    if line.ends is not None or line.cell:
        return None
    text = line.text.strip()
    framed = text.startswith(_FRAMES)
    gap = _PIPE if len(_PIPE.findall(text)) > 1 else _TAB if text.count("\t") > 1 else _SPACES
    if not gap.search(text):
        return None
    pieces = _pieces(line.text)
    cells = [cell for cell, _, _ in pieces] if gap is _SPACES else _split(text, gap, framed=framed)
    under = columns(cells)
    if under is None:
        return None
    extents = [(start, end) for _, start, end in pieces]
    return _Table(under, squeeze(line.text), gap, framed, extents, heads=[line])


def _boxes(line: Line, table: _Table) -> tuple[Box, ...]:
    """The cells of a line below the head; none where it is no line of the table."""
    if table.gap is _SPACES:
        return _by_place(line.text, table)
    cells = _split(line.text, table.gap, framed=table.framed)
    if len(cells) < 2:
        return ()
    last = len(table.under) - 1
    cells = [*cells[:last], " ".join(cell for cell in cells[last:] if cell)]
    return tuple(Box(0, column, (cell,)) for column, cell in enumerate(cells))


def _split(text: str, gap: re.Pattern[str], *, framed: bool) -> list[str]:
    """The cells, empty ones too; the rules at both ends are none's."""
    if framed:
        text = text.strip()
        text = text[text.startswith(_FRAMES) : len(text) - text.endswith(_FRAMES)]
    return [cell.strip() for cell in gap.split(text)]


def _by_place(text: str, table: _Table) -> tuple[Box, ...]:
    """Each piece in the column with which it shares most of its width."""
    pieces = _pieces(text)
    if len(pieces) == len(table.under):
        boxes = tuple(Box(0, column, (cell,)) for column, (cell, _, _) in enumerate(pieces))
        if opens(boxes, table.under):
            table.extents = [
                (min(start, a), max(end, b))
                for (start, end), (_, a, b) in zip(table.extents, pieces, strict=True)
            ]
            return boxes
    found = []
    for cell, start, end in pieces:
        shared = [min(end, b) - max(start, a) for a, b in table.extents]
        if sum(share > 0 for share in shared) > 1:
            return ()
        found.append(Box(0, shared.index(max(shared)), (cell,)))
    if found[0].column == 0 and not opens(found, table.under):
        return ()
    return tuple(found)


def _pieces(text: str) -> list[tuple[str, int, int]]:
    """(words, where they begin, where they end) of what stands between gaps."""
    found = []
    start = 0
    for match in (*_SPACES.finditer(text), None):
        words = text[start : match.start() if match else len(text)]
        if words.strip():
            edge = _width(text[: start + len(words) - len(words.lstrip())])
            found.append((words.strip(), edge, edge + _width(words.strip())))
        start = match.end() if match else start
    return found


def _width(text: str) -> int:
    """In columns of a terminal, for which such tables are made."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _cells(line: Line, boxes: Sequence[Box], row: int, under: Sequence[Column]) -> Iterator[Line]:
    for box in boxes:
        if box.text:
            # A title's second line goes on in the title.
            there = place(box, row, under, opens=True)
            yield replace(line, text=box.text, cell=there.cell, aside=there.aside)


def _dropped(table: _Table) -> Iterator[Dropped]:
    """The head, and what only parts cells."""
    for line in table.heads:
        yield Dropped("table_head", line.text.strip(), line.number)
    for line in table.frames:
        yield Dropped("cell_rule", line.text.strip(), line.number)
    for line, _ in table.rows:
        if rules := "".join(c for c in line.text if c in _RULES):
            yield Dropped("cell_rule", rules, line.number)
