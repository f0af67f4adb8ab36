"""The words that qualify what a guide says: notes below its text, reserves of numbers and conditions, names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from conftest import ROOT, SEEDS

from generator.link import Library
from generator.model import Direction, Item, Source, Text
from generator.text.blanks import blanks
from generator.translate.catalogue import Catalogue
from generator.write.interface import load_interface
from generator.write.pages.page import received
from generator.write.phrases import Phrases
from generator.write.views import Views


def views(library: Library, language: str) -> Views:
    return Views(library, Phrases(language, load_interface(language, SEEDS.interface)), "x/")


def page(content: Path, path: str) -> str:
    return (content / path).read_text(encoding="utf-8")


# Notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2023-1-draft/1.1
        ("及联系人信息，文件模板下载链接：xxx）。此文件仅为项目申报材料", [("link", "文件模板下载链接：xxx")]),
        ("未来3年合作方案（下载链接：）；", [("link", "下载链接：")]),
        # 2023-1-draft/1.4, 1.6, 2.6
        ("欧方地平线欧洲计划（Horizon Europe）对应的链接如下：", [("link", "对应的链接如下：")]),
        ("中芬双方申报单位要同时填写并提交双边合作表格，见链接：。", [("link", "见链接：")]),
        ("阿根廷科技创新部联系人：", [("contact", "联系人：")]),
        # 2024-2-draft/1.5, 1.7
        ("文件模板下载链接：xxx，需包括双方合作机构", [("link", "文件模板下载链接：xxx")]),
        ("比利时瓦隆-布鲁塞尔国际关系署（WBI），网址：xxx。", [("link", "网址：xxx")]),
        # 2022-1/1.2, 1.5, 1.8: there is one
        ("（下载链接：https：//service.most.gov.cn/kjjh_tztg_all/zn/20211020.html）", []),
        ("芬方指南网址：https：//www.businessfinland.fi/en/，联系人：IlmariABSETZ，电话：+35850 5577 837", []),
        ("韩方联系人：韩国研究财团SangHa Woo，电话：+82-2-3460-5702", []),
        ("见链接：\nhttps://a.example/", []),
        ("物联网、区块链接口", []),
    ],
)  # fmt: skip
def test_links_and_contacts_that_the_source_leaves_empty(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert list(blanks(text)) == expected


def test_a_label_that_announces_what_follows_is_not_empty(library: Library) -> None:
    assert list(blanks("链接如下：", goes_on=True)) == []
    direction = library.directions["2022-1/1.8"]
    last = direction.requirements[-1]
    announcing = replace(last, text=Text("相关链接："), anchor="requirement-8")
    address = replace(last, text=Text("https://a.example/"), anchor="requirement-9")

    def kinds(*requirements: Item) -> list[str]:
        found = replace(direction, requirements=requirements)
        return [kind for kind, _ in views(library, "en").notes(found, announcing)]

    assert kinds(announcing) == ["Not given in the source"]
    assert kinds(announcing, address) == []


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("zh/2017-1/1.8.md", "“欧盟2020计划”，应为“欧盟地平线2020计划”"),
        ("zh/2017-1/1.16.md", "“一亿万”，应为“一万亿或一亿”。按字面为10¹²，英译从之；原意是二者中的哪一个，无从得知。"),
        ("zh/2022-1/1.6.md", "“氢泄露”，应为“氢泄漏”"),
        ("zh/2023-1-draft/1.6.md", "*原文未给出*{ .note }：链接（原文仅作“见链接：”）。"),
        ("zh/2024-2-draft/1.9.md", "*原文未给出*{ .note }：链接（原文仅作“下载链接：xxx”）。"),
        ("en/2017-1/1.16.md", "Literally it is 10¹², as the English has it; which of the two was meant is not known."),
        ("en/2023-1-draft/1.6.md", '*Not given in the source*{ .note }&#58; the link; the guide prints only “*见链接：*{ lang="zh" .original }”.'),
        ("en/2022-1/1.4.md", "*Translator’s note*{ .note }&#58; The Chinese does not say who on the Austrian side provides the matching funds."),
        ("en/2021-2-draft/1.7.md", "in the Chinese; “the understanding” is supplied."),
    ],
)  # fmt: skip
def test_notes_stand_on_the_page(content: Path, path: str, note: str) -> None:
    assert note in page(content, path)


def test_only_what_is_marked_is_for_readers(library: Library, content: Path) -> None:
    entries = {
        "甲": "For translators.\nNote: In doubt;\nread as A.",
        "乙": "No Note: in the middle of a line.",
    }
    po = polib.POFile()
    for zh, comment in entries.items():
        po.append(polib.POEntry(msgid=zh, msgstr="x", tcomment=comment))
    assert Catalogue.of(po).notes == {"甲": "In doubt; read as A."}
    chinese = "".join(path.read_text(encoding="utf-8") for path in content.glob("zh/**/*.md"))
    assert not [note for note in library.catalogue.notes.values() if note in chinese]
    assert "协定（协议）: both words" not in page(content, "en/2022-1/index.md")


# Reserves


def test_every_table_keeps_the_reserve_of_a_duration(library: Library, content: Path) -> None:
    """No cell of years without “in principle” or “generally” where the direction has it."""
    seen = Counter[str]()
    for language, head in (("en", "Duration (years)"), ("zh", "执行期（年）")):
        phrases = Phrases(language, load_interface(language, SEEDS.interface))
        for path in content.glob(f"{language}/**/*.md"):
            column = None
            for row in path.read_text(encoding="utf-8").splitlines():
                cells = row.split(" | ")
                if head in row:
                    column = [cell.strip("| ") for cell in cells].index(head)
                elif not row.startswith("|"):
                    column = None
                elif column is not None and (found := _direction(library, path, row)):
                    expected = phrases.duration_cell(found.duration, found.in_words)
                    told = re.sub(r"\*(.+)\*\{.*\}", r"\1", cells[column].strip("| "))
                    assert told == expected, (path, row)
                    seen[found.duration.hedge or "" if found.duration else ""] += 1
    assert seen["in_principle"] > 50
    assert seen["generally"] > 20


def _direction(library: Library, path: Path, row: str) -> Direction | None:
    """Return the direction to which the first link of a row leads."""
    for target in re.findall(r"\]\(([^)#]+)\.md", row):
        place = (path.parent / target).resolve()
        if (found := library.directions.get(f"{place.parent.name}/{place.name}")) is not None:
            return found
    return None


@pytest.mark.parametrize(
    ("direction", "chinese", "english"),
    [
        *((d, "原则上", "in principle") for d in ("2017-1/1.3", "2017-1/1.4", "2017-1/1.9", "2022-1/1.6", "2023-1-draft/1.8")),
        *((d, "如有企业参与", "if an enterprise takes part") for d in ("2022-1/1.3", "2024-2-draft/1.7")),
    ],
)  # fmt: skip
def test_enterprises_match_funds_with_a_reserve(
    content: Path, direction: str, chinese: str, english: str
) -> None:
    """On the direction's page, and wherever the page of the condition names the direction."""
    guide, number = direction.split("/")
    told = f"Matching funds required ({english})"
    assert told in page(content, f"en/{direction}.md")
    assert f"须有配套出资（{chinese}）" in page(content, f"zh/{direction}.md")
    assert f"[{number} ({english})](../{guide}/" in page(
        content, "en/requirements/matching-funds.md"
    )
    assert f"[{number}（{chinese}）]" in page(content, "zh/requirements/matching-funds.md")


