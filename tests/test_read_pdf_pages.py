"""Reading PDFs with rotated pages, columns, watermarks, or broken pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from made import OFFICIAL, as_pdf
from playwright.sync_api import Browser

from generator.clean import clean
from generator.errors import InputError
from generator.model import Reading
from generator.read.pdf import read_pdf

PATH = Path("x.pdf")
SENTENCE = "与有关国家开展科技创新合作，共同解决全球性问题，推动经济社会发展。"
TEXTS = [f"（{number}）{SENTENCE * number}" for number in range(1, 9)]
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Callable[..., bytes]:
    def make(body: str = BODY, style: str = "", foot: str = "— 3 —") -> bytes:
        html = f"<!doctype html><style>{OFFICIAL}{style}</style><body>{body}</body>"
        return as_pdf(browser, html, foot=foot)

    return make


def paragraphs(reading: Reading) -> list[str]:
    return [paragraph.text for paragraph in clean(reading.lines).paragraphs]


def asides(reading: Reading, name: str) -> list[str]:
    return [line.text for line in reading.lines if line.aside == name]


@pytest.mark.browser
@pytest.mark.parametrize("columns", [3, 4])
def test_columns_are_read_one_after_the_other(columns: int, page: Callable[..., bytes]) -> None:
    style = (
        "@page { size: A3 landscape; margin: 20mm } body { font-size: 10.5pt; line-height: 18pt }"
        f" main {{ columns: {columns}; column-gap: 2.5em; column-fill: auto; height: 150mm }}"
        " h1 { font-size: 16pt; column-span: all; text-align: center }"
    )
    body = "".join(f"<p>{SENTENCE * 3}</p><p>{text}</p>" for text in TEXTS)
    reading = read_pdf(page(f"<main><h1>申报指南</h1>{body}</main>", style), PATH)
    expected = [text for one in TEXTS for text in (SENTENCE * 3, one)]
    assert paragraphs(reading) == ["申报指南", *expected]


@pytest.mark.browser
@pytest.mark.parametrize("columns", [2, 3])
def test_columns_of_short_lines(columns: int, page: Callable[..., bytes]) -> None:
    """Hardly a line of a short guide fills its column."""
    style = (
        "@page { size: A4 landscape; margin: 20mm } body { font-size: 10.5pt; line-height: 18pt }"
        f" main {{ columns: {columns} }} p {{ text-indent: 0 }}"
    )
    parts = [
        "合作协议：《甲》。",
        "领域方向：",
        "（1）农业；",
        "（2）氢能。",
        "其他要求：",
        "（1）须附协议。",
    ]
    texts = [
        text
        for partner in ("芬兰", "瑞典", "挪威")
        for text in (f"（一）中国和{partner}政府间科技合作项目", *parts)
    ]
    body = "".join(f"<p>{text}</p>" for text in texts)
    assert paragraphs(read_pdf(page(f"<main>{body}</main>", style), PATH)) == texts


@pytest.mark.browser
def test_labels_side_by_side_are_no_columns(page: Callable[..., bytes]) -> None:
    style = "p { text-indent: 0 } span { display: inline-block; width: 13em }"
    rows = [
        f"<p><span>拟支持项目数：{number}项。</span><span>拟支持经费：{number}00万元。</span></p><p>（1）农业。</p><p>（2）水。</p>"
        for number in range(1, 7)
    ]
    found = [line.text for line in read_pdf(page("".join(rows), style), PATH).lines]
    assert found[:4] == [
        "拟支持项目数：1项。 拟支持经费：100万元。",
        "（1）农业。",
        "（2）水。",
        "拟支持项目数：2项。 拟支持经费：200万元。",
    ]


@pytest.mark.browser
def test_paragraphs_of_a_short_page(page: Callable[..., bytes]) -> None:
    """The title is as wide as the page, and one other line fills it; a sentence goes on with words of a label."""
    title = "国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南"
    first = "本批指南共设2个指南方向，拟支持不超过23项，国拨总经费4890万元。"
    texts = [
        title,
        first,
        "领域方向：",
        "（1）农业；",
        "（2）氢能。",
        "领域方向：",
        "（1）食品；",
        "（2）海洋。",
    ]
    for width in ("38em", "22em", "23em"):
        style = (
            f"body {{ font-size: 9pt; width: {width} }} p {{ text-indent: 0; text-align: left }}"
        )
        assert (
            paragraphs(read_pdf(page("".join(f"<p>{t}</p>" for t in texts), style), PATH)) == texts
        )


@pytest.mark.browser
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned(degrees: int, page: Callable[..., bytes]) -> None:
    """/Rotate says how a screen shows the page; the text runs as it did."""
    with pdfium.PdfDocument(page()) as document:
        for one in document:
            one.set_rotation(degrees)
        buffer = BytesIO()
        document.save(buffer)
    reading = read_pdf(buffer.getvalue(), PATH)
    assert paragraphs(reading) == TEXTS
    assert (
        asides(reading, "page_number") == ["— 1 —", "— 2 —", "— 3 —"][: len(reading.layout.pages)]
    )


@pytest.mark.browser
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_text_that_is_turned_on_its_page(degrees: int, page: Callable[..., bytes]) -> None:
    """As a wide page is bound into a book; a page's /Rotate may turn it back."""
    style = (
        "@page { margin: 0 } body { width: 500px; position: absolute; left: 100px; top: 300px;"
        f" transform: rotate({degrees}deg); line-height: 20pt; font-size: 12pt }}"
    )
    body = "".join(f"<p>{text}</p>" for text in TEXTS[:3])
    data = page(body, style, foot="no foot")
    assert paragraphs(read_pdf(data, PATH)) == TEXTS[:3]
    with pdfium.PdfDocument(data) as document:
        document[0].set_rotation(degrees)
        buffer = BytesIO()
        document.save(buffer)
    assert paragraphs(read_pdf(buffer.getvalue(), PATH)) == TEXTS[:3]


