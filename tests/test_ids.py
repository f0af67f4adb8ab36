"""Identifiers, anchors and paths: what is built is parsed back, over everything published."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import ids
from generator.check.text import items_of
from generator.ids import DirectionId, GuideId
from generator.link import Library


def test_every_identifier_round_trips(library: Library) -> None:
    for guide in library.guides:
        assert str(GuideId.parse(guide.id)) == guide.id
        for direction in guide.directions:
            assert str(DirectionId.parse(direction.id)) == direction.id
            assert ids.guide_of(direction.id) == guide.id
            assert ids.number_of(direction.id) == direction.number
            for item in items_of(direction):
                assert ids.is_anchor(item.anchor)
                where = ids.place(direction.id, item.anchor)
                assert ids.split_place(where) == (direction.id, item.anchor)


def test_every_published_page_has_a_path_that_parses(site: Path) -> None:
    pages = [p.parent.relative_to(site).as_posix() + "/" for p in site.rglob("index.html")]
    assert len(pages) > 400
    for page in pages:
        path = page.removeprefix("./")
        assert str(ids.parse_path(path)) == path


@pytest.mark.parametrize(
    "text", ["2022", "2022-0", "22-1", "2022-1-final", "2022-1 ", "", "٢٠٢٢-1", "2022-１"]
)
def test_what_is_no_guide_id(text: str) -> None:
    with pytest.raises(ValueError, match="is no guide id: expected"):
        GuideId.parse(text)


@pytest.mark.parametrize(
    "text",
    ["2022-1", "2022-1/", "2022-1/1.", "2022-1/1.2.3.4", "2022-1/1.5-a", "x/1.5", "2022-1/١.5"],
)
def test_what_is_no_direction_id(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        DirectionId.parse(text)


@pytest.mark.parametrize(
    "path",
    [
        "zh",
        "fr/2022-1/",
        "zh/2022-1",
        "2022-1/1.5",
        "zh/cities/",
        "zh//",
        "zh/partners/../",
        "zh/guides/2022-1/",
    ],
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        ids.parse_path(path)


def test_numbers_printed_many_times_stay_distinct() -> None:
    taken: set[str] = set()
    for earlier in range(700):
        number = ids.distinct_number("1.4", earlier)
        assert DirectionId.parse(f"2022-1/{number}").number == number
        taken.add(number)
    assert len(taken) == 700