def test_conditions_with_a_reserve_are_counted_apart(content: Path) -> None:
    """2022-1: 1.3 and 1.5 if an enterprise takes part, 1.6 in principle, 1.4 without reserve."""
    english = "4 of 17 (2 if an enterprise takes part, 1 in principle)"
    chinese = "4（共17），其中2个为“如有企业参与”、1个为“原则上”"
    for name in ("index", "matching-funds"):
        assert english in page(content, f"en/requirements/{name}.md")
        assert chinese in page(content, f"zh/requirements/{name}.md")


def test_an_approximate_range_stays_approximate(content: Path) -> None:
    """2021-2-draft: 项目任务数87~90项左右."""
    assert "| about 87–90 | 87–90 |" in page(content, "en/2021-2-draft/index.md")
    assert "| 约87–90 | 87–90 |" in page(content, "zh/2021-2-draft/index.md")


# Names

OTHER_NAMES = re.compile(
    r"\bU\.?S\.?A?\b|\bUK\b|\bBritain\b|South Korea|Czech Republic|Russian Federation|Turkey|Holland|Palestinian"
)
OFFICIAL = ("US–China Clean Energy Research Center",)
"""Names that bodies give themselves."""


def test_a_country_has_one_english_name() -> None:
    """Outside the titles of agreements, which have their own."""
    found = [
        entry.msgstr
        for entry in polib.pofile(str(SEEDS.catalogue), encoding="utf-8")
        if not all("#agreement" in place for place, _ in entry.occurrences)
        and not any(name in entry.msgstr for name in OFFICIAL)
        and OTHER_NAMES.search(entry.msgstr)
    ]
    assert found == []


def test_the_programme_has_one_english_title() -> None:
    title = "Intergovernmental International Science, Technology and Innovation Cooperation"
    places = (
        *(ROOT / "templates").rglob("*.j2"), *(ROOT / "generator").rglob("*.py"), *(ROOT / "generator").rglob("*.yml"),
        *(ROOT / "docs").glob("*.md"), *(ROOT / "seeds/translations").glob("*.po"), *(ROOT / "seeds/vocabulary").glob("*.yml"),
        ROOT / "README.md", ROOT / "CITATION.cff",
    )  # fmt: skip
    for path in places:
        text = " ".join(path.read_text(encoding="utf-8").replace('"\n"', "").split())
        for match in re.finditer("Intergovernmental International", text):
            assert text[match.start() :].startswith(title), path


# The received file


@pytest.mark.parametrize(
    ("file", "english", "chinese"),
    [
        ("guide.txt", "Text of the guide, as received, 24 kB", "收到的指南全文（文本，24 kB）"),
        ("guide.pdf", "PDF of the guide, as received, 24 kB", "收到的指南全文（PDF，24 kB）"),
        ("guide.docx", "Word file of the guide, as received, 24 kB", "收到的指南全文（Word，24 kB）"),
        ("guide.html", "Web page of the guide, as received, 24 kB", "收到的指南全文（网页，24 kB）"),
        ("guide.md", "Markdown of the guide, as received, 24 kB", "收到的指南全文（Markdown，24 kB）"),
    ],
)  # fmt: skip
def test_the_received_file_is_named_by_what_it_is(
    library: Library, file: str, english: str, chinese: str
) -> None:
    record = library.records["2022-1"].model_copy(update={"file": file})
    guide = replace(library.guide("2022-1"), source=Source("002_9b6d.txt", "0" * 64, 24_000))
    held = replace(library, records={**library.records, "2022-1": record})
    assert received(views(held, "en"), guide) == english
    assert received(views(held, "zh"), guide) == chinese


def test_no_reader_meets_the_name_of_the_received_file(library: Library, site: Path) -> None:
    names = [guide.source.file for guide in library.guides]
    for path in site.rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], path
