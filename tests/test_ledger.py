"""Links never break: every address that a release has published works or has a redirect."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SEEDS
from constructed import built, direction, seeds_of

from generator import ids
from generator.build import build
from generator.check import Places
from generator.cli import main
from generator.data_names import missing, names
from generator.errors import InputError
from generator.ids import DirectionId, GuideId
from generator.ids.addresses import parse_place
from generator.ledger import (
    Redirect,
    Release,
    additions,
    addresses,
    broken,
    load_ledger,
    load_redirects,
    published,
    write_ledger,
)
from generator.parse.direction import read_direction
from generator.parse.directions import RawDirection
from generator.passage import Passage
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.trace import Trace
from generator.write import write

PAGE = "zh/2022-1/1.5/"
WHEN = date(2026, 11, 20)


def release(**paths: tuple[str, ...]) -> Release:
    return Release(release="1.0.0", date=WHEN, paths=paths)


def redirect(old: str, new: str) -> Redirect:
    return Redirect(old=old, new=new, reason="renamed", date=WHEN)


def test_everything_released_resolves(site: Path) -> None:
    releases = load_ledger(SEEDS.ledger)
    assert len(published(releases)) > 500
    assert list(broken(releases, load_redirects(SEEDS.redirects), site)) == []


def short_seeds(folder: Path) -> Seeds:
    """Make the seeds of a short guide with a direction 2022-1/1.5."""
    first, last = (direction(title=f"中国和{name}科技合作项目") for name in ("法国", "芬兰"))
    return seeds_of(folder / "seeds", {"2022-1": f"1.1 {first}\n1.5 {last}\n"})


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Build the site of the short guide."""
    return built(short_seeds(tmp_path_factory.mktemp("short")))[1]


def test_a_page_renamed_is_found(short: Places, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(short.site, copy)
    (copy / PAGE).rename(copy / "zh/2022-1/9.9")
    releases = [Release(release="1.0.0", date=WHEN, paths=additions([], short.site))]
    assert list(broken(releases, [], copy)) == [
        f"{path} was published and is gone, without a redirect"
        for path in (PAGE, ids.markdown_path(PAGE))
    ]
    # Its Markdown moves with a page.
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/9.9/")], copy)) == []
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/8.8/")], copy)) == [
        f"{PAGE} is redirected to zh/2022-1/8.8/, which is not there"
    ]
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/9.9/#field-99")], copy)) == [
        f"{PAGE} is redirected to zh/2022-1/9.9/#field-99, which is not there"
    ]
    file = ids.markdown_path(PAGE)
    beside = redirect(file, ids.markdown_path("zh/2022-1/9.9/"))
    assert list(broken(releases, [beside], copy)) == [
        f"{PAGE} was published and is gone, without a redirect"
    ]


def test_a_redirect_does_not_hide_what_a_page_lost(short: Places, tmp_path: Path) -> None:
    """Where the page stands, or the anchor does, its redirect is wrong, and its anchors still count."""
    copy = tmp_path / "site"
    shutil.copytree(short.site, copy)
    file = copy / PAGE / "index.html"
    text = file.read_text(encoding="utf-8").replace('id="requirement-2"', 'id="requirement-22"')
    file.write_text(text, encoding="utf-8")
    releases = [Release(release="1.0.0", date=WHEN, paths=additions([], short.site))]
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/1.1/")], copy)) == [
        f"{PAGE}#requirement-2 was published and is gone, without a redirect",
        f"{PAGE} is redirected to zh/2022-1/1.1/, and still there",
    ]
    for old in (f"{PAGE}#requirement-2", "data/partners/fi.csv"):
        assert list(broken(releases, [redirect(old, PAGE)], short.site)) == [
            f"{old} is redirected to {PAGE}, and still there"
        ]


