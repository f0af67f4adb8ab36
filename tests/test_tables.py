"""Tables: a guide with directions in rows gives the same data as with paragraphs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import made
import made_tables
import office
import pytest
from five import data_of
from made import saved
from playwright.sync_api import Browser

from generator.check.text import differences, wrong_spans
from generator.data import parsed_json
from generator.model import Guide, Source
from generator.pipeline import parse_data
from generator.read import read_data
from generator.vocabulary import Vocabulary

EXPECTED = Path(__file__).parent / "expected"
TABLED = ("2017-1", "2021-2-draft", "2022-1", "2024-2-draft")
"""2023-1-draft/1.4 states quotas between its fields, for which this table has no place."""
ELSEWHERE = ("contacts",)
"""The table prints no links, which tell the scheme of some addresses."""


def parsed(data: bytes | str, name: str, vocabulary: Vocabulary) -> Guide:
    """Return the guide in a file, and check that no character of it is lost."""
    data = data.encode() if isinstance(data, str) else data
    path = Path(name)
    guide = parse_data(data, path, vocabulary, Source(name, "0" * 64))
    assert list(differences(guide, data, path.suffix)) == []
    assert list(wrong_spans(guide, read_data(data, path).lines)) == []
    return guide


def directions(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in direction.items() if key not in ELSEWHERE}
        for direction in found["directions"]
    ]


def assert_same(guide_id: str, data: bytes | str, name: str, vocabulary: Vocabulary) -> None:
    guide = parsed(data, name, vocabulary)
    found = data_of(parsed_json(guide))
    expected = data_of(json.loads((EXPECTED / f"{guide_id}.json").read_text(encoding="utf-8")))
    assert found["guide"] == expected["guide"]
    for one, other in zip(directions(found), directions(expected), strict=True):
        assert one == other
    heads = "".join(entry.text for entry in guide.dropped if entry.rule == "table_head")
    assert all(words in heads for words in made_tables.HEAD)


@pytest.mark.parametrize("guide_id", TABLED)
def test_html(guide_id: str, vocabulary: Vocabulary) -> None:
    page = made_tables.as_html(made_tables.listed(guide_id))
    assert_same(guide_id, page, "guide.html", vocabulary)


@pytest.mark.parametrize("guide_id", TABLED)
def test_markdown(guide_id: str, vocabulary: Vocabulary) -> None:
    assert_same(
        guide_id, made_tables.as_markdown(made_tables.listed(guide_id)), "guide.md", vocabulary
    )


@pytest.mark.parametrize("guide_id", TABLED)
def test_word(guide_id: str, vocabulary: Vocabulary) -> None:
    assert_same(
        guide_id, made_tables.as_docx(made_tables.listed(guide_id)), "guide.docx", vocabulary
    )


@pytest.mark.parametrize("gap", ["\t", " | ", "|", " ｜ "])
@pytest.mark.parametrize("guide_id", ["2017-1", "2022-1", "2024-2-draft"])
def test_text(guide_id: str, gap: str, vocabulary: Vocabulary) -> None:
    text = made_tables.as_text(made_tables.listed(guide_id), gap)
    assert_same(guide_id, text, "guide.txt", vocabulary)


WIDE = """
@page { size: A3 landscape; margin: 15mm } body { overflow-wrap: normal }
th:nth-child(3) { width: 10% } th:nth-child(4) { width: 20% } th:nth-child(7) { width: 38% }
"""


@pytest.mark.browser
@pytest.mark.parametrize("guide_id", ["2022-1", "2024-2-draft"])
@pytest.mark.parametrize(
    "style",
    [
        # Each page repeats the head.
        "",
        # It stands once; a number in the middle of its row may come overleaf.
        "thead { display: table-row-group } td { vertical-align: middle }",
    ],
)
def test_pdf(guide_id: str, style: str, browser: Browser, vocabulary: Vocabulary) -> None:
    page = made_tables.as_html(
        made_tables.listed(guide_id), made.OFFICIAL + made_tables.STYLE + WIDE + style
    )
    data = made.as_pdf(browser, page, head="running head", foot="— 3 —")
    assert_same(guide_id, data, "guide.pdf", vocabulary)


def test_pdf_of_a_word_processor(vocabulary: Vocabulary) -> None:
    data = (office.FOLDER / "2024-2-draft-table.pdf").read_bytes()
    assert_same("2024-2-draft", data, "guide.pdf", vocabulary)


# Shapes of tables

ABOVE = "“政府间国际科技创新合作”重点专项2025年度第一批项目申报指南"
NUMBERED = ("1.1", "1.2")


def facts(guide: Guide) -> list[tuple[object, ...]]:
    """Return (number, title, fields, projects, money, requirements) of each direction."""
    return [
        (
            direction.number,
            direction.title.zh,
            [item.text.zh for item in direction.fields],
            direction.projects.max,
            direction.funding.amount_cny,
            [item.text.zh for item in direction.requirements],
        )
        for direction in guide.directions
    ]


FINLAND = ("1.1", "中国和芬兰科技合作项目", ["人工智能", "水技术"], 5, 10_000_000, ["企业牵头。"])
FRANCE = ("1.2", "中国和法国科技合作项目", ["农业"], 10, 20_000_000, [])


@pytest.mark.parametrize(
    "text",
    [
        # Bare numbers below a unit; a page that repeats the head; a frame.
        """