@pytest.mark.browser
def test_a_note_up_the_margin_follows_the_text(page: Callable[..., bytes]) -> None:
    note = (
        "<div style='position: absolute; left: -60px; top: 400px; white-space: nowrap;"
        " transform: rotate(-90deg)'>装订线内不得答题</div>"
    )
    reading = read_pdf(page(BODY + note, "body { position: relative }"), PATH)
    assert TEXTS[-1] in paragraphs(reading)
    assert any("装订线内不得答题" in text for text in paragraphs(reading))
    assert [text for text in paragraphs(reading) if text in TEXTS] == TEXTS


WATERMARK = (
    "<div style='position: fixed; left: 40px; top: 300px; font-size: 60pt; line-height: 1;"
    " color: #ddd; white-space: nowrap; {}'>仅供内部参考</div>"
)


@pytest.mark.browser
@pytest.mark.parametrize(
    "style", ["transform: rotate(-45deg)", "transform: rotate(30deg); font-size: 20pt", ""]
)
def test_a_watermark_is_no_text(style: str, page: Callable[..., bytes]) -> None:
    """Askew, or upright and large at one place of every page."""
    reading = read_pdf(page(WATERMARK.format(style) + BODY), PATH)
    pages = len(reading.layout.pages)
    assert pages > 1
    assert paragraphs(reading) == TEXTS
    assert asides(reading, "watermark") == ["仅供内部参考"] * pages
    assert {"watermark", "page_number"} == {d.rule for d in clean(reading.lines).dropped}


@pytest.mark.browser
def test_a_large_heading_is_text(page: Callable[..., bytes]) -> None:
    reading = read_pdf(page(f"<h1 style='font-size: 40pt'>申报指南</h1>{BODY}"), PATH)
    assert paragraphs(reading) == ["申报指南", *TEXTS]


@pytest.mark.browser
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_damaged_file_is_said_to_be_one(part: float, page: Callable[..., bytes]) -> None:
    data = page()
    with pytest.raises(InputError) as error:
        read_pdf(data[: int(part * len(data))], PATH)
    assert str(error.value).startswith("x.pdf: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"\0" * 5000, b"<html>"])
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^x\.pdf: is no PDF, or broken$"):
        read_pdf(data, PATH)
