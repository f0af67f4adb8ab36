"""A guide gives the same data in every file format, except for places in the file."""

from __future__ import annotations

import json
from pathlib import Path

import made
import office
import pytest
from conftest import GUIDES, SEEDS
from five import data_of
from playwright.sync_api import Browser

from generator.check.text import differences, wrong_spans
from generator.data import parsed_json
from generator.model import Source
from generator.pipeline import parse_file
from generator.read import read
from generator.vocabulary import Vocabulary

EXPECTED = Path(__file__).parent / "expected"


def assert_same(guide_id: str, path: Path, data: bytes, vocabulary: Vocabulary) -> None:
    """Check that the file gives the reviewed data, loses no character, and that spans contain their texts."""
    path.write_bytes(data)
    guide = parse_file(path, vocabulary, Source(path.name, "0" * 64))
    expected = json.loads((EXPECTED / f"{guide_id}.json").read_text(encoding="utf-8"))
    found, wanted = data_of(parsed_json(guide)), data_of(expected)
    assert found["guide"] == wanted["guide"]
    for one, other in zip(found["directions"], wanted["directions"], strict=True):
        assert one == other
    assert found["diagnostics"] == wanted["diagnostics"]
    assert list(differences(guide, data, path.suffix)) == []
    assert list(wrong_spans(guide, read(path).lines)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_in_any_encoding(encoding: str, end: str, tmp_path: Path) -> None:
    """The places are the same too: line 83 is line 83."""
    text = (SEEDS.guides / "2022-1" / "guide.txt").read_text(encoding="utf-8")
    path = tmp_path / "guide.txt"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    assert read(path) == read(SEEDS.guides / "2022-1" / "guide.txt")


@pytest.mark.parametrize("guide_id", GUIDES)
def test_html(guide_id: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    page = made.as_html(made.guide_text(guide_id))
    assert_same(guide_id, tmp_path / "guide.html", page.encode(), vocabulary)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_markdown(guide_id: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    text = made.as_markdown(made.guide_text(guide_id))
    assert_same(guide_id, tmp_path / "guide.md", text.encode(), vocabulary)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_word(guide_id: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    data = made.as_docx(made.guide_text(guide_id))
    assert_same(guide_id, tmp_path / "guide.docx", data, vocabulary)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_word_with_automatic_numbers(guide_id: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    data = made.as_numbered_docx(made.guide_text(guide_id))
    assert_same(guide_id, tmp_path / "guide.docx", data, vocabulary)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_pdf_of_a_word_processor(guide_id: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Its fonts have one glyph for “ffi”, and it prints a line font by font."""
    data = (office.FOLDER / f"{guide_id}.pdf").read_bytes()
    assert_same(guide_id, tmp_path / "guide.pdf", data, vocabulary)


def test_the_word_processors_files_are_those_that_are_made() -> None:
    assert sorted(path.stem for path in office.FOLDER.iterdir()) == sorted(office.FILES)


OTHER_LAYOUTS = [
    ("ragged, sans", "running head", "3"),
    ("no indents", "running head", "第3页 共9页"),
    ("hanging", "no head", "3"),
    ("two columns", "running head", "— 3 —"),
]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("guide_id", "layout", "head", "foot"),
    [
        *((guide_id, "official", "no head", "— 3 —") for guide_id in GUIDES),
        *(("2017-1", *layout) for layout in OTHER_LAYOUTS),
        *(("2022-1", *layout) for layout in OTHER_LAYOUTS),
    ],
)
def test_pdf(
    *,
    guide_id: str,
    layout: str,
    head: str,
    foot: str,
    browser: Browser,
    vocabulary: Vocabulary,
    tmp_path: Path,
) -> None:
    page = made.as_html(made.guide_text(guide_id), made.LAYOUTS[layout])
    data = made.as_pdf(browser, page, head=head, foot=foot)
    assert_same(guide_id, tmp_path / "guide.pdf", data, vocabulary)
