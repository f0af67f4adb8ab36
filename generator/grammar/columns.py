"""Tables that list directions, in all formats: their columns, found by the words in the head, and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.grammar.headings import heading
from generator.grammar.labels import LABELS, SHORT
from generator.grammar.numerals import NUMERALS, half_width, value
from generator.model import Aside
from generator.passage import Cell, Part
from generator.text.forms import one_form

Role = Part | Literal["number", "title"]

_REMARK = re.compile(r"[（(](?P<remark>[^（）()]*)[）)]")
_SPACE = re.compile(r"\s+")
_NAME = re.compile(
    r"(?:指南|合作|研究|指南方向|方向|项目|任务|专项|计划)*名称|合作(?:项目|计划)|项目"
)
_PARTNER = re.compile(
    r"(?:合作)?(?:国别|国家)(?:[和与及或、/]?(?:合作)?(?:地区|(?:国际)?组织|机构))*|合作(?:方|对象|伙伴|机构|单位|地区)(?:名称)?"
)
_DIRECTION = re.compile(r"(?:指南|研究)?方向")
_NUMBER = r"(?:指南|方向|指南方向|项目|课题)?(?:序号|编号|编码|代码)|序|号|No\.?"
_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    *((part, re.compile(words)) for part, words in (*LABELS, *SHORT)),
    ("number", re.compile(_NUMBER)),
)
_UNIT = re.compile(r"(?:单位[：:])?(?:人民币)?(?P<unit>[万亿]?元|[个项年])")
_NUMERAL = re.compile(
    rf"[（(]?(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}|[{''.join(NUMERALS)}]{{1,3}}(?![百千万带]))"
    r"\s*+[）)]?\s*+(?:[、.：:]\s*+)?"
)
_TOTAL = re.compile(
    r"[\u4e00-\u9fff\d]{0,8}(?:[合总共小累]计|总数|汇总)(?:金额|数)?(?:[（(].*[）)])?[：:]?|共\d+[个项].{0,4}|total",
    re.IGNORECASE,
)
_BETWEEN = " | "
_EMPTY = re.compile(r"[-—–－/／\s]+")
_DEEPEST_HEAD = 4
"""The number of first rows in which a head may be: a title and a remark on units may stand above it."""
_TALLEST_HEAD = 3
_WIDEST = 40
"""The most columns of a table that lists directions."""
_LEAST = 3
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that lists directions."""

    role: Role | None
    """None where no rule matches the words of the head."""
    head: str
    """The words of the head, as printed."""


def columns(head: Sequence[str], lowest: Sequence[str] = ()) -> tuple[Column, ...] | None:
    """Return the columns that a row of cells names; None if it is not the head of a table of directions.

    Such a head has a column for titles and one for fields, agreements or requirements, and at most a third
    of its columns have words that no rule matches. Where the head has several rows, ``lowest`` are the words of its
    lowest row: “项目数” below “支持情况”. The tests use made-up examples: none of the five guides has a table.

    >>> [c.role for c in columns(["序号", "国别（合作国家）", "领域方向", "项目数（个）"])]
    ['number', 'title', 'fields', 'projects']
    >>> columns(["1.1", "中国和芬兰", "人工智能", "5个"]) is None
    True
    """
    if len(head) < _LEAST:
        return None
    words = [_plain(cell) for cell in head]
    roles = [_role(word) for word in words]
    for index, cell in enumerate(lowest):
        roles[index] = roles[index] or _role(_plain(cell))
    title = _title(words, roles)
    if title is None:
        return None
    roles[title] = "title"
    known = len(roles) - roles.count(None)
    if 3 * known < 2 * len(roles) or not {"fields", "agreements", "requirements"} & {*roles}:
        return None
    return tuple(Column(role, _SPACE.sub("", cell)) for role, cell in zip(roles, head, strict=True))


def _plain(cell: str) -> str:
    return _REMARK.sub("", _SPACE.sub("", one_form(cell))).rstrip("：:")


def _role(word: str) -> Role | None:
    return next((role for role, known in _WORDS if known.fullmatch(word)), None)


