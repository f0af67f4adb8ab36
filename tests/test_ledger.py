"""Links that never break: what a release has published resolves, or has a redirect."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SEEDS

from generator import ids
from generator.build import build
from generator.check.text import items_of
from generator.cli import main
from generator.errors import InputError
from generator.ids import DirectionId, GuideId
from generator.ledger import (
    Redirect,
    Release,
    additions,
    addresses,
    aliases,
    broken,
    load_ledger,
    load_redirects,
    published,
    write_ledger,
)
from generator.link import Library
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


def test_a_page_renamed_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / PAGE).rename(copy / "zh/2022-1/9.9")
    releases = [Release(release="1.0.0", date=WHEN, paths=additions([], site))]
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


def test_a_redirect_does_not_hide_what_a_page_lost(site: Path, tmp_path: Path) -> None:
    """Where the page stands, or the anchor does, its redirect is wrong, and its anchors still count."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    file = copy / PAGE / "index.html"
    text = file.read_text(encoding="utf-8").replace('id="requirement-3"', 'id="requirement-33"')
    file.write_text(text, encoding="utf-8")
    releases = [Release(release="1.0.0", date=WHEN, paths=additions([], site))]
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/1.6/")], copy)) == [
        f"{PAGE}#requirement-3 was published and is gone, without a redirect",
        f"{PAGE} is redirected to zh/2022-1/1.6/, and still there",
    ]
    for old in (f"{PAGE}#requirement-3", "data/partners/fi.csv"):
        assert list(broken(releases, [redirect(old, PAGE)], site)) == [
            f"{old} is redirected to {PAGE}, and still there"
        ]


def test_an_anchor_renamed_is_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    file = copy / PAGE / "index.html"
    text = file.read_text(encoding="utf-8").replace('id="requirement-3"', 'id="requirement-33"')
    file.write_text(text, encoding="utf-8")
    releases = [Release(release="1.0.0", date=WHEN, paths=additions([], site))]
    assert list(broken(releases, [], copy)) == [
        f"{PAGE}#requirement-3 was published and is gone, without a redirect"
    ]
    moved = [redirect(f"{PAGE}#requirement-3", f"{PAGE}#requirement-33")]
    assert list(broken(releases, moved, copy)) == []


def test_check_links_fails_on_what_is_gone(site: Path, content: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, seeds)
    write_ledger(seeds / "ledger.yml", [release(**{"zh/2016-1/": ("top",)})])
    result = CliRunner().invoke(
        main,
        ["check", "--seeds", str(seeds), "--content", str(content), "--site", str(site), "links"],
    )
    assert result.exit_code == 1
    assert "zh/2016-1/ was published and is gone, without a redirect" in result.stdout


def test_redirects_keep_old_addresses(tmp_path: Path) -> None:
    """An old path serves a page that sends on and says why; an old anchor still leads there."""
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    (folder / "redirects.yml").write_text(
        "- {old: zh/2022-9/, new: zh/2022-1/, reason: 编号有误, date: 2027-01-31}\n"
        "- {old: zh/2022-8/, new: 2022-1/, reason: x, date: 2027-01-31}\n"
        "- {old: en/2022-8/, new: data/partners/fi.csv, reason: x, date: 2027-01-31}\n"
        f"- {{old: '{PAGE}#requirement-99', new: '{PAGE}#requirement-3', reason: x, date: 2027-01-31}}\n",
        encoding="utf-8",
    )
    seeds = Seeds(folder)
    library = load_library(seeds)
    write(library, seeds.interface, tmp_path / "content")
    build(seeds.root, tmp_path / "content", tmp_path / "site", library=library)
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


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    """The seeds, with nothing released."""
    shutil.copytree(SEEDS.root, tmp_path / "seeds")
    (tmp_path / "seeds" / "ledger.yml").unlink()
    return Seeds(tmp_path / "seeds")


