"""Reading PDFs printed by a browser: running heads, bold, links, scans, and the places of lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import OFFICIAL, as_pdf, picture
from playwright.sync_api import Browser

from generator.clean import clean
from generator.errors import InputError
from generator.model import Reading
from generator.parse import echoed_addresses
from generator.read.pdf import read_pdf
from generator.read.pdf.recognise import ADVICE

pytestmark = pytest.mark.browser
PATH = Path("x.pdf")
SENTENCE = "与有关国家开展科技创新合作，共同解决全球性问题，推动经济社会发展。"
BREAK = "<div style='break-after: page'></div>"


def printed(browser: Browser, body: str, head: str = "no head", foot: str = "no foot") -> Reading:
    page = f"<!doctype html><style>{OFFICIAL}</style><body>{body}</body>"
    return read_pdf(as_pdf(browser, page, head=head, foot=foot), PATH)


def paragraphs(reading: Reading) -> list[str]:
    return [paragraph.text for paragraph in clean(reading.lines).paragraphs]


def test_a_paragraph_runs_on_over_pages(browser: Browser) -> None:
    """Running heads and page numbers between its lines are dropped by name; that two pages begin
    with the same line of text makes it no head.
    """
    reading = printed(browser, f"<p>{SENTENCE * 40}</p><p>{SENTENCE}</p>", "running head", "3")
    cleaned = clean(reading.lines)
    assert paragraphs(reading) == [SENTENCE * 40, SENTENCE]
    assert [(d.rule, d.text) for d in cleaned.dropped] == [
        ("header", "国家重点研发计划"),
        ("page_number", "1"),
        ("header", "国家重点研发计划"),
        ("page_number", "2"),
        ("header", "国家重点研发计划"),
        ("page_number", "3"),
    ]


def test_a_label_that_no_rule_knows_begins_a_paragraph(browser: Browser) -> None:
    """Below a full line, whose width does not tell that the paragraph ends."""
    full = "共拟支持经费：" + "工程领域和物理领域九千万元" * 2 + "。"
    style = "<style>p { margin: 0; white-space: nowrap; line-height: 1.5; }</style>"
    page = f"{style}<p>{full}</p><p>成果形式：论文与样机。</p><p>{full}</p>"
    assert paragraphs(printed(browser, page)) == [full, "成果形式：论文与样机。", full]


def test_what_stands_once_at_a_pages_edge_is_text(browser: Browser) -> None:
    reading = printed(browser, f"<p>附件</p>{BREAK}<p>一、总体目标</p>{BREAK}<p>二、领域</p>")
    assert paragraphs(reading) == ["附件", "一、总体目标", "二、领域"]


def test_a_line_is_found_by_page_and_line(browser: Browser) -> None:
    reading = printed(browser, f"<p>甲</p><p>乙</p>{BREAK}{BREAK}<p>丙</p><p>丁</p>")
    assert [(line.text, line.number, line.page) for line in reading.lines] == [
        ("甲", 1, 1),
        ("乙", 2, 1),
        ("丙", 3, 3),
        ("丁", 4, 3),
    ]
    assert [reading.layout.locate(number) for number in (1, 2, 3, 4)] == [
        (1, 1),
        (1, 2),
        (3, 1),
        (3, 2),
    ]


def test_bold_by_printing_again_is_undone(browser: Browser) -> None:
    """2017-1 came from a PDF whose headings are printed four times, each a little to the right."""
    again = "".join(
        f"<span style='position: absolute; left: {shift}px; text-indent: 0'>1.1中美CERC项目</span>"
        for shift in (0.3, 0.6, 0.9)
    )
    heading = f"<p style='position: relative; text-indent: 0'>1.1中美CERC项目{again}</p>"
    assert paragraphs(printed(browser, heading + "<p>合作协议：无</p>")) == [
        "1.1中美CERC项目",
        "合作协议：无",
    ]


def test_links_tell_where_they_lead(browser: Browser) -> None:
    reading = printed(browser, "<p>见<a href='http://www.oead.at/wtz'>www.oead.at/wtz</a>。</p>")
    assert paragraphs(reading) == ["见www.oead.at/wtz。"]
    assert echoed_addresses(clean(reading.lines).dropped) == ("http://www.oead.at/wtz",)


def test_a_table_is_read_row_by_row(browser: Browser) -> None:
    rows = "".join(f"<tr><td>{i}<td>能源<td>{i}项" for i in range(1, 7))
    table = f"<table style='width: 100%; text-align: left'>{rows}</table>"
    lines = printed(browser, table).lines
    assert [line.text for line in lines] == [f"{i} 能源 {i}项" for i in range(1, 7)]


def test_scanned_pages_are_named_and_the_rest_is_read(browser: Browser) -> None:
    scan = picture(browser, SENTENCE) + BREAK
    reading = printed(browser, f"<p>一、目标</p>{BREAK}{scan}{scan}<p>二、方向</p>", foot="— 3 —")
    assert paragraphs(reading) == ["一、目标", "二、方向"]
    assert [(note.level, note.code, note.message) for note in reading.diagnostics] == [
        (
            "warning",
            "scanned-pages",
            f"pages 2–3 hold images and no text: {ADVICE}",
        )
    ]


def test_a_scan_is_refused_by_its_pages(browser: Browser) -> None:
    page = picture(browser, SENTENCE)
    with pytest.raises(InputError, match=r"^x\.pdf: page 1 holds images and no text"):
        printed(browser, page)


def test_an_empty_file_is_refused(browser: Browser) -> None:
    with pytest.raises(InputError, match="holds no text and no images"):
        printed(browser, "")


def test_a_locked_file_is_refused() -> None:
    """Standard security handler, revision 2, with a user password that is not empty."""
    objects = (
        b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n"
        b"3 0 obj << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> endobj\n"
    ) % (b"41" * 32, b"42" * 32)
    data = b"%PDF-1.4\n" + objects + b"trailer << /Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] >>\n"
    with pytest.raises(InputError, match="is locked with a password"):
        read_pdf(data, PATH)