def is_total(texts: Iterable[str]) -> bool:
    """Return whether the cells of a row, in order, are those of a total: “合计”, “15项”, “3000万元”.

    >>> is_total(["", "合 计", "15项"]), is_total(["1.1", "合计", "15项"])
    (True, False)
    """
    first = next((text for text in map(_plain, texts) if text and not _EMPTY.fullmatch(text)), "")
    return _TOTAL.fullmatch(first) is not None


def _title(words: Sequence[str], roles: Sequence[Role | None]) -> int | None:
    """Return the index of the column with the titles, or None.

    “指南方向” is that column beside “领域方向”, but not beside “国别”.
    """
    fields = [index for index, role in enumerate(roles) if role == "fields"]
    for pattern in (_NAME, _DIRECTION, _PARTNER, _DIRECTION):
        for index, word in enumerate(words):
            sure = pattern is not _DIRECTION or any(other != index for other in fields)
            if sure and pattern.fullmatch(word):
                return index
    return None


def printed_number(text: str) -> tuple[str, int] | None:
    """Return the number at the start of a row's heading, in ASCII digits, and its length in ``text``.

    >>> printed_number("１．２中国和法国"), printed_number("3 项目"), printed_number("中国和法国")
    (('1.2', 3), ('3', 2), None)
    >>> printed_number("（二）"), printed_number("一百")
    (('2', 3), None)
    """
    if found := heading(text):
        return found.number, found.length
    match = _NUMERAL.match(half_width(text[:_LONGEST]))
    if match is None:
        return None
    number = match["number"]
    return (number if number[0].isascii() else str(value(number)), match.end())


def unit_of(head: str) -> str:
    """Return the unit that a head gives for the numbers below it, or “”: “万元” in “拟支持经费（万元）”.

    >>> unit_of("经费（单位：万元）"), unit_of("项目数")
    ('万元', '')
    """
    remark = _REMARK.search(head)
    match = _UNIT.fullmatch(remark["remark"]) if remark else None
    return match["unit"] if match else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as the format gives it: its first row and column, its paragraphs, and its size."""

    row: int
    column: int
    texts: tuple[str, ...]
    width: int = 1
    height: int = 1
    """The number of rows over which it is merged."""

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(self.texts).strip()


@dataclass(frozen=True, slots=True)
class Place:
    """The meaning of a cell: a cell below a head, an aside, or running text (both are None)."""

    cell: Cell | None = None
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table of directions: its first and last row, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]


def row_texts(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return the texts of a row: one line for all cells, or one for each paragraph.

    If a cell has several paragraphs, the table only serves as the layout of the page.

    >>> row_texts([["1"], ["能源"], ["5项"]]), row_texts([["说明"], ["一、目标", "二、方向"]])
    (['1 | 能源 | 5项'], ['说明', '一、目标', '二、方向'])
    """
    texts = [text for cell in cells for text in cell]
    if any(len(cell) > 1 for cell in cells):
        return texts
    return [_BETWEEN.join(texts)] if texts else []


def places(
    boxes: Sequence[Box], rows: Iterator[int], head: Head | None = None, after: int | None = None
) -> list[Place] | None:
    """Return the place of each cell of a table of directions; None for any other table.

    ``rows`` counts the rows of all tables of the file. A head that a page repeats is a head again. A row
    whose cell for the number is empty, or continues from the row above, belongs to the direction above.
    For a table that continues from the page before, ``head`` is its head and ``after`` its last row,
    which may continue too.
    """
    head = head or head_of(boxes)
    if head is None:
        return None
    by_row: dict[int, list[Box]] = {}
    for box in boxes:
        by_row.setdefault(box.row, []).append(box)
    printed = _words(by_row.get(head.first, ()))
    below = [n for n in sorted(by_row) if n > head.last and _words(by_row[n]) != printed]
    totals = {n for n in below if is_total(box.text for box in by_row[n])}
    titles = _titles(by_row, head)
    opening = {
        n
        for n in below
        if n not in totals and opens([*titles.get(n, ()), *by_row[n]], head.columns)
    }
    if not opening and after is None:
        return None
    numbers: dict[int, int] = {}
    if after is not None and below and below[0] not in opening:
        numbers[below[0]] = after
        opening.add(below[0])  # its words continue the title on the page before
    numbers |= {number: next(rows) for number in below if number not in {*numbers, *totals}}
    numbers |= {number: -1 - number for number in totals}
    shared = {id(box): n for n in sorted(opening) for box in titles.get(n, ())}
    found = []
    for box in boxes:
        if box.row in numbers and not _is_across(box, head):
            is_opening = box.row in opening
            there = place(box, numbers[box.row], head.columns, opens=is_opening)
            last = max(box.row + box.height - 1, shared.get(id(box), 0))
            also = tuple(numbers[n] for n in sorted(opening) if box.row < n <= last)
            if also and there.cell and is_opening:
                there = replace(there, cell=replace(there.cell, also=also))
            found.append(there)
        else:
            is_head = head.first <= box.row and box.row not in numbers
            found.append(Place(aside="table_head" if is_head else None))
    return found


