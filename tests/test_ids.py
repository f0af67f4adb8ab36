"""Identifiers, anchors and paths: everything that is published can be parsed back."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import ids
from generator.ids import DirectionId, GuideId
from generator.ids.addresses import Address, parse_path, parse_place
from generator.link import Library


def test_every_identifier_round_trips(library: Library) -> None:
    for guide in library.guides:
        assert str(GuideId.parse(guide.id)) == guide.id
        for direction in guide.directions:
            assert str(DirectionId.parse(direction.id)) == direction.id
            assert ids.guide_of(direction.id) == guide.id
            assert ids.number_of(direction.id) == direction.number
            for item in direction.items:
                assert ids.is_anchor(item.anchor)
                where = ids.place(direction.id, item.anchor)
                assert ids.split_place(where) == (direction.id, item.anchor)


def test_every_published_page_has_a_path_that_parses(site: Path) -> None:
    pages = [p.parent.relative_to(site).as_posix() + "/" for p in site.rglob("index.html")]
    assert len(pages) > 400
    for page in pages:
        assert parse_path(page.removeprefix("./"))


@pytest.mark.parametrize(
    "text",
    ["2022", "2022-0", "22-1", "2022-1-final", "2022-1 ", "２０２２-1", "2022-１", "٢٠٢٢-1", ""],
)
def test_what_is_no_guide_id(text: str) -> None:
    with pytest.raises(ValueError, match="is no guide id: expected"):
        GuideId.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022-1",
        "2022-1/",
        "2022-1/1.",
        "2022-1/1.2.3.4",
        "2022-1/1.5-a",
        "2022-1/100",
        "2022-1/1.100",
        "2022-1/1.５",
        "2022-1/١.5",
        "x/1.5",
    ],
)
def test_what_is_no_direction_id(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        DirectionId.parse(text)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(None, "home")),
        ("zh/", Address("zh", "home")),
        ("2022-1/", Address(None, "guide", "2022-1")),
        ("en/2021-2-draft/", Address("en", "guide", "2021-2-draft")),
        ("2022-1/1.5/", Address(None, "direction", "2022-1/1.5")),
        ("zh/2022-1/1.5/", Address("zh", "direction", "2022-1/1.5")),
        ("en/2023-1/changes/", Address("en", "changes", "2023-1")),
        ("zh/guides/", Address("zh", "overview", "guides")),
        ("zh/partners/", Address("zh", "overview", "partners")),
        ("zh/domains/", Address("zh", "overview", "domains")),
        ("zh/lineages/", Address("zh", "overview", "lineages")),
        ("zh/requirements/", Address("zh", "overview", "requirements")),
        ("zh/explore/", Address("zh", "overview", "explore")),
        ("zh/about/", Address("zh", "overview", "about")),
        ("zh/privacy/", Address("zh", "overview", "privacy")),
        ("en/data/", Address("en", "overview", "data")),
        (
            "en/guides/2022-1-since-2021-2-draft/",
            Address("en", "comparison", "2022-1-since-2021-2-draft"),
        ),
        ("en/partners/x-wakanda-0/", Address("en", "partner", "X-WAKANDA-0")),
        ("zh/domains/ai/", Address("zh", "domain", "ai")),
        ("zh/lineages/kr-2022-1-2.7/", Address("zh", "lineage", "kr-2022-1-2.7")),
        ("en/requirements/matching-funds/", Address("en", "flag", "matching_funds")),
    ],
)
def test_what_stands_at_a_path(path: str, address: Address) -> None:
    assert parse_path(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "zh",
        "fr/2022-1/",
        "zh/2022-1",
        "2022-1/1.5",
        "zh/cities/",
        "partners/",  # only in a language
        "requirements/matching-funds/",
        "2023-1/changes/",
        "zh/partners/FI/",
        "zh/2022/changes/",
        "zh//",
        "zh/partners/../",
        "zh/guides/2022-1/",
    ],
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_path(path)


def test_numbers_printed_many_times_stay_distinct() -> None:
    taken: set[str] = set()
    for earlier in range(700):
        number = ids.distinct_number("1.4", earlier)
        assert DirectionId.parse(f"2022-1/{number}").number == number
        taken.add(number)
    assert len(taken) == 700


def test_anchors_count_from_one_on_each_level() -> None:
    assert ids.field_anchor((2,)) == "field-2"
    assert ids.requirement_anchor((2, 3)) == "requirement-2-3"
    assert ids.agreement_anchor((1,)) == "agreement-1"
    assert ids.strand_anchor((4,)) == "strand-4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("field-2-3", True),
        ("commitment", True),
        ("call-kr-2022-1-2-7", True),
        ("", False),
        ("2-field", False),
        ("field--2", False),
        ("field-2-", False),
        ("field-2 ", False),
        ("Field-2", False),
        ("领域-2", False),
    ],
)
def test_what_can_be_an_anchor(text: str, expected: bool) -> None:
    assert ids.is_anchor(text) == expected


@pytest.mark.parametrize(
    ("target", "base", "expected"),
    [
        ("zh/2022-1/1.5/", "zh/2022-1/1.6/", "../1.5/"),
        ("zh/2022-1/", "zh/2022-1/1.6/", "../"),
        ("zh/2022-1/1.5/", "zh/2022-1/", "1.5/"),
        ("zh/2022-1/", "zh/2022-10/", "../2022-1/"),
        ("zh/", "", "zh/"),
        ("", "zh/", "../"),
        ("assets/site.css", "zh/2022-1/", "../../assets/site.css"),
    ],
)
def test_links_go_no_further_up_than_they_must(target: str, base: str, expected: str) -> None:
    assert ids.relative(target, base) == expected


def test_sources_that_are_web_pages_are_served_as_text() -> None:
    for name in ("guide.html", "guide.htm", "GUIDE.HTML"):
        assert ids.source_path("2022-1", name) == f"data/sources/2022-1/{name}.txt"
    for name in ("guide.txt", "guide.pdf", "guide.docx", "html"):
        assert ids.source_path("2022-1", name) == f"data/sources/2022-1/{name}"


def test_the_code_of_an_unknown_partner_is_the_same_however_it_is_spaced_and_cased() -> None:
    for printed in ("South Ruritania", "south  ruritania", " SOUTH RURITANIA "):
        assert ids.unknown_code(printed) == "X-SOUTH-RURITANIA-0"


def test_guides_are_in_order_of_year_batch_and_stage() -> None:
    """A draft comes before its final text, and batch 10 after batch 9."""
    ordered = ["2022-1-draft", "2022-1", "2022-9", "2022-10", "2023-1"]
    assert [str(i) for i in sorted(map(GuideId.parse, reversed(ordered)))] == ordered


@pytest.mark.parametrize(
    "place",
    [
        "../../evil/", "zh/../../evil/", "/abs/path/", "//example.org/", "https://example.org/", "javascript:x",
        "zh/partners/../", "zh/partners/./", "zh/partners/../../evil/", "zh\\2022-1\\", "evil/", "zh/evil/",
        "zh/2022-1/1.5", "zh//", "zh/2022-1//", "zh/2022-1/1.5/?q=1", "zh/2022-1/1.5/#", "zh/2022-1/1.5/#Field-1",
        "zh/2022-1/1.5/#a#b", "zh/2022-1/1.5/index.html", "zh/2022-1/1.5/index.json", "zh/2022-1/1.5/index.md#top",
        "fr/2022-1/", "2022-1/index.json", "data/../x.csv", "data/sources/2022-1/../x", "data/sources/x/guide.txt",
        "zh/guides/2022-1-since-x/", "zh/2022-1/1.5/ ", "zh/2022-1/%2e%2e/", "٢٠٢٢-1/", "search/index.json", "index.md",
    ],
)  # fmt: skip
def test_what_is_no_place(place: str) -> None:
    with pytest.raises(ValueError, match=r"^") as error:
        parse_place(place)
    expected = "expected a path like zh/2022-1/1.5/, or with #field-3"
    assert str(error.value) == f"{place!r} is no place of the site: {expected}"


@pytest.mark.parametrize(
    "place",
    [
        "zh/", "en/2022-1/", "zh/2022-1/1.5/#field-2-3", "2022-1/", "2022-1/1.5/", "zh/partners/fi/", "en/partners/x-6esp20ecns/",
        "en/requirements/matching-funds/", "zh/lineages/kr-2022-1-2.7/#top", "zh/guides/2022-1-since-2021-2-draft/", "zh/2023-1/changes/",
        "zh/explore/", "zh/index.md", "en/2022-1/1.5/index.md", "zh/feed.xml", "en/partners/fi/feed.xml", "2022-1/1.5/index.csl.json",
        "2022-1/1.5/index.md", "llms.txt", "data/directions.csv", "data/coop-guides.sqlite", "data/partners/fi.json",
        "data/schema/directions.json", "data/sources/2022-1/guide.htm.txt",
    ],
)  # fmt: skip
def test_what_is_a_place(place: str) -> None:
    assert parse_place(place) == ids.split_place(place)
