"""The check of the words on built pages: rows of (block of a page, what is found)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Finding, Places
from generator.check.wording import check_wording, problems
from generator.link import Library
from generator.seeds import Seeds

TWICE, CURLY, MARK = (
    "a word stands twice",
    "apostrophes and quotation marks are curly",
    "a mark of punctuation is out of place",
)
MOOD, OPEN, STOP = (
    "a requirement has “must” or “may not”",
    "a list that is not complete has “such as” or “including”",
    "a full stop stands twice",
)
ONE, MANY, ARTICLE, CAPITAL = (
    "one has a singular",
    "more than one has a plural",
    "“a” or “an”",
    "a capital within a sentence",
)
HALF, SPACE = "a half-width mark in Chinese", "a space beside Chinese"
ENGLISH = [
    ("The funding of of 3 projects", TWICE),
    ("It is a million million", None),
    ("S&T T cells", None),
    ("the the¦me of a link", None),
    ("A direction's address", CURLY),
    ("The “Bio” call", None),
    ('The "Bio" call', CURLY),
    ("It has fields, ; and more", MARK),
    ("It ends here..", MARK),
    ("It goes on ...", None),
    ("Finland , Sweden", MARK),
    ("¦Finland¦ , Sweden", None),
    ("the suffix .md", None),
    ("1 projects", ONE),
    ("¦1¦ projects", ONE),
    ("1 project is", None),
    ("1 has no title", None),
    ("1 status", None),
    ("2.1 projects are named", None),
    ("2022-1 directions", None),
    ("2 direction", MANY),
    ("¦12¦ guide", MANY),
    ("the 2022 call", None),
    ("3 field-specific calls", None),
    ("a agreement", ARTICLE),
    ("a university, a one-stop shop, a European call", None),
    ("an project", ARTICLE),
    ("an hour, an EU call", None),
    ("Both sides must submit, An enterprise must lead", CAPITAL),
    ("Finland, Sweden and Norway", None),
    ("Both sides need to submit", MOOD),
    ("An enterprise has to lead", MOOD),
    ("Matching funds are to be provided", MOOD),
    ("The number is to be determined", None),
    ("Enterprises can not lead", MOOD),
    ("It cannot be searched for", None),
    ("Energy, water and so on", OPEN),
    ("It ends with “here.”.", STOP),
    ("(n.d.). China–Finland", None),
    ("(STI Cooperation Guides, Unofficial trans.). In", None),
]
CHINESE = [
    ("领域方向,其他要求", HALF),
    ("领域方向：2项", None),
    ("经费1,000万元", None),
    ("领域 方向", SPACE),
    ("中欧 EU 项目", SPACE),
    ("¦领域方向¦ ¦其他要求¦", None),
    ("1.2 中国和芬兰", None),
    ("代码 2022", None),
    ("S&T cooperation", None),
    ("项目、、经费", MARK),
    ("中方、", MARK),
    ("项目的的经费", TWICE),
    ("按原文：芬兰,瑞典", None),
    ("芬兰,瑞典。；其他", None),
]
PRINTED = ["芬兰,瑞典"]


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        *(("en", text, problem) for text, problem in ENGLISH),
        *(("zh", text, problem) for text, problem in CHINESE),
    ],
)
def test_wording_that_a_program_sees(language: str, text: str, problem: str | None) -> None:
    found = [told.partition(":")[0] for told in problems(text, language, PRINTED)]
    assert found == ([problem] if problem else [])


PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>"""


@pytest.mark.parametrize(
    ("language", "title", "body", "messages"),
    [
        ("en", "About - STI", "<p>1 <b>project</b>s</p>", []),
        ("en", "STI - STI", "", ["index.html: the title is “STI - STI”"]),
        ("en", "a", "<p>2 <a href=''>project</a><br>1 projects</p>", ["index.html: more than one has a plural: “2 ¦project¦”", "index.html: one has a singular: “¦1 projects”"]),
        ("en", "a", "<p>It's</p><p>It's</p><script>it's</script>", ["index.html: apostrophes and quotation marks are curly: “It's”"]),
        ("en", "a", "<li>Fields <em lang='zh'>领域,方向</em></li>", ["index.html: a half-width mark in Chinese: “¦领域,方向”"]),
        ("en", "a", "<p>The undertaking institution</p><p>It has up to 3</p>", ["index.html: the glossary forbids “undertaking institution”"]),
        ("zh", "a", "<p>项目<b>的的</b></p>", ["index.html: a word stands twice: “项目¦的的¦”"]),
        ("zh", "a", "<p>执行期<span lang='en'>It is, , so</span></p>", ["index.html: a mark of punctuation is out of place: “¦It is, , so”"]),
    ],
)  # fmt: skip
def test_blocks_of_pages(
    language: str, title: str, body: str, messages: list[str], *, library: Library, tmp_path: Path
) -> None:
    page = PAGE.format(language=language, title=title, body=body)
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    places = Places(Seeds(tmp_path), tmp_path, tmp_path)
    assert list(check_wording(library, places)) == [Finding("error", m) for m in messages]