def test_an_anchor_renamed_is_found(short: Places, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(short.site, copy)
    file = copy / PAGE / "index.html"
    text = file.read_text(encoding="utf-8").replace('id="requirement-2"', 'id="requirement-22"')
    file.write_text(text, encoding="utf-8")
    releases = [Release(release="1.0.0", date=WHEN, paths=additions([], short.site))]
    assert list(broken(releases, [], copy)) == [
        f"{PAGE}#requirement-2 was published and is gone, without a redirect"
    ]
    moved = [redirect(f"{PAGE}#requirement-2", f"{PAGE}#requirement-22")]
    assert list(broken(releases, moved, copy)) == []


def test_check_links_fails_on_what_is_gone(short: Places, tmp_path: Path) -> None:
    seeds = short_seeds(tmp_path)
    write_ledger(seeds.ledger, [release(**{"zh/2016-1/": ("top",)})])
    places = ("--seeds", seeds.root, "--content", short.content, "--site", short.site)
    result = CliRunner().invoke(main, ["check", *map(str, places), "links"])
    assert result.exit_code == 1
    assert "zh/2016-1/ was published and is gone, without a redirect" in result.stdout


def test_redirects_keep_old_addresses(tmp_path: Path) -> None:
    """An old path serves a page that sends on and says why; an old anchor still leads there."""
    seeds = short_seeds(tmp_path)
    seeds.redirects.write_text(
        "- {old: zh/2022-9/, new: zh/2022-1/, reason: 编号有误, date: 2027-01-31}\n"
        "- {old: zh/2022-8/, new: 2022-1/, reason: x, date: 2027-01-31}\n"
        "- {old: en/2022-8/, new: data/partners/fi.csv, reason: x, date: 2027-01-31}\n"
        f"- {{old: '{PAGE}#requirement-99', new: '{PAGE}#requirement-2', reason: x, date: 2027-01-31}}\n",
        encoding="utf-8",
    )
    built(seeds)
    page = (tmp_path / "site/zh/2022-9/index.html").read_text(encoding="utf-8")
    assert 'content="5; url=../2022-1/"' in page
    assert "编号有误" in page
    beside = (tmp_path / "site/zh/2022-9/index.md").read_text(encoding="utf-8")
    assert "[zh/2022-1/](../2022-1/index.md)\n\n编号有误 (2027-01-31)\n" in beside
    for page, target in (("zh/2022-8/", "2022-1/"), ("en/2022-8/", "data/partners/fi.csv")):
        beside = (tmp_path / "site" / page / "index.md").read_text(encoding="utf-8")
        assert f"[{target}](../../{target})" in beside
    now = (tmp_path / "site" / PAGE / "index.html").read_text(encoding="utf-8")
    assert 'id="requirement-99"' in now
    # Neither is published anew by the next release.
    assert "requirement-99" not in addresses(tmp_path / "site")[PAGE]
    assert not {"zh/2022-9/", "zh/2022-9/index.md"} & addresses(tmp_path / "site").keys()
    published_once = {"zh/2022-9/": ("top",), "zh/2022-9/index.md": (), PAGE: ("requirement-99",)}
    releases = [release(**published_once)]
    assert list(broken(releases, load_redirects(seeds.redirects), tmp_path / "site")) == []


def run(seeds: Seeds, site: Path, version: str, day: str = "2026-11-20") -> str:
    arguments = ["release", version, "--seeds", str(seeds.root), "--site", str(site)]
    result = CliRunner().invoke(main, [*arguments, "--date", day])
    assert result.exit_code == (2 if result.stderr else 0)
    return result.stdout + result.stderr


def test_release_adds_and_never_removes(short: Places, tmp_path: Path) -> None:
    seeds = short_seeds(tmp_path)
    assert "1.0.0 with" in run(seeds, short.site, "1.0.0")
    assert "nothing new" in run(seeds, short.site, "1.0.1")
    first = seeds.ledger.read_bytes()
    write_ledger(seeds.ledger, load_ledger(seeds.ledger))
    assert seeds.ledger.read_bytes() == first


def test_everything_published_is_a_place_of_ours(site: Path) -> None:
    """Sections that come and go are not promised."""
    found = addresses(site)
    assert "newer" not in found["zh/2022-1/1.5/"]
    assert "requirement-8" in found["zh/2022-1/1.5/"]
    for path, anchors in found.items():
        assert parse_place(path) == (path, "")
        for anchor in anchors:
            assert parse_place(ids.place(path, anchor)) == (path, anchor)


def test_a_page_that_stands_is_not_built_as_moved(tmp_path: Path) -> None:
    seeds = short_seeds(tmp_path)
    library, content, site = load_library(seeds), tmp_path / "content", tmp_path / "site"
    write(library, seeds.interface, content)
    for old in (PAGE, "2022-1/1.5/", "2022-1/", "zh/partners/fi/", "zh/"):
        seeds.redirects.write_text(
            f"# moved\n- {{old: {old}, new: zh/2017-1/, reason: x, date: 2027-01-31}}\n", "utf-8"
        )
        with pytest.raises(InputError) as error:
            build(seeds.root, content, site, library=library)
        assert str(error.value) == f"{seeds.redirects}:2: {old} is redirected, and still there"
        assert not site.exists()


BODY = """\
合作协议：《甲》《乙》。
领域方向：
（1）农业；
（2）能源；
拟支持项目数：10个。
共拟支持经费：1000万元人民币。
其他要求：
（1）项目执行期为2年；
（2）双方须分别提交，单方申报无效。""".splitlines()


def anchors(lines: list[str]) -> dict[str, str]:
    passages = [Passage.of(text, i) for i, text in enumerate(lines, start=1)]
    raw = RawDirection("1.1", Passage.of("中国和法国联合研究项目", 1), passages[0], passages)
    identity = DirectionId(GuideId(2030, 1, None, "final"), "1.1")
    found = read_direction(raw, identity, 1, (), Trace())
    return {item.text.zh: item.anchor for item in found.items}


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (0, "外交承诺：落实重要倡议。"),
        (4, "（3）材料。"),
        (9, "（3）鼓励企业参与。"),
        (6, "拟支持时间：2年"),
    ],
)
def test_anchors_stay_when_an_unrelated_item_comes(place: int, line: str) -> None:
    """An anchor is a kind and a position among its own: what comes elsewhere moves none."""
    before = anchors(BODY)
    after = anchors([*BODY[:place], line, *BODY[place:]])
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("file", "key", "kind", "message"),
    [
        ("directions.csv", "region", "string", "region was published and is gone"),
        ("directions.csv", "year", "string", "year was published as string and is integer"),
        ("direction.json", "fields[].mark", "string", "fields[].mark was published and is gone"),
        (
            "guides.json",
            "[].source.url",
            "string",
            "[].source.url was published as string and is null or string",
        ),
        ("coop-guides.sqlite/direction", "sum", "integer", "sum was published and is gone"),
        ("coop-guides.sqlite/calls", "id", "text", "id was published and is gone"),
    ],
)
def test_a_column_that_is_gone_or_changes_type_is_a_finding(
    site: Path, file: str, key: str, kind: str, message: str
) -> None:
    release = Release(release="1.0.0", date=date(2026, 1, 1), paths={}, names={file: {key: kind}})
    assert list(broken([release], [], site)) == [f"data/{file}: {message}"]


def test_what_the_first_release_published_is_still_there(site: Path) -> None:
    releases = load_ledger(SEEDS.ledger)
    known = releases[0].names
    assert known["directions.csv"]["superseded_by"] == "string"
    assert known["coop-guides.sqlite/direction_partner"]["direct"] == "integer"
    assert list(missing(known, names(site))) == []
