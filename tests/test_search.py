"""The index of the search: its texts, their tokens, and texts that are left out."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from conftest import SEEDS

from generator import ids
from generator.link import Library
from generator.model import walk
from generator.search import language_files, search_files, searched
from generator.search.paragraphs import Page, Paragraph
from generator.search.postings import leaves, postings, words_of
from generator.search.tokens import MARKS, Reader, variants
from generator.text.people import names_people, without_people
from generator.write.interface import load_interface
from generator.write.phrases import Phrases


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, str]:
    languages = [Phrases(name, load_interface(name, SEEDS.interface)) for name in ids.LANGUAGES]
    return search_files(library, languages)


@pytest.fixture(scope="module")
def pages(library: Library) -> Mapping[str, list[Page]]:
    return {language: searched(library, language) for language in ids.LANGUAGES}


def stretches(page: Page) -> list[tuple[str, str]]:
    """Yield (anchor, text from there to the next anchor)."""
    found = []
    for paragraph in page.paragraphs:
        ends = [*(offset for offset, _ in paragraph.marks[1:]), len(paragraph.text)]
        for (start, anchor), end in zip(paragraph.marks, ends, strict=True):
            found.append((anchor, paragraph.text[start:end]))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Power-to-X技术", "power - to - x 技 术"),  # 2022-1/1.5
        ("（2019—2023）", "( 2019 - 2023 )"),
        ("出行即服务（MaaS）", "出 行 即 服 务 ( maas )"),  # 2022-1/1.5
        ("５Ｇ通信", "5g 通 信"),
        ("Universität Zürich", "universitat zurich"),
        ("芬蘭", "芬 兰"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    equal = MARKS | {"蘭": "兰"}
    assert " ".join(Reader(equal).tokens(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("能源领域", ["能源", "源领", "领域", "域"]),
        ("5G通信。", ["5g", "通信", "信。", "。"]),
        ("energy, storage", ["energy", ",", "storage"]),
        ("氢能 储能", ["氢能", "能", "储能", "能"]),  # a space keeps two words apart
    ],
)
def test_keys(text: str, expected: list[str]) -> None:
    assert Reader(MARKS).keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2022-1/1.1 in English: a common word has what follows it in its key
        ("the Ministry of Science", ["the ministry", "ministry", "of science", "science"]),
        ("of the (Spanish) side of", ["of the", "the (", "(", "spanish", ")", "side", "of"]),
    ],
)
def test_keys_of_common_words(text: str, expected: list[str]) -> None:
    assert Reader(MARKS).keys(text, {"the", "of"}) == expected


def test_words_are_counted_whatever_follows_them() -> None:
    page = Page("x", Paragraph.whole("of the sea, of the sky"), (), ())
    often = {"of": 2, "the": 2, "sea": 1, "sky": 1}
    assert words_of(postings([page], Reader({}))[0]) == often
    found, _ = postings([page], Reader({}), {"of", "the"})
    assert found == {
        "of the": [0, 4], "the sea": [1], "sea": [2], ",": [3], "the sky": [5], "sky": [6],
    }  # fmt: skip
    assert words_of(found) == often


def test_the_most_frequent_words_are_common(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.search.COMMON", 300)
    files = language_files(library, Phrases("en", str))
    head = json.loads(files["search/en/index.json"])
    keys = set().union(*(json.loads(text) for path, text in files.items() if "/keys-" in path))
    assert {"and", "of", "the"} <= set(head["common"])
    assert "of the" in keys
    assert "finland" not in head["common"]


def test_a_traditional_character_counts_as_the_simplified_one() -> None:
    found = variants(["芬兰氢能与卫星发射"])
    assert (found["蘭"], found["氫"], found["與"], found["衛"], found["發"]) == tuple("兰氢与卫发")
    assert "美" not in found
    assert all(len(plain) == 1 for plain in found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2022-1/1.1, 1.8 and 2.0
        (
            "西方项目征集联系人为Mr. Carlos Quintana，电话：+34 91 5810489，邮箱：china@cdti.es。",
            "西方项目征集联系人为…，…：…，…：…。",
        ),
        (
            "韩方联系人：韩国研究财团SangHa Woo，电话：+82-2-3460-5702。",
            "韩方联系人：韩国研究财团…，…：…。",
        ),
        (
            "蒙方联系人：A B，蒙古教育文化科学体育部科技政策司",
            "蒙方联系人：…，蒙古教育文化科学体育部科技政策司",
        ),
        # 2023-1-draft/1.4 and 1.1
        ("欧方联系方式：Delegation-China@eeas.europa.eu。", "欧方联系方式：…。"),
        ("提供的支持措施及联系人信息，文件模板下载链接：xxx", None),
        (
            "Contact on the Egyptian side: Dr. Sherif Z, email: s@y.com",
            "Contact on the Egyptian side:….…,…:….…",
        ),
    ],
)
def test_people_are_left_out(text: str, expected: str | None) -> None:
    assert without_people(text) == (text if expected is None else expected)


def test_nobody_can_be_searched_for(library: Library, files: dict[str, str]) -> None:
    """No e-mail address, telephone number or name of a contact person stands in the index."""
    index = "\n".join(text for path, text in files.items() if not path.endswith("lunr.js"))
    for direction in library.directions.values():
        for address in (*direction.contacts.emails, *direction.contacts.phones):
            assert address not in index, direction.id
    for name in ("Quintana", "Pirker", "Hipfinger", "ABSETZ", "KOKKO", "俞淳", "SangHa", "Holov"):
        assert name not in index
        assert f'"{name.lower()}"' not in index


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_text_is_searched_with_its_anchor(
    library: Library, pages: Mapping[str, list[Page]], language: str
) -> None:
    for page in pages[language]:
        direction = library.directions.get(page.identifier)
        if direction is None:
            continue
        found = stretches(page)
        items = (*direction.agreements, *direction.fields, *direction.requirements)
        for item in walk(items):
            text = item.text.zh if language == "zh" else item.text.en
            if names_people(item.text.zh):
                assert any(anchor == item.anchor for anchor, _ in found), (page.identifier, item)
                continue
            for line in (text or item.text.zh).split("\n"):
                assert any(a == item.anchor and line in t for a, t in found), (
                    page.identifier,
                    line,
                )


def test_lists_are_searched_as_printed(pages: Mapping[str, list[Page]]) -> None:
    """2017-1/1.1 prints one line that its page shows as nine items."""
    page = next(page for page in pages["zh"] if page.identifier == "2017-1/1.1")
    assert page.fields == (
        Paragraph(
            "先进制造、农业与食品科学、环境科学、医药卫生、能源、生物学、海洋、大气、地震科学。",
            (
                (0, "field-1"), (5, "field-2"), (13, "field-3"), (18, "field-4"), (23, "field-5"),
                (26, "field-6"), (30, "field-7"), (33, "field-8"), (36, "field-9"),
            ),
        ),
    )  # fmt: skip


def test_positions_tell_phrases_and_keep_paragraphs_apart() -> None:
    page = Page("x", Paragraph.whole("氢能"), (Paragraph.whole("储能", "a"),), ())
    found, extents = postings([page], Reader({}))
    assert found == {"氢能": [0], "能": [1, 4], "储能": [3]}
    assert extents == [[3, 3, 0]]


def test_leaves_hold_every_key_in_order() -> None:
    found = {key: [1, 5, 9] for key in "乙甲丙ab"}
    cut = list(leaves(found, 30))
    assert [first for first, _ in cut] == sorted(first for first, _ in cut)
    together = {key: steps for _, text in cut for key, steps in json.loads(text).items()}
    assert together == {key: [1, 4, 4] for key in found}


def test_the_index_is_the_same_every_time(library: Library, files: dict[str, str]) -> None:
    languages = [Phrases(name, load_interface(name, SEEDS.interface)) for name in ids.LANGUAGES]
    assert search_files(library, languages) == files


def test_files_lie_in_a_folder_named_by_what_they_hold(files: dict[str, str]) -> None:
    for language in ids.LANGUAGES:
        head = json.loads(files[f"search/{language}/index.json"])
        beside = [path for path in files if path.startswith(f"search/{language}/{head['folder']}/")]
        names = {path.rpartition("/")[2] for path in beside}
        assert names == {
            "pages.json",
            "sheet.json",
            "terms.json",
            *(f"keys-{n}.json" for n in range(len(head["keys"]))),
            *(f"texts-{n}.json" for n in range(len(head["texts"]))),
        }


def test_filters_know_every_value(library: Library, files: dict[str, str]) -> None:
    head = json.loads(files["search/en/index.json"])
    names = {facet: dict(values) for facet, values in head["values"].items()}
    assert names["partner"]["fi"] == "Finland"
    assert names["group"]["eu"] == "European Union"
    assert list(names["year"]) == ["2024", "2023", "2022", "2021", "2017"]
    facts = json.loads(files[f"search/en/{head['folder']}/pages.json"])
    place = facts["id"].index("2022-1/1.5")
    assert (facts["partner"][place], facts["quota"][place], facts["money"][place]) == (
        ["fi"], 15, 55_000_000,
    )  # fmt: skip
    for facet in ("partner", "group", "domain", "flag"):
        assert {value for values in facts[facet] for value in values} <= set(names[facet])
    assert facts["id"][: len(library.directions)] == list(library.directions)