| 编号 | 国别（合作国家） | 领域方向 | 项目数（个） | 经费（单位：万元） | 其他要求 |
|------|------|------|------|------|------|
| 1.1  | 中国和芬兰科技   | 人工智能、水 | 5 | 1000 | 企业牵头。 |
|      | 合作项目         | 技术         |   |      |            |
— 3 —
| 编号 | 国别（合作国家） | 领域方向 | 项目数（个） | 经费（单位：万元） | 其他要求 |
| 1.2  | 中国和法国科技合作项目 | 农业 | 10 | 2000 | — |
""",
        # Spaces, and cells that run over lines, one of them alone on its line.
        """
  序号    合作方          领域        拟支持项目数    拟支持经费   备注
  1.1     中国和芬兰科技   人工智能、        5项        1000万元    企业牵头。
          合作项目        水技术
  1.2     中国和法国科技   农业             10项        2000万元
          合作项目
以上各项，执行期三年。
""",
        # Two title columns: the name gives the title, the country stays as text.
        "序号\t合作国家\t项目名称\t合作领域\t支持项目数\t支持金额\t申报要求\n"
        "1.1\t芬兰\t中国和芬兰科技合作项目\t人工智能、水技术\t5个\t1000万元\t企业牵头。\n"
        "1.2\t法国\t中国和法国科技合作项目\t农业\t10个\t2000万元\t\n",
        # “指南方向” has the titles beside a column for fields; no number column.
        "指南方向 | 领域方向 | 支持项目数 | 支持经费 | 其他要求\n"
        "1.1 中国和芬兰科技合作项目 | 人工智能、水技术 | 5个 | 1000万元 | 企业牵头。\n"
        "1.2 中国和法国科技合作项目 | 农业 | 10个 | 2000万元 | \n",
    ],
)  # fmt: skip
def test_tables_in_text(text: str, vocabulary: Vocabulary) -> None:
    found = facts(parsed(f"{ABOVE}\n{text}", "guide.txt", vocabulary))
    # A number in a cell alone is no page number, and a title's second line goes on in the title.
    assert found[0] == FINLAND
    assert found[1][:5] == FRANCE[:5]


HTML_HEAD = (
    "<tr><th rowspan=2>序号<th rowspan=2>国别<th rowspan=2>领域<br>方向<th colspan=2>拟支持"
    "<th rowspan=2>其他要求<tr><th>项目数<th>经费"
)


@pytest.mark.parametrize(
    "rows",
    [
        # Two rows of a head; a name of a part across the table.
        f"{HTML_HEAD}<tr><td colspan=6>一、双边合作<tr><td>1.1<td>中国和芬兰科技合作项目<td>人工智能、水技术"
        "<td>5个<td>1000万元<td>企业牵头。<tr><td>1.2<td>中国和法国科技合作项目<td>农业<td>10个<td>2000万元<td>",
        # A direction of two rows.
        f"{HTML_HEAD}<tr><td rowspan=2>1.1<td rowspan=2>中国和芬兰科技<br>合作项目<td>（1）人工智能<td>2个<td>400万元"
        "<td rowspan=2>企业牵头。<tr><td>（2）水技术<td>3个<td>600万元"
        "<tr><td>1.2<td>中国和法国科技合作项目<td>农业<td>10个<td>2000万元<td>无",
    ],
)  # fmt: skip
def test_merged_cells_on_a_web_page(rows: str, vocabulary: Vocabulary) -> None:
    page = f"<h1>{ABOVE}</h1><p>说明。</p><table><caption>表1</caption>{rows}</table><p>附注。</p>"
    guide = parsed(page, "guide.html", vocabulary)
    assert facts(guide) == [FINLAND, FRANCE]
    texts = [item.text.zh for section in guide.sections for item in section.paragraphs]
    assert texts[0] == "说明。"
    assert texts[-1] == "附注。"


def test_merged_cells_in_word(vocabulary: Vocabulary) -> None:
    document = docx.Document()
    document.add_paragraph(ABOVE)
    cells = [
        ["序号", "国别", "领域方向", "项目数", "经费", "其他要求"],
        ["1.1", "中国和芬兰科技合作项目", "（1）人工智能", "2个", "400万元", "企业牵头。"],
        ["", "", "（2）水技术", "3个", "600万元", ""],
        ["二、多边合作", "", "", "", "", ""],
        ["1.2", "中国和法国科技合作项目", "农业", "10个", "2000万元", ""],
    ]
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for column in (0, 1, 5):
        table.cell(1, column).merge(table.cell(2, column))
    table.cell(3, 0).merge(table.cell(3, 5))
    guide = parsed(saved(document), "guide.docx", vocabulary)
    assert facts(guide) == [FINLAND, FRANCE]


KEYS = (
    ("合作协议", "《中国和芬兰政府间科技合作协定》。"),
    ("领域方向", "人工智能、水技术"),
    ("拟支持项目数", "5个"),
    ("拟支持经费", "1000万元"),
    ("其他要求", "企业牵头。"),
)


@pytest.mark.parametrize("name", ["guide.html", "guide.md", "guide.txt"])
def test_a_table_of_labels_and_texts(name: str, vocabulary: Vocabulary) -> None:
    """One table a direction, its label on the left."""
    heading = "1.1 中国和芬兰科技合作项目"
    text = {
        "guide.html": f"<p>{ABOVE}<p>{heading}<table>"
        + "".join(f"<tr><td>{key}<td>{value}" for key, value in KEYS)
        + "</table>",
        "guide.md": f"{ABOVE}\n\n{heading}\n\n| | |\n|---|---|\n"
        + "".join(f"| {key} | {value} |\n" for key, value in KEYS),
        "guide.txt": f"{ABOVE}\n\n{heading}\n"
        + "".join(f"{key}    {value}\n" for key, value in KEYS),
    }[name]
    guide = parsed(text, name, vocabulary)
    assert facts(guide) == [FINLAND]
    assert [item.text.zh for item in guide.directions[0].agreements] == [
        "《中国和芬兰政府间科技合作协定》"
    ]


def test_a_table_that_sums_the_guide_up_lists_no_directions(vocabulary: Vocabulary) -> None:
    """Its numbers stand above paragraphs too; the lines of the table stay text."""
    table = (
        "序号 | 国别 | 领域方向 | 项目数\n1.1 | 芬兰 | 人工智能 | 5个\n1.2 | 法国 | 农业 | 10个\n"
    )
    text = (
        f"{ABOVE}\n{table}"
        "1.1 中国和芬兰科技合作项目\n领域方向：人工智能、水技术\n拟支持项目数：5个\n"
        "1.2 中国和法国科技合作项目\n领域方向：农业\n拟支持项目数：10个\n"
    )
    guide = parsed(text, "guide.txt", vocabulary)
    assert [(d.number, d.projects.max) for d in guide.directions] == [("1.1", 5), ("1.2", 10)]


def test_a_table_of_something_else_is_text(vocabulary: Vocabulary) -> None:
    page = f"<p>{ABOVE}<table><tr><th>年度<th>项目数<th>经费<tr><td>2023<td>5<td>1000</table>"
    guide = parsed(page, "guide.html", vocabulary)
    texts = [item.text.zh for section in guide.sections for item in section.paragraphs]
    assert guide.directions == ()
    assert "2023 | 5 | 1000" in [*texts, *guide.title_lines]


# Totals, merged cells, heads of several rows, automatic numbers

COLUMNS = ("序号", "国别", "领域方向", "项目数（个）", "经费（万元）", "其他要求")
ROWS = (
    ("1.1", "中国和芬兰科技合作项目", "人工智能、水技术", "5", "1000", "企业牵头。"),
    ("1.2", "中国和法国科技合作项目", "农业", "10", "2000", ""),
)


def as_rows(rows: Sequence[Sequence[str]], name: str) -> str:
    """Return a table as text between bars, as Markdown or as HTML, below a title."""
    if name.endswith("html"):
        cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
        return f"<p>{ABOVE}</p><table>{cells}</table>"
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if name.endswith("md"):
        lines.insert(1, "|" + "---|" * len(rows[0]))
    return f"{ABOVE}\n\n" + "\n".join(lines).replace("1.", r"1\." if name.endswith("md") else "1.")


@pytest.mark.parametrize("name", ["guide.txt", "guide.md", "guide.html"])
@pytest.mark.parametrize(
    ("totals", "declared"),
    [
        ([("合计", "", "", "15", "3000", "")], (15, 30_000_000)),
        ([("", "总 计", "", "15", "3000", "")], (15, 30_000_000)),
        ([("小计", "", "", "15项", "3000万元", "")], (15, 30_000_000)),
        ([("小计：", "", "", "5", "1000", ""), ("合计（项/万元）", "", "", "15", "3000", "")], (15, 30_000_000)),
        ([("共计", "", "", "", "3000", "")], (None, 30_000_000)),
        ([("本批次合计", "", "", "15", "3000", "")], (15, 30_000_000)),
        ([("—", "2031年合计", "", "15", "3000", "")], (15, 30_000_000)),
        ([("累计金额", "", "", "", "3000", "")], (None, 30_000_000)),
        ([("共2个方向", "", "", "15", "3000", "")], (15, 30_000_000)),
        ([("Total", "", "", "15", "3000", "")], (15, 30_000_000)),
        ([("欧洲小计", "", "", "5", "1000", ""), ("项目总计", "", "", "15", "3000", "")], (15, 30_000_000)),
    ],
)  # fmt: skip
def test_a_total_row_has_the_totals_of_the_guide(
    totals: list[tuple[str, ...]],
    declared: tuple[int | None, int],
    name: str,
    vocabulary: Vocabulary,
) -> None:
    guide = parsed(as_rows([COLUMNS, *ROWS, *totals], name), name, vocabulary)
    assert facts(guide) == [FINLAND, FRANCE]
    assert (guide.declared.projects[1], guide.declared.amount_cny) == declared


def test_a_total_of_projects_needs_no_unit(vocabulary: Vocabulary) -> None:
    head = ("序号", "国别", "领域方向", "拟支持项目数", "经费（万元）", "其他要求")
    guide = parsed(as_rows([head, *ROWS, ("合计", "", "", "15", "3000", "")], "guide.html"), "guide.html", vocabulary)  # fmt: skip
    assert guide.declared.projects == (15, 15)


def test_subtotals_add_up_and_the_preamble_comes_first(vocabulary: Vocabulary) -> None:
    rows = [COLUMNS, ROWS[0], ("小计", "", "", "5", "1000", ""), ROWS[1], ("小计", "", "", "10", "2000", "")]  # fmt: skip
    page = as_rows(rows, "guide.html")
    guide = parsed(page, "guide.html", vocabulary)
    assert facts(guide) == [FINLAND, FRANCE]
    assert guide.declared.projects == (15, 15)
    above = page.replace("<table>", "<p>本批次拟支持项目数16个。</p><table>")
    assert parsed(above, "guide.html", vocabulary).declared.projects == (16, 16)


def test_subtotals_and_a_total_in_text(vocabulary: Vocabulary) -> None:
    """The total counts, not the sum of all."""
    rows = [
        COLUMNS,
        ROWS[0],
        ("小计", "", "", "5", "1000", ""),
        ROWS[1],
        ("合计", "", "", "15", "3000", ""),
    ]
    guide = parsed(as_rows(rows, "guide.txt"), "guide.txt", vocabulary)
    assert facts(guide) == [FINLAND, FRANCE]
    assert guide.declared.projects == (15, 15)


def test_a_total_in_a_table_with_spaces(vocabulary: Vocabulary) -> None:
    table = """
