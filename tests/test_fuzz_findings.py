"""The findings of `make fuzz`, each reduced to the smallest case."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import docx
import pytest
from made import changed, saved
from test_properties import assert_whole

from generator.errors import InputError
from generator.ids import DirectionId, GuideId
from generator.model import Source
from generator.pipeline import parse_data
from generator.read import read_data
from generator.seedfile import loads
from generator.vocabulary import Vocabulary

TEXTS = {
    "a figure of another script counts an item": "1.1 中国和法国合作项目\n其他要求：\n（٣）甲\n",
    "a figure of another script is a quota": "1.1 中国和法国合作项目\n拟支持项目数：௧个。\n",
    "an item's number stands alone in its line": "1.1 中国和法国合作项目\n其他要求：\n1. \n须附意向书。\n2. 乙。\n",
    "figures and numerals in one batch": "2022年度第3十批项目申报指南。\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_that_broke_the_parser(vocabulary: Vocabulary, text: str) -> None:
    assert_whole(text, vocabulary)


def test_figures_of_another_script_make_no_id(vocabulary: Vocabulary) -> None:
    data = "２０２２年度第٢批\n١.٣ 中国和法国合作项目\n领域方向：农业。\n".encode()
    guide = parse_data(data, Path("x.txt"), vocabulary, Source("x.txt", "0" * 64))
    (direction,) = guide.directions
    assert DirectionId.parse(direction.id) == DirectionId(GuideId(2022, 2, None, "final"), "1.3")


PAGES = {
    "an item's value has two signs": ("<ol><li value=--5>甲", "1. 甲"),
    "an item's value is a raised figure": ("<ol><li value=²>甲", "1. 甲"),
    "a list starts where the letters would fill the memory": (
        "<ol type=a start=2147483648><li>甲",
        "a. 甲",
    ),
    "a list has more items than letters": ("<ol type=a start=781><li>甲", "781. 甲"),
    "the charset makes no text": ("<meta charset=hex><p>甲", "甲"),
    "the charset makes half a character": ("<meta charset=unicode_escape><p>\\ud800a", "\\ud800a"),
}


@pytest.mark.parametrize(("page", "text"), PAGES.values(), ids=PAGES)
def test_pages_that_broke_the_reader(page: str, text: str) -> None:
    reading = read_data(page.encode(), Path("x.html"))
    assert [line.text for line in reading.lines] == [text]


def test_word_files_that_broke_the_reader() -> None:
    data = changed(saved(docx.Document()), "word/document.xml", "w:body", "w:bodies")
    with pytest.raises(InputError, match="is no Word file"):
        read_data(data, Path("x.docx"))


@pytest.mark.parametrize(
    "old", [' Extension="xml"', "numbering+xml", "document.main+xml", "styles+xml"]
)
def test_word_files_whose_parts_are_of_other_types(old: str) -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    data = changed(saved(document), "[Content_Types].xml", old, old.replace("+", "s+")[1:])
    lines = read_data(data, Path("x.docx")).lines
    assert [line.text for line in lines if not line.aside] == ["1. 甲"]


BILLION = "- &a [甲]\n" + "".join(
    f"- &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- 甲\n- \x07\n", r"^x\.yml:2: holds a character that YAML does not allow"),
        ("- 甲\n-\t乙\n", r"^x\.yml:2: is not valid YAML: "),
        ('- 甲\n- "乙\\u202e丙"\n', r"^x\.yml:2: holds a character that cannot be seen: U\+202E$"),
        ("[" * 2000, r"^x\.yml: is not valid YAML: brackets are nested too deeply"),
        ("- " * 50000, r"^x\.yml: is not valid YAML: brackets are nested too deeply"),
        ("- 甲\n- 2022-13-45\n", r"^x\.yml:2: is not valid YAML: “2022-13-45” is no timestamp$"),
        ("- !!timestamp x\n", r"^x\.yml:1: is not valid YAML: “x” is no timestamp$"),
        ("- !!int ''\n", r"^x\.yml:1: is not valid YAML: “” is no int$"),
        ("- !!bool x\n", r"^x\.yml:1: is not valid YAML: “x” is no bool$"),
        ("&a [*a]\n", r"^x\.yml:1: is not valid YAML: found unconstructable recursive node$"),
        (BILLION, r"^x\.yml:1: 0: input should be a valid string$"),
    ],
    ids=[
        "a bell",
        "a tab",
        "an escape that hides",
        "brackets without end",
        "lists without end",
        "a day that is none",
        "a word called a day",
        "nothing called a number",
        "a word called true or false",
        "a list that holds itself",
        "a word a billion times",
    ],
)
def test_seeds_that_broke_the_loader(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        loads(text, Path("x.yml"), tuple[str, ...])
    assert "\n" not in str(error.value)


def test_a_block_of_markdown_without_any_element() -> None:
    lines = read_data("甲\n\n<?\n".encode(), Path("x.md")).lines
    assert [line.text for line in lines] == ["甲"]
