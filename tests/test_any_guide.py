"""No single guide stops the build: any part of a direction may be missing, and a broken guide is named and left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from constructed import HEAD, PARTS, TITLE, built, direction, numbered, seeds_of
from lxml import html

from generator import ids
from generator.check import Places, check
from generator.cli import main
from generator.link import Library

TITLES = (
    TITLE,
    "科技合作项目",
    "中国和瓦坎达政府间合作项目",
    "金砖国家合作项目",
    "项目",
    "见https://example.org/!",
)
EACH = numbered(direction([part]) for part in PARTS)
ONLY = numbered(direction(PARTS.keys() - {part}) for part in PARTS)
HUGE = numbered(
    [
        direction(projects="拟支持项目数：999999999个。", funding="共拟支持经费：999999999亿元。"),
        direction(projects="拟支持项目数：0个。", funding="共拟支持经费：0万元。", duration="执行期：0年。"),
        direction(projects="拟支持项目数：待定。", funding="共拟支持经费：待定。", duration="执行期：99年。"),
        direction(projects="拟支持项目数及经费：5个，共500万元。\n拟支持项目数及经费：3个，共300万元。"),
        direction(projects="拟支持项目数：", funding="共拟支持经费：", requirements="其他要求："),
        direction(projects=PARTS["projects"] * 2, funding=f"{PARTS['funding']}\n{PARTS['funding']}"),
    ]
)  # fmt: skip
LIBRARIES: Mapping[str, Mapping[str, str]] = {
    "no guide": {},
    "no direction": {"2031-1": ""},
    "one direction without any part": {"2031-1": HEAD.format(2031) + numbered([direction(PARTS)])},
    "all of it": {
        "2031-1-draft": HEAD.format(2031) + "（征求意见稿）\n" + EACH,
        "2031-1": HEAD.format(2031) + ONLY,
        "2032-1": EACH,
        "2032-2": numbered([direction()]),
        "2033-1": numbered(direction(PARTS, title) for title in TITLES),
        "2034-1": "",
        "2035-1": HUGE,
        "9999-99": numbered([direction(PARTS)]),
    },
}


@pytest.fixture(scope="module", params=LIBRARIES)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Library, Places]:
    """Build a library whose guides have no title in their records and no English, and its site."""
    folder = tmp_path_factory.mktemp("any")
    seeds = seeds_of(folder / "seeds", LIBRARIES[request.param])
    seeds.guides.mkdir(exist_ok=True)
    if request.param == "all of it":
        record(seeds.guides / "2031-1", supersedes="2031-1-draft")
    return built(seeds)


def record(guide: Path, **values: object) -> None:
    """Change ``values`` of a guide.yml."""
    path = guide / "guide.yml"
    known = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(known | values), encoding="utf-8")


def test_the_site_is_built_and_every_link_resolves(made: tuple[Library, Places]) -> None:
    library, places = made
    found = check(library, places, ("text", "content", "links"))
    assert [finding.message for _, finding in found if finding.level == "error"] == []
    for identifier in (*(guide.id for guide in library.guides), *library.directions):
        for language in ("", *ids.LANGUAGES):
            assert (places.site / language / identifier / "index.html").is_file()


def test_a_fact_leads_to_where_it_is_stated_or_is_not(made: tuple[Library, Places]) -> None:
    library, places = made
    for identifier, found in library.directions.items():
        page = html.parse(places.site / "en" / identifier / "index.html")
        stated = "".join(statement.about for statement in found.statements)
        for about in ("projects", "funding"):
            (fact,) = page.xpath(f"//td/a[@href='#{about}']")
            (item,) = page.xpath(f"//li[.//*[@id='{about}']]")
            assert (about in stated) != ("not stated" in item.text_content())
            assert (about in stated) != (fact.text_content() == "not stated"), identifier


# A guide that is broken


def source(guide: Path, name: str, data: bytes) -> None:
    """Replace the source of a guide with ``data``, and record it as the file received."""
    (guide / name).write_bytes(data)
    record(guide, file=name, sha256=hashlib.sha256(data).hexdigest())


CORRECTION = {"at": "2032-6/1.1#field-9", "printed": "?", "meant": {"zh": "甲", "en": "a"}}
BROKEN: tuple[tuple[Callable[[Path], object], str], ...] = (
    (lambda guide: (guide / "guide.yml").unlink(), "2032-1/guide.yml: cannot be read"),
    (lambda guide: (guide / "guide.yml").write_text("{", "utf-8"), "2032-2/guide.yml:2: is not va"),
    (lambda guide: (guide / "guide.yml").write_bytes(b"\xff"), "2032-3/guide.yml:1: is not UTF-8"),
    (lambda guide: record(guide, stage="draught"), "2032-4/guide.yml:1: stage: "),
    (lambda guide: record(guide, id="2030-5"), "id: 2030-5 stands in the folder 2032-5"),
    (lambda guide: record(guide, corrections=[CORRECTION]), "not printed at 2032-6/1.1#field-9"),
    (lambda guide: (guide / "guide.txt").unlink(), "2032-7/guide.txt: cannot be read"),
    (lambda guide: (guide / "guide.txt").write_text("?", "utf-8"), "2032-8/guide.yml:1: sha256: "),
    (lambda guide: source(guide, "guide.docx", b"PK\3\4"), "2032-9/guide.docx: is no Word file"),
    (lambda guide: source(guide, "guide.pdf", b"%PDF-1.4"), "2032-10/guide.pdf: "),
    (
        lambda guide: record(guide, matches=[{"new": "2032-11/9.9", "old": None}]),
        "2032-11/guide.yml:1: matches: there is no direction 2032-11/9.9",
    ),
    (
        lambda guide: record(guide, matches=[{"new": "2031-1/1.1", "old": None}]),
        "2032-12/guide.yml:1: matches: ",
    ),
)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one good guide, several guides with different errors, and records that refer to them."""
    names = [f"2032-{number}" for number in range(1, len(BROKEN) + 1)]
    text = numbered([direction()])
    seeds = seeds_of(tmp_path / "seeds", dict.fromkeys(["2031-1", *names], text))
    for name, (breaking, _) in zip(names, BROKEN, strict=True):
        breaking(seeds.guides / name)
    tie = "{earlier: 2031-1/1.1, later: 2032-1/1.1, reason: 甲}"
    seeds.lineages.write_text(f"join: [{tie}]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_broken_guide_is_left_out_and_named(broken: Path) -> None:
    for command in ("generate", "build"):
        result = CliRunner().invoke(main, [command])
        assert result.exit_code == 1, result.output
        lines = result.stderr.splitlines()
        assert len(lines) == len(BROKEN)
        for _, message in BROKEN:
            assert message in result.stderr, result.stderr
            (line,) = [line for line in lines if message in line]
            assert line.startswith("guides: seeds/guides/2032-")
            assert line.endswith("; this guide is left out until it is mended")
    assert (broken / "site/en/2031-1/1.1/index.html").is_file()
    assert not [path.name for path in (broken / "site").glob("**/2032*")]
    result = CliRunner().invoke(main, ["check", "text", "content", "links"])
    assert result.exit_code == 1
    errors = [line for line in result.stdout.splitlines() if ": error: " in line]
    assert [line.startswith("guides: error: seeds/") for line in errors] == [True] * len(BROKEN)


def test_pages_of_a_broken_guide_are_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor do they stay in content/, whose pages link to each other."""
    text = numbered([direction()])
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": text, "2032-1": text})
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["generate"]).exit_code == 0
    (seeds.guides / "2032-1" / "guide.txt").write_text("?", encoding="utf-8")
    assert CliRunner().invoke(main, ["build"]).exit_code == 1
    assert not Path("content/en/2032-1/1.1.md").exists()
    assert Path("site/en/2031-1/1.1/index.html").is_file()
    assert not Path("site/en/2032-1").exists()


def test_broken_guides_alone_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": numbered([direction()])})
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["generate"]).exit_code == 0
    (seeds.guides / "2031-1" / "guide.txt").write_text("?", encoding="utf-8")
    for command in ("generate", "build"):
        result = CliRunner().invoke(main, [command])
        assert result.exit_code == 2
        assert "2031-1/guide.yml:1: sha256" in result.stderr
    assert Path("content/en/2031-1/1.1.md").is_file()
    assert not Path("site").exists()