序号    国别               领域方向           拟支持项目数
1.1     中国和芬兰合作项目   人工智能、水技术    5个
1.2     中国和法国合作项目   农业             10个
合计                                          15个
"""
    guide = parsed(ABOVE + table, "guide.txt", vocabulary)
    assert [direction.projects.max for direction in guide.directions] == [5, 10]
    assert guide.declared.projects == (15, 15)


@pytest.mark.parametrize("number", ["5-10", "5—10", "5～10", "5 - 10", "5至10", "5个-10个"])
@pytest.mark.parametrize("name", ["guide.txt", "guide.md", "guide.html"])
def test_a_range_in_a_cell(number: str, name: str, vocabulary: Vocabulary) -> None:
    rows = [COLUMNS, (*ROWS[0][:3], number, *ROWS[0][4:]), ROWS[1]]
    quota = parsed(as_rows(rows, name), name, vocabulary).directions[0].projects
    assert (quota.min, quota.max, quota.kind) == (5, 10, "range")


@pytest.mark.parametrize("name", ["guide.txt", "guide.md", "guide.html"])
@pytest.mark.parametrize(
    "head",
    [
        [("序号", "国别", "领域方向", "支持情况", "", "其他要求"), ("", "", "", "项目数（个）", "经费（万元）", "")],
        [("序号", "国别", "领域方向", "拟支持", "拟支持", "其他要求"), ("", "", "", "项目数（个）", "经费（万元）", "")],
        [("序号", "国别", "领域方向", "支持规模", "支持规模", "其他要求"), ("", "", "", "项目数（个）", "经费（万元）", "")],
    ],
)  # fmt: skip
def test_heads_of_two_rows(head: list[tuple[str, ...]], name: str, vocabulary: Vocabulary) -> None:
    guide = parsed(as_rows([*head, *ROWS], name), name, vocabulary)
    assert facts(guide) == [FINLAND, FRANCE]


@pytest.mark.parametrize(
    "numerals", [("一", "二"), ("1", "2"), ("（一）", "（二）"), ("1、", "2、")]
)
def test_numbers_of_rows(numerals: tuple[str, str], vocabulary: Vocabulary) -> None:
    rows = [(number, *row[1:]) for number, row in zip(numerals, ROWS, strict=True)]
    guide = parsed(as_rows([COLUMNS, *rows], "guide.html"), "guide.html", vocabulary)
    assert facts(guide) == [("1", *FINLAND[1:]), ("2", *FRANCE[1:])]


MERGED = (
    "<tr><td>序号<td>合作国别<td>领域方向<td>拟支持项目数<td>拟支持经费<td>其他要求"
    "<tr><td>1.1<td rowspan=2>中国和芬兰科技合作项目<td>人工智能、水技术<td>5个<td rowspan=2>1000万元"
    "<td rowspan=3>（1）企业牵头。<br>（2）项目执行期3年。"
    "<tr><td>1.2<td>农业<td>10个<tr><td>1.3<td>中国和法国科技合作项目<td>天文<td>2个<td>300万元"
)
"""A title over two directions, money over two, requirements over three."""
MERGED_FACTS = [
    ("1.1", "中国和芬兰科技合作项目", ["人工智能", "水技术"], 5, 10_000_000),
    ("1.2", "中国和芬兰科技合作项目", ["农业"], 10, 10_000_000),
    ("1.3", "中国和法国科技合作项目", ["天文"], 2, 3_000_000),
]


def test_the_same_as_above(vocabulary: Vocabulary) -> None:
    rows = (
        "<tr><td>序号<td>合作国别<td>合作协议<td>领域方向<td>拟支持项目数"
        "<tr><td>1.1<td>中国和芬兰科技合作项目<td>《协定》<br>《纪要》<td>水<td>5个"
        "<tr><td>1.2<td>中国和法国科技合作项目<td>同上<td>同上<td>同上"
        "<tr><td>1.3<td>中国和德国科技合作项目<td>同上。<td>天文<td>〃"
    )
    guide = parsed(f"<p>{ABOVE}</p><table>{rows}</table>", "guide.html", vocabulary)
    found = [
        ([a.text.zh for a in d.agreements], [f.text.zh for f in d.fields], d.projects.max)
        for d in guide.directions
    ]
    both = ["《协定》", "《纪要》"]
    assert found == [(both, ["水"], 5), (both, ["水"], 5), (both, ["天文"], 5)]


def assert_merged(guide: Guide) -> None:
    assert [found[:5] for found in facts(guide)] == MERGED_FACTS
    for found in guide.directions:
        assert [item.text.zh for item in found.requirements] == ["企业牵头。", "项目执行期3年。"]
        assert found.duration
        assert found.duration.max_years == 3


def test_merged_cells_count_for_every_direction(vocabulary: Vocabulary) -> None:
    assert_merged(parsed(f"<p>{ABOVE}</p><table>{MERGED}</table>", "guide.html", vocabulary))
    document = docx.Document()
    document.add_paragraph(ABOVE)
    cells = [
        ["序号", "合作国别", "领域方向", "拟支持项目数", "拟支持经费", "其他要求"],
        ["1.1", "中国和芬兰科技合作项目", "人工智能、水技术", "5个", "1000万元", "（1）企业牵头。\n（2）项目执行期3年。"],
        ["1.2", "", "农业", "10个", "", ""],
        ["1.3", "中国和法国科技合作项目", "天文", "2个", "300万元", ""],
    ]  # fmt: skip
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for column, last in ((1, 2), (4, 2), (5, 3)):
        table.cell(1, column).merge(table.cell(last, column))
    assert_merged(parsed(saved(document), "guide.docx", vocabulary))


@pytest.mark.browser
def test_merged_cells_and_totals_in_a_ruled_pdf(browser: Browser, vocabulary: Vocabulary) -> None:
    total = "<tr><td colspan=3>合计<td>17个<td>1300万元<td>"
    style = made.OFFICIAL + made_tables.STYLE
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style><main><p>{ABOVE}</p><table>{MERGED}{total}</table></main>"
    guide = parsed(made.as_pdf(browser, page, foot="— 3 —"), "guide.pdf", vocabulary)
    assert_merged(guide)
    assert (guide.declared.projects, guide.declared.amount_cny) == ((17, 17), 13_000_000)


def test_numbers_that_word_makes_in_cells(vocabulary: Vocabulary) -> None:
    """The cells of the numbers hold an empty paragraph of a numbered list."""
    document = docx.Document()
    document.add_paragraph(ABOVE)
    table = document.add_table(3, 6)
    for row, texts in zip(table.rows, (COLUMNS, *(("", *row[1:]) for row in ROWS)), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
    guide = parsed(saved(document), "guide.docx", vocabulary)
    assert facts(guide) == [("1", *FINLAND[1:]), ("2", *FRANCE[1:])]


def test_a_number_without_a_title_continues_the_title_above(vocabulary: Vocabulary) -> None:
    rows = [COLUMNS, ROWS[0], ("1.2", "", "农业", "10", "2000", "")]
    for name in ("guide.txt", "guide.md", "guide.html"):
        guide = parsed(as_rows(rows, name), name, vocabulary)
        assert facts(guide) == [FINLAND, ("1.2", FINLAND[1], *FRANCE[2:])]
