"""Recognising scans: the recogniser's lines as text with doubts, and nothing put in before a person has checked it.

A recogniser of the test's own stands in for the optional one, which the last test tries where it is installed.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import GUIDES, ROOT, SEEDS
from made_pdf import document, line, more_at
from PIL import Image

from generator.cli import main
from generator.errors import InputError
from generator.model import Reading
from generator.read import pdf
from generator.read.pdf import read_pdf
from generator.read.pdf.recognise import Recognised, _glyphs, _Words, recognise, recogniser

PATH = Path("x.pdf")
PIXEL = (
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
    b"\x80",
)
SCAN = b"q 595 0 0 842 0 0 cm /X Do Q"
TEXTS = (
    "2031年度第一批项目申报指南",
    "1.1 中国和芬兰政府间科技合作项目",
    "合作协议：《中国和芬兰示例科技合作议定书》。",
    "领域方向：农业、氢能。",
    "拟支持项目数：10项。",
    "其他要求：项目执行期三年。",
    "-1一",
)


def scanned(*pages: bytes) -> bytes:
    return document(*pages, resources=b"/XObject << /X %s >>" % more_at(0), more=[PIXEL])


def recognised(texts: tuple[str, ...] = TEXTS, doubtful: str = "氢") -> Recognised:
    """Return a page with these lines; the recogniser doubts the characters ``doubtful``."""
    lines = [
        _Words(
            100, 100 + 60 * n, 100 + 20 * len(text), 140 + 60 * n, text,
            [0.5 if c in doubtful else 0.99 for c in text if not c.isspace()],
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return Recognised((595, 842), list(_glyphs(lines, 2)))


@pytest.fixture
def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a recogniser in place that finds `TEXTS` on each page."""

    def call(_seconds: object, _megabytes: object, step: Any, *arguments: Any) -> Any:
        if step is recognise:
            return {number: recognised() for number in arguments[1]}
        return step(*arguments)

    monkeypatch.setattr(pdf, "recogniser", lambda: "recogniser 1.0")
    monkeypatch.setattr(pdf, "_apart", call)


def notes(reading: Reading, code: str) -> list[tuple[int | None, str]]:
    return [(note.line, note.message) for note in reading.diagnostics if note.code == code]


@pytest.mark.usefixtures("at_hand")
def test_a_scan_is_read_with_its_doubts_and_numbers() -> None:
    reading = read_pdf(scanned(SCAN), PATH)
    assert [line.text for line in reading.lines] == [*TEXTS]
    assert {line.page for line in reading.lines} == {1}
    found = reading.recognition
    assert found
    assert (found.by, found.pages) == ("recogniser 1.0", (1,))
    assert [(d.text, d.line, d.column) for d in found.doubts] == [("氢", 4, 9)]
    assert [(d.text, d.line) for d in found.numbers][:6] == [
        ("2031", 1), ("一", 1), ("1.1", 2), ("10", 5), ("三", 6), ("1", 7),
    ]  # fmt: skip
    ((_, message),) = notes(reading, "recognised")
    assert "1 doubtful characters and 6 numbers" in message
    assert notes(reading, "recognised-doubt") == [(4, "doubtful: 氢, in “领域方向：农业、氢能。”")]
    assert (5, "numbers: 10, in “拟支持项目数：10项。”") in notes(reading, "recognised-number")


@pytest.mark.usefixtures("at_hand")
def test_only_the_pages_without_text_are_recognised() -> None:
    reading = read_pdf(scanned(line(b"printed", 72, 700) + SCAN, SCAN), PATH)
    assert [line.page for line in reading.lines] == [1, *(2 for _ in TEXTS)]
    assert reading.recognition
    assert reading.recognition.pages == (2,)
    assert notes(reading, "scanned-pages") == []


def test_without_a_recogniser_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "recogniser", lambda: None)
    with pytest.raises(
        InputError, match=r"page 1 holds images and no text: .*make ocr.*coop-guides\[ocr\]"
    ):
        read_pdf(scanned(SCAN), PATH)
    reading = read_pdf(scanned(line(b"printed", 72, 700), SCAN), PATH)
    ((_, message),) = notes(reading, "scanned-pages")
    assert message.startswith("page 2 holds images and no text: have them recognised (OCR)")


def add(root: Path, *arguments: str | Path) -> Result:
    """Run `guides add` in a project without guides."""
    if not (root / "seeds").exists():
        shutil.copytree(SEEDS.root, root / "seeds")
        (root / "seeds" / "ledger.yml").unlink()
        (root / "seeds" / "lineages.yml").write_text("join: []\n", encoding="utf-8")
        for guide_id in GUIDES:
            shutil.rmtree(root / "seeds" / "guides" / guide_id)
    places = ["--seeds", str(root / "seeds"), "--content", str(root / "content")]
    return CliRunner().invoke(main, ["add", *places, *map(str, arguments)])


@pytest.mark.usefixtures("at_hand")
def test_nothing_is_put_in_before_a_person_has_checked_it(tmp_path: Path) -> None:
    scan, text = tmp_path / "指南.pdf", tmp_path / "checked.txt"
    scan.write_bytes(scanned(SCAN))
    first = add(tmp_path, scan)
    assert first.exit_code == 2
    assert "page 1, line 4: doubtful: 氢" in first.stdout
    assert "page 1, line 5: numbers: 10" in first.stdout
    assert "nothing is put in yet" in first.stderr
    assert add(tmp_path, scan, "--text", text).exit_code == 2
    assert "拟支持项目数：10项。" in text.read_text(encoding="utf-8")
    assert not (tmp_path / "content").exists()
    text.write_text(text.read_text(encoding="utf-8").replace("10项", "12项"), encoding="utf-8")
    done = add(tmp_path, scan, "--text", text)
    assert done.exit_code == 0, done.output
    folder = tmp_path / "seeds" / "guides" / "2031-1"
    record = yaml.safe_load((folder / "guide.yml").read_text(encoding="utf-8"))
    assert (record["received"], record["file"]) == ("指南.pdf", "guide.txt")
    assert record["recognised"]["scan"] == "scan.pdf"
    assert (folder / "scan.pdf").read_bytes() == scan.read_bytes()
    assert (folder / "guide.txt").read_bytes() == text.read_bytes()
    for page, words in (
        ("zh/2031-1/1.1.md", "经文字识别（OCR）得到"),
        ("en/2031-1/index.md", "was recognised (OCR)"),
    ):
        assert words in (tmp_path / "content" / page).read_text(encoding="utf-8")
    again = add(tmp_path, scan, "--text", text)
    assert (again.exit_code, "nothing to change" in again.stdout) == (0, True)


@pytest.mark.skipif(recogniser() is None, reason="rapidocr-onnxruntime is not installed")
def test_the_recogniser_itself() -> None:
    """A page of a guide, as a picture."""
    with pdfium.PdfDocument(ROOT / "tests" / "office" / "2022-1.pdf") as printed:
        picture: Image.Image = printed[3].render(scale=2).to_pil()
    buffer = BytesIO()
    picture.save(buffer, "PDF", resolution=144)
    texts = [line.text for line in read_pdf(buffer.getvalue(), PATH).lines]
    assert "拟支持项目数：不超过10个。" in texts
    assert "1.2中国和法国联合实验室合作项目" in texts