def run(seeds: Seeds, site: Path, version: str, day: str = "2026-11-20") -> str:
    arguments = ["release", version, "--seeds", str(seeds.root), "--site", str(site)]
    result = CliRunner().invoke(main, [*arguments, "--date", day])
    assert result.exit_code == (2 if result.stderr else 0)
    return result.stdout + result.stderr


def test_release_adds_and_never_removes(site: Path, seeds: Seeds) -> None:
    assert "1.0.0 with" in run(seeds, site, "1.0.0")
    assert "nothing new" in run(seeds, site, "1.0.1")
    first = seeds.ledger.read_bytes()
    write_ledger(seeds.ledger, load_ledger(seeds.ledger))
    assert seeds.ledger.read_bytes() == first


@pytest.mark.parametrize(
    ("version", "day", "message"),
    [
        ("first", "2026-11-20", "'first' is no version: expected 1.2.3"),
        ("1.2", "2026-11-20", "'1.2' is no version"),
        ("1.2.03", "2026-11-20", "'1.2.03' is no version"),
        ("1.2.3-rc1", "2026-11-20", "'1.2.3-rc1' is no version"),
        ("١.2.3", "2026-11-20", "is no version"),
        ("1.2.3", "1899-12-31", "date: 1899-12-31 is not between 1900 and 9999"),
        ("0.9.0", "2026-11-20", "ledger.yml: 0.9.0 is no version after 0.10.0"),
        ("0.10.0", "2026-11-20", "ledger.yml: 0.10.0 is no version after 0.10.0"),
        ("0.10.1", "2026-11-19", "ledger.yml: 0.10.1 of 2026-11-19 is older than 0.10.0 of 2026-11-20"),
    ],
)  # fmt: skip
def test_a_release_goes_on_from_the_last(
    site: Path, seeds: Seeds, version: str, day: str, message: str
) -> None:
    last = Release(release="0.10.0", date=WHEN, paths={PAGE: ()})
    write_ledger(seeds.ledger, [last])
    before = seeds.ledger.read_bytes()
    assert message in run(seeds, site, version, day)
    assert seeds.ledger.read_bytes() == before


@pytest.mark.parametrize("home", ["index.html", "zh/index.html", "en/index.html"])
def test_half_a_site_is_not_released(site: Path, seeds: Seeds, tmp_path: Path, home: str) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / home).unlink()
    assert "is not built: run `guides build` first" in run(seeds, copy, "1.0.0")
    assert not seeds.ledger.exists()


def test_a_page_that_could_not_be_read_back_is_not_released(
    site: Path, seeds: Seeds, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / "zh" / "a copy").mkdir()
    shutil.copy(site / PAGE / "index.html", copy / "zh" / "a copy")
    assert "paths: 'zh/a copy/' is no path under the site root" in run(seeds, copy, "1.0.0")
    assert not seeds.ledger.exists()


RELEASE = "- {{release: {}, date: {}, paths: {{{}}}}}\n"


@pytest.mark.parametrize(
    ("releases", "message"),
    [
        (["1.0.0 2026-01-31", "1.0.0 2026-01-31"], "2: 1.0.0 is no version after 1.0.0"),
        (["1.10.0 2026-01-31", "1.9.0 2026-01-31"], "2: 1.9.0 is no version after 1.10.0"),
        (["1.0.0 2026-02-01", "1.0.1 2026-01-31"], "2: 1.0.1 of 2026-01-31 is older than 1.0.0 of 2026-02-01"),
        (["1.0.0 '2026-02-30'"], "1: 0.date: there is no 2026-02-30"),
        (["1.0 2026-01-31"], "1: 0.release: input should be a valid string"),
        (["v1.0.0 2026-01-31"], "1: 0.release: string should match pattern"),
        (["1.0.0 2026-01-31 '../evil/': []"], "1: 0.paths: '../evil/' is no path under the site root"),
        (["1.0.0 2026-01-31 /evil/: []"], "1: 0.paths: '/evil/' is no path under the site root"),
        (["1.0.0 2026-01-31 zh/: [Field 1]"], "1: 0.paths: zh/: 'Field 1' is no anchor"),
        (["1.0.0 2026-01-31 zh/: [no]"], "1: 0.paths.zh/.0: input should be a valid string"),
    ],
)  # fmt: skip
def test_a_ledger_that_contradicts_itself(
    tmp_path: Path, releases: list[str], message: str
) -> None:
    lines = [RELEASE.format(*(*entry.split(" ", 2), "")[:3]) for entry in releases]
    path = tmp_path / "ledger.yml"
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_ledger(path)
    assert str(error.value).startswith(f"{path}:{message}")


