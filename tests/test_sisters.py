"""Sister guides of one batch: each has an id, pages and data of its own, beside the guide of the batch. Constructed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from constructed import HEAD, built, direction, numbered, seeds_of

from generator.check import Places
from generator.check.pages import check_links
from generator.cli import main
from generator.link import Library

PLAIN = HEAD.format(2030) + numbered(
    [direction(), direction(title="与国际热核聚变实验堆（ITER）合作项目")]
)
EXCHANGE = PLAIN.replace("第一批项目", "第一批人员交流计划项目")
HMT = HEAD.format(2030).replace("第一批项目", "第一批港澳台项目") + numbered(
    [direction(title="内地与香港联合资助研发项目"), direction(title="内地与澳门联合资助研发项目")]
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Places]:
    """Build a batch with its sister guides, one of them with its draft, and the batch after it."""
    texts = {
        "2030-1": PLAIN,
        "2030-1-exchange-draft": EXCHANGE,
        "2030-1-exchange": EXCHANGE,
        "2030-1-hmt": HMT,
        "2030-2": PLAIN.replace("第一批", "第二批"),
        "2031-1-exchange": EXCHANGE.replace("2030", "2031"),
    }
    return built(seeds_of(tmp_path_factory.mktemp("sisters") / "seeds", texts))


def test_they_stand_beside_their_batch(made: tuple[Library, Places]) -> None:
    library, places = made
    assert [guide.id for guide in library.guides] == [
        "2030-1",
        "2030-1-exchange-draft",
        "2030-1-exchange",
        "2030-1-hmt",
        "2030-2",
        "2031-1-exchange",
    ]
    assert list(check_links(*made)) == []
    for language, words in (("zh", "人员交流计划"), ("en", "exchange of personnel")):
        for page in ("2030-1-exchange/", "2030-1-exchange/1.1/", "guides/", "2030-1-hmt/1.2/"):
            assert (places.site / language / page / "index.html").is_file()
        text = (places.site / language / "2030-1-exchange/index.html").read_text("utf-8")
        assert words in text
    assert (places.site / "2030-1-hmt/1.1/index.json").is_file()


def test_guides_of_one_series_are_compared(made: tuple[Library, Places]) -> None:
    pairs = set(made[0].guide_pairs)
    assert {("2030-1", "2030-2"), ("2030-1-exchange", "2031-1-exchange")} <= pairs
    assert ("2030-1-hmt", "2030-2") not in pairs
    assert ("2030-1-exchange", "2030-2") not in pairs


def test_a_call_for_exchange_continues_one_for_exchange(made: tuple[Library, Places]) -> None:
    library = made[0]
    assert library.directions["2030-1-exchange/1.1"].kind == "exchange"
    assert library.previous("2031-1-exchange/1.1") in {
        "2030-1-exchange/1.1",
        "2030-1-exchange-draft/1.1",
    }
    assert library.previous("2030-2/1.1") == "2030-1/1.1"


def test_the_data(made: tuple[Library, Places]) -> None:
    site = made[1].site
    guides = {g["id"]: g for g in json.loads((site / "data/guides.json").read_text("utf-8"))}
    assert guides["2030-1-exchange"]["series"] == "exchange"
    assert "series" not in guides["2030-1"]
    partners = {p["code"]: p for p in json.loads((site / "data/partners.json").read_text("utf-8"))}
    assert [partners[code]["type"] for code in ("ITER", "HK", "MO")] == [
        "organisation",
        "region",
        "region",
    ]
    directions = json.loads((site / "data/directions.json").read_text("utf-8"))
    iter_ = next(d for d in directions if d["id"] == "2030-1/1.2")
    assert (iter_["partners"], iter_["groups"], iter_["institutions"]) == ([], [], ["ITER"])
    for language, words in (("zh", "国际组织"), ("en", "International organisations")):
        assert words in (site / language / "partners/index.html").read_text("utf-8")
        assert (site / language / "partners/iter/index.html").is_file()


@pytest.mark.parametrize(
    ("text", "name", "id_"),
    [
        (PLAIN, "guide.txt", "2030-1"),
        (EXCHANGE, "guide.txt", "2030-1-exchange"),
        (HMT, "guide.txt", "2030-1-hmt"),
        (HMT.replace("申报指南", "申报指南（征求意见稿）"), "guide.txt", "2030-1-hmt-draft"),
        (numbered([direction()]), "2030年度第一批人员交流计划项目申报指南.txt", "2030-1-exchange"),
        (PLAIN.replace("申报指南", "申报指南（送审稿）"), "guide.txt", "2030-1-draft"),
    ],
)
def test_adding_tells_them_apart(tmp_path: Path, text: str, name: str, id_: str) -> None:
    seeds = seeds_of(tmp_path / "seeds", {})
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    run = ["add", str(file), "--seeds", str(seeds.root), "--content", str(tmp_path / "content")]
    result = CliRunner().invoke(main, run)
    assert result.exit_code == 0, result.output
    assert (seeds.guides / id_ / "guide.yml").is_file()
    assert ("送审稿" in text) == ("送审稿” says neither" in result.output)
