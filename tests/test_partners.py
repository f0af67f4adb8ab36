"""Partners other than countries: one that is in no list, and parts of China. The guides are constructed."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from constructed import built, seeds_of, translated
from lxml import html
from referencing import Registry, Resource

from generator import ids
from generator.check import Places
from generator.check.pages import check_links
from generator.ids import unknown_code
from generator.ids.addresses import parse_path
from generator.link import Library

TEXT = """\
1.1 中国和瓦坎达政府间科技合作项目
合作协议：《中国和瓦坎达科技合作协定》。
领域方向：人工智能；能源。
拟支持项目数：{count}个。
共拟支持经费：900万元。
其他要求：
（1）执行期2年。
1.2 中国和法国政府间科技合作项目
领域方向：能源。
拟支持项目数：3个。
1.3 中国—Wakanda联合研究项目
领域方向：水资源。
拟支持项目数：1个。
1.4 中国—瓦坎达—法国三方联合研究项目
领域方向：农业。
拟支持项目数：1个。
1.5 内地与香港联合资助项目
领域方向：材料。
拟支持项目数：1个。
"""
CODE, LATIN = "X-6ESP20ECNS", "X-WAKANDA-0"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Places]:
    """Build two guides that name Wakanda, and their site."""
    folder = tmp_path_factory.mktemp("unknown")
    texts = {"2030-1": TEXT.format(count=2), "2031-1": TEXT.format(count=4)}
    seeds = seeds_of(folder / "seeds", texts)
    return built(seeds, translated(seeds, lambda number: f"Words {number}"))


def data(made: tuple[Library, Places], name: str) -> Any:
    return json.loads((made[1].site / "data" / name).read_text(encoding="utf-8"))


def test_its_code_is_that_of_no_country_and_no_grouping(made: tuple[Library, Places]) -> None:
    vocabulary = made[0].vocabulary
    assert unknown_code("瓦坎达") == CODE
    for known in (*vocabulary.country_names, *(g.code for g in vocabulary.groupings)):
        assert "-" not in known
    for language in ids.LANGUAGES:
        path = ids.partner_path(CODE, language)
        assert parse_path(path).name == CODE
        assert ids.partner_path(parse_path(path).name, language) == path


@pytest.mark.parametrize(
    "printed", ["瓦/../../evil/", "..", "a/b", "瓦<b>", '瓦"|', "瓦?a=b#c", "瓦\\", "瓦%2e", "瓦.", "长" * 300, "é"]
)  # fmt: skip
def test_its_code_is_part_of_an_address_whatever_it_is_called(printed: str) -> None:
    code = unknown_code(printed)
    assert re.fullmatch(r"X-[A-Z0-9-]{1,60}", code)
    assert code != unknown_code(f"{printed}甲")
    assert code == unknown_code(printed)
    path = ids.partner_path(code, "zh")
    assert ids.partner_path(parse_path(path).name, "zh") == path


def test_it_is_reported(made: tuple[Library, Places]) -> None:
    guide = made[0].guide("2030-1")
    found = [d for d in guide.diagnostics if d.code == "unknown-partner"]
    assert [d.line for d in found] == [1, 11, 14]
    assert "2030-1/1.1: “瓦坎达” is an unknown partner; kept as printed" in found[0].message


def test_it_has_pages_like_any_partner(made: tuple[Library, Places]) -> None:
    library, places = made
    assert list(library.by_partner) == ["FR", "HK", CODE, LATIN]
    assert library.lineage_of("2031-1/1.1").code == "x-6esp20ecns-2030-1-1.1"
    for language, words in (("zh", "名录中都没有这一名称"), ("en", "No list of countries")):
        page = (places.site / language / "partners/x-6esp20ecns/index.html").read_text("utf-8")
        assert "瓦坎达</h1>" in page.replace("\n", "").split('<a class="headerlink"')[0] + "</h1>"
        assert words in page
        assert 'href="../../2031-1/1.1/"' in page
        index = (places.site / language / "partners/index.html").read_text("utf-8")
        marked = ' lang="zh"' if language == "en" else ""
        assert f'href="x-6esp20ecns/"{marked}>瓦坎达</a>' in index
        assert f'<h1 id="top"{marked}>' in page
        assert 'href="x-wakanda-0/">Wakanda</a>' in index
        assert (places.site / language / "partners/x-6esp20ecns/feed.xml").is_file()
    assert list(check_links(*made)) == []


def test_the_data_tell_it_apart(made: tuple[Library, Places]) -> None:
    first = data(made, "directions.json")[0]
    assert (first["id"], first["partners"]) == ("2030-1/1.1", [CODE])
    assert data(made, "directions.json")[3]["partners"] == [CODE, "FR"]  # as the title has them
    found = {p["code"]: p for p in data(made, "partners.json")}
    assert found["FR"]["type"] == "country"
    assert found[CODE] == {
        "code": CODE,
        "partner_id": CODE.lower(),
        "type": "unknown",
        "name": {"zh": "瓦坎达", "en": None},
        "directions": ["2030-1/1.1", "2030-1/1.4", "2031-1/1.1", "2031-1/1.4"],
        "through_groupings": [],
        "by_membership": [],
    }
    with closing(sqlite3.connect(made[1].site / "data/coop-guides.sqlite")) as database:
        rows = database.execute(
            "SELECT type, name_zh, name_en FROM partner WHERE code = ?", (CODE,)
        )
        assert rows.fetchall() == [("unknown", "瓦坎达", None)]
    index = data(made, "../search/en/index.json")
    assert ["x-6esp20ecns", "瓦坎达"] in index["values"]["partner"]
    assert "en/partners/x-6esp20ecns/" in {name[2] for name in index["names"]}


def test_hong_kong_is_a_partner_and_no_country(made: tuple[Library, Places]) -> None:
    """Hong Kong has a page of its own, under the names that CLDR gives."""
    direction = data(made, "directions.json")[4]
    assert (direction["id"], direction["partners"], direction["groups"]) == (
        "2030-1/1.5",
        ["HK"],
        [],
    )
    found = next(p for p in data(made, "partners.json") if p["code"] == "HK")
    assert (found["type"], found["directions"]) == ("region", ["2030-1/1.5", "2031-1/1.5"])
    names = {"zh": "中国香港特别行政区", "en": "Hong Kong SAR China"}
    assert found["name"] == names
    for language, name in names.items():
        for page in ("partners/", "2030-1/", "2030-1/1.5/"):
            text = (made[1].site / language / page / "index.html").read_text("utf-8")
            assert f'hk/">{name}</a>' in text
        page = (made[1].site / language / "partners/hk/index.html").read_text("utf-8")
        (heading,) = html.fromstring(page).xpath("//h1")
        assert heading.text_content() == f"{name}¶"
    index = data(made, "../search/en/index.json")
    assert ["hk", names["en"]] in index["values"]["partner"]


def test_the_data_keep_to_the_schemas(made: tuple[Library, Places]) -> None:
    folder = made[1].site / "data"
    schemas = {f.name: json.loads(f.read_text("utf-8")) for f in (folder / "schema").glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )

    def check(name: str, file: Path) -> None:
        validator = jsonschema.Draft202012Validator(schemas[name], registry=registry)
        validator.validate(json.loads(file.read_text("utf-8")))

    for name in ("directions.json", "partners.json", "lineages.json"):
        check(name, folder / name)
    for code in ("x-6esp20ecns", "hk"):
        check("partner.json", folder / "partners" / f"{code}.json")