def test_sections_that_come_and_go_are_not_promised(site: Path) -> None:
    assert "newer" not in addresses(site)["zh/2022-1/1.5/"]
    assert "requirement-8" in addresses(site)["zh/2022-1/1.5/"]


def test_a_ledger_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    """“no” is an anchor, and in YAML no word."""
    path = tmp_path / "ledger.yml"
    with pytest.raises(InputError, match="input should be a valid string"):
        write_ledger(path, [release(**{PAGE: ("no",)})])
    assert not path.exists()


def test_two_releases_of_one_day(tmp_path: Path) -> None:
    path = tmp_path / "ledger.yml"
    lines = [RELEASE.format(version, "2026-01-31", "") for version in ("1.9.9", "1.10.0")]
    path.write_text("".join(lines), encoding="utf-8")
    assert [release.release for release in load_ledger(path)] == ["1.9.9", "1.10.0"]


NO_PLACE = "is no place of the site: expected a path like zh/2022-1/1.5/, or with #field-3"


@pytest.mark.parametrize(
    "place",
    [
        "../../evil/", "zh/../../evil/", "/abs/path/", "//example.org/", "https://example.org/", "javascript:x",
        "zh/partners/../", "zh/partners/./", "zh/partners/../../evil/", "zh\\2022-1\\", "evil/", "zh/evil/",
        "zh/2022-1/1.5", "zh//", "zh/2022-1//", "zh/2022-1/1.5/?q=1", "zh/2022-1/1.5/#", "zh/2022-1/1.5/#Field-1",
        "zh/2022-1/1.5/#a#b", "zh/2022-1/1.5/index.html", "zh/2022-1/1.5/index.json", "zh/2022-1/1.5/index.md#top",
        "fr/2022-1/", "2022-1/index.bib", "data/../x.csv", "data/sources/2022-1/../x", "data/sources/x/guide.txt",
        "zh/guides/2022-1-since-x/", "zh/2022-1/1.5/ ", "zh/2022-1/%2e%2e/", "٢٠٢٢-1/", "search/index.json", "index.md",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["old", "new"])
def test_both_ends_of_a_redirect_are_places_of_ours(tmp_path: Path, place: str, key: str) -> None:
    other = {"old": "new", "new": "old"}[key]
    path = tmp_path / "redirects.yml"
    path.write_text(
        f"- {{{other}: zh/2022-1/, reason: x, date: 2027-01-31,\n   {key}: '{place}'}}\n", "utf-8"
    )
    with pytest.raises(InputError) as error:
        load_redirects(path)
    assert str(error.value) == f"{path}:2: 0.{key}: {place!r} {NO_PLACE}"


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
def test_what_is_published_can_be_redirected(tmp_path: Path, place: str) -> None:
    path = tmp_path / "redirects.yml"
    path.write_text(f"- {{old: '{place}', new: zh/2017-1/, reason: x, date: 2027-01-31}}\n")
    assert [redirect.old for redirect in load_redirects(path)] == [place]


def test_everything_published_is_a_place_of_ours(site: Path) -> None:
    for path, anchors in addresses(site).items():
        assert ids.parse_place(path) == (path, "")
        for anchor in anchors:
            assert ids.parse_place(ids.place(path, anchor)) == (path, anchor)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (["zh/2022-1/ zh/2022-1/"], "1: zh/2022-1/ is redirected to zh/2022-1/, which is redirected itself, and back"),
        (
            ["zh/2022-1/ zh/2022-2/", "zh/2022-1/ zh/2022-3/"],
            "2: zh/2022-1/ is redirected twice",
        ),
        (
            ["zh/2022-1/ zh/2022-2/", "zh/2022-2/ zh/2022-3/", "zh/2022-3/ zh/2022-4/"],
            "1: zh/2022-1/ is redirected to zh/2022-2/, which is redirected itself, to zh/2022-4/",
        ),
        (
            ["zh/2022-3/ zh/2022-1/", "zh/2022-1/ zh/2022-2/", "zh/2022-2/ zh/2022-1/"],
            "1: zh/2022-3/ is redirected to zh/2022-1/, which is redirected itself, and back",
        ),
        (
            ["zh/2022-1/#field-1 zh/2022-2/#field-1", "zh/2022-2/ zh/2022-3/"],
            "1: zh/2022-1/#field-1 is redirected to zh/2022-2/#field-1, which is redirected itself, to zh/2022-3/",
        ),
        (["zh/2022-1/ ''"], "1: 0.new: is empty: expected a path like zh/2022-1/1.5/"),
        (["'' zh/2022-1/"], "1: 0.old: is empty: expected a path like zh/2022-1/1.5/"),
    ],
)  # fmt: skip
def test_redirects_that_lead_nowhere(tmp_path: Path, entries: list[str], message: str) -> None:
    lines = ["- {{old: {}, new: {}, reason: x, date: 2027-01-31}}".format(*e.split()) for e in entries]  # fmt: skip
    path = tmp_path / "redirects.yml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_redirects(path)
    assert str(error.value) == f"{path}:{message}"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("reason: x, date: '2027-02-30'", "1: 0.date: there is no 2027-02-30"),
        ("reason: x, date: soon", "1: 0.date: “soon” is no date: expected YYYY-MM-DD"),
        ("reason: x, date: 20270131", "1: 0.date: “20270131” is no date: expected YYYY-MM-DD"),
        ("reason: x", "1: 0.date: field required"),
        ("reason: ' ', date: 2027-01-31", "1: 0.reason: is empty: expected why it went"),
    ],
)
def test_a_redirect_has_a_reason_and_a_day(tmp_path: Path, rest: str, message: str) -> None:
    path = tmp_path / "redirects.yml"
    path.write_text(f"- {{old: zh/2022-1/, new: zh/2022-2/, {rest}}}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_redirects(path)
    assert str(error.value) == f"{path}:{message}"


@pytest.mark.parametrize("old", [PAGE, "2022-1/1.5/", "2022-1/", "zh/partners/fi/", "zh/"])
def test_a_page_that_stands_is_not_built_as_moved(
    library: Library, content: Path, seeds: Seeds, tmp_path: Path, old: str
) -> None:
    seeds.redirects.write_text(
        f"# moved\n- {{old: {old}, new: zh/2017-1/, reason: x, date: 2027-01-31}}\n", "utf-8"
    )
    with pytest.raises(InputError) as error:
        build(seeds.root, content, tmp_path / "site", library=library)
    assert str(error.value) == f"{seeds.redirects}:2: {old} is redirected, and still there"
    assert not (tmp_path / "site").exists()


def test_aliases_are_of_one_page() -> None:
    moved = [redirect(f"{PAGE}#field-9", f"{PAGE}#field-8"), redirect("zh/2022-1/", "zh/2022-2/")]
    assert aliases(moved) == {f"{PAGE}#field-8": ("field-9",)}


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
    identity = DirectionId(GuideId(2030, 1, "final"), "1.1")
    found = read_direction(raw, identity, 1, (), Trace())
    return {item.text.zh: item.anchor for item in items_of(found)}


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