def _titles(by_row: Mapping[int, Sequence[Box]], head: Head) -> dict[int, list[Box]]:
    """Return row → the cell above that holds its title, for rows that have a number and no title of their own."""
    found: dict[int, list[Box]] = {}
    roles = [column.role for column in head.columns]
    if "number" not in roles:
        return {}
    last: list[Box] = []
    for row in sorted(by_row):
        if row <= head.last:
            continue
        own = [b for b in by_row[row] if b.column < len(roles) and roles[b.column] == "title"]
        if any(box.text for box in own):
            last = own
        elif last:
            found[row] = last
    return found


def place(box: Box, row: int, under: Sequence[Column], *, opens: bool) -> Place:
    """Return the place of ``box`` in a row of the table; ``opens`` is True if a direction begins there."""
    if _EMPTY.fullmatch(box.text):
        return Place(aside="empty_cell")
    index = min(box.column, len(under) - 1)
    role, head = under[index].role, under[index].head
    if row < 0:
        return Place(Cell(row, 2 + index, _part(role), head))
    if _part(role) is None and role:
        column = 0 if role == "number" else 1
        return Place(Cell(row, column, "heading" if opens else None, head))
    return Place(Cell(row, 2 + index, _part(role), head))


def _part(role: Role | None) -> Part | None:
    return None if role == "number" or role == "title" else role  # noqa: PLR1714 - tells mypy the type


def head_of(boxes: Sequence[Box]) -> Head | None:
    """Return the head of a table, or None; of the first rows, it is those by which most columns are known."""
    first = min((box.row for box in boxes), default=0)
    for row in range(first, first + _DEEPEST_HEAD):
        best: Head | None = None
        for last in range(row, row + _TALLEST_HEAD):
            there = [box for box in boxes if row <= box.row <= last]
            width = max((box.column + box.width for box in there), default=0)
            if width > _WIDEST or (last > row and not any(box.row == last for box in there)):
                continue
            lowest = [""] * width
            words = [""] * width
            for box in there:
                for column in range(box.column, box.column + box.width):
                    words[column] += box.text
                    lowest[column] = box.text or lowest[column]
            found = columns(words, lowest)
            if found and (best is None or tells_more(found, best.columns)):
                best = Head(row, last, found)
        if best:
            return best
    return None


def tells_more(found: Sequence[Column], other: Sequence[Column]) -> bool:
    """Return whether ``found`` names the kinds of more columns than ``other``, or tells more of them apart.

    “支持规模” above “项目数” and “经费” is one kind for two columns.
    """
    one, two = ([column.role for column in columns if column.role] for columns in (found, other))
    return (len(one), len({*one})) > (len(two), len({*two}))


def opens(row: Sequence[Box], under: Sequence[Column]) -> bool:
    """Return whether a direction begins with a row, that is, whether it has a number and a title."""
    texts = {"number": "", "title": ""}
    for box in row:
        role = under[box.column].role if box.column < len(under) else None
        if role in ("number", "title"):
            texts[role] = box.text or texts[role]
    if any(column.role == "number" for column in under):
        found = printed_number(texts["number"])
        return bool(found and found[1] == len(texts["number"]) and texts["title"])
    return heading(texts["title"]) is not None


def _words(row: Sequence[Box]) -> list[str]:
    return ["".join(box.text.split()) for box in row]


def _is_across(box: Box, head: Head) -> bool:
    """Return whether a cell has the width of the whole table, like the name of a part of the guide."""
    return len(head.columns) > 1 and box.width >= len(head.columns)
