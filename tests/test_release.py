"""The addresses that a release publishes and a later one has lost, on a small site written by hand."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SEEDS

from generator import ids
from generator.build.landing import landing_files
from generator.build.preview import OTHER, Preview
from generator.cli import main
from generator.errors import InputError
from generator.ledger import (
    Redirect,
    Release,
    additions,
    addresses,
    aliases,
    broken,
    first_published,
    load_ledger,
    load_redirects,
    newest_contents,
    published,
    write_ledger,
)
from generator.link import Library
from generator.outputs import MARK, mark_site
from generator.seeds import Seeds
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

PAGE = "zh/2022-1/1.5/"
FILES = {
    "index.html": "<title>Home</title>",
    "empty/index.html": "",
    "404.html": '<p id="top">gone</p>',
    "zh/index.html": '<h1 id="top">首页</h1>',
    "en/index.html": '<h1 id="top">Home</h1>',
    f"{PAGE}index.html": (
        '<svg><title id="t1">Picture</title></svg><h1 id="top">题目</h1><p>None</p>'
        '<li id="field-1">水</li><a class="mark alias" id="field-9"></a><a class="mark" id="field-2"></a>'
        '<p id="Not an anchor"></p><p id="related"></p><p id="both"></p><p id=""></p><p id></p><p class></p>'
    ),
    f"{PAGE}index.md": "# 题目\n",
    "zh/2022-9/index.html": '<meta http-equiv="refresh" content="5; url=../2022-1/"><h1 id="top">移动</h1>',
    "zh/2022-9/index.md": "# 移动\n",
    "en/about/index.html": '<meta name="refresh"><h1 id="top">About</h1>',
    "2022-1/1.5/index.html": '<h1 id="top">1.5</h1>',
    "2022-1/1.5/index.json": "{}",
    "2022-1/1.5/index.md": "#",
    "2022-1/1.5/index.bib": "@",
    "2022-1/1.5/index.ris": "TY",
    "search/index.json": "{}",
    "assets/site.css": "",
    "data/directions.csv": "",
    "data/coop-guides.sqlite": "",
    "data/sources/2022-1/guide.txt": "",
    "zh/feed.xml": "",
    "llms.txt": "",
    "robots.txt": "",
}  # fmt: skip
PUBLISHED: dict[str, set[str]] = {
    "": set(),
    "empty/": set(),
    "zh/": {"top"},
    "en/": {"top"},
    PAGE: {"top", "field-1", "field-2"},
    f"{PAGE}index.md": set(),
    "en/about/": {"top"},
    "2022-1/1.5/": {"top"},
    "2022-1/1.5/index.json": set(),
    "2022-1/1.5/index.md": set(),
    "2022-1/1.5/index.bib": set(),
    "2022-1/1.5/index.ris": set(),
    "data/directions.csv": set(),
    "data/coop-guides.sqlite": set(),
    "data/sources/2022-1/guide.txt": set(),
    "zh/feed.xml": set(),
    "llms.txt": set(),
}
GONE = "was published and is gone, without a redirect"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Make a site of a few pages, with our mark."""
    site = tmp_path / "small"
    for name, text in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    mark_site(site)
    return site


def released(paths: dict[str, tuple[str, ...]], version: str = "1.0.0", day: int = 20) -> Release:
    return Release(release=version, date=date(2026, 11, day), paths=paths)


def moved(old: str, new: str) -> Redirect:
    return Redirect(old=old, new=new, reason="renamed", date=date(2026, 11, 20))


def test_what_a_site_publishes(small: Path) -> None:
    """Not the search's own files, style sheets, pages that only send readers on, or the page of errors."""
    assert addresses(small) == PUBLISHED


def test_what_no_release_has(small: Path) -> None:
    everything = additions([], small)
    assert list(everything) == sorted(PUBLISHED)
    assert everything[PAGE] == ("field-1", "field-2", "top")
    before = {**everything, PAGE: ("top", "field-0")}
    del before["llms.txt"], before["2022-1/1.5/"]
    expected = {"2022-1/1.5/": ("top",), "llms.txt": (), PAGE: ("field-1", "field-2")}
    assert additions([released(before)], small) == expected
    assert additions([released(before), released(expected, "1.0.1")], small) == {}


def test_several_releases_add_up() -> None:
    releases = [
        released({"zh/": ("top",), PAGE: ("top",)}, "1.0.0", 20),
        released({PAGE: ("field-1",), "en/": ()}, "1.1.0", 21),
    ]
    assert published(releases) == {"zh/": {"top"}, PAGE: {"top", "field-1"}, "en/": set()}
    first, second = (datetime(2026, 11, day, tzinfo=UTC) for day in (20, 21))
    assert first_published(releases) == {"zh/": first, PAGE: first, "en/": second}


@pytest.mark.parametrize(
    ("paths", "redirects", "expected"),
    [
        ({PAGE: ("top", "field-2"), "llms.txt": ()}, [], []),
        # The page of errors and what only sends readers on are published by nobody.
        ({"404.html": (), "zh/2022-9/": ()}, [], [f"404.html {GONE}", f"zh/2022-9/ {GONE}"]),
        (
            {PAGE: ("top", "field-8", "field-7")},
            [],
            [f"{PAGE}#field-7 {GONE}", f"{PAGE}#field-8 {GONE}"],
        ),
        ({PAGE: ("field-8",)}, [(f"{PAGE}#field-8", f"{PAGE}#field-1")], []),
        # A page that went took its anchors and its Markdown along, and a redirect is for all of them.
        ({"zh/2022-8/": ("field-1",), "zh/2022-8/index.md": ()}, [("zh/2022-8/", PAGE)], []),
        ({"zh/2022-8/": ("field-1",)}, [], [f"zh/2022-8/ {GONE}"]),
        # Beside a landing page stands a file of its own.
        (
            {"2022-8/": (), "2022-8/index.md": ()},
            [("2022-8/", "2022-1/1.5/")],
            [f"2022-8/index.md {GONE}"],
        ),
        (
            {"zh/2022-8/index.md": ()},
            [("zh/2022-8/index.md", f"{PAGE}index.md")],
            [],
        ),
        # Redirects of what stands, and to what does not.
        ({}, [(PAGE, "zh/")], [f"{PAGE} is redirected to zh/, and still there"]),
        (
            {},
            [(f"{PAGE}#field-1", "zh/")],
            [f"{PAGE}#field-1 is redirected to zh/, and still there"],
        ),
        ({}, [(f"{PAGE}#field-8", "zh/")], []),
        (
            {},
            [("zh/2022-8/", "zh/2022-7/")],
            ["zh/2022-8/ is redirected to zh/2022-7/, which is not there"],
        ),
        (
            {},
            [("zh/2022-8/", f"{PAGE}#field-8")],
            [f"zh/2022-8/ is redirected to {PAGE}#field-8, which is not there"],
        ),
        ({}, [("zh/2022-8/", f"{PAGE}#field-1"), ("zh/2022-7/", "llms.txt")], []),
    ],
)
def test_published_places_that_are_gone(
    small: Path,
    paths: dict[str, tuple[str, ...]],
    redirects: list[tuple[str, str]],
    expected: list[str],
) -> None:
    moves = [moved(old, new) for old, new in redirects]
    assert list(broken([released(paths)], moves, small)) == expected


def test_a_ledger_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.yml"
    releases = (
        released({"": (), PAGE: ("field-1", "top")}),
        released({"llms.txt": ()}, "1.0.1", 21),
    )
    write_ledger(path, releases)
    assert path.read_text(encoding="utf-8") == (
        "# Every public path and anchor that a release has published, with the release that introduced it.\n"
        "# Written by `guides release`. Entries are never removed: what is given up gets a line in redirects.yml.\n"
        "- release: 1.0.0\n  date: 2026-11-20\n  paths:\n"
        '    "": []\n    "zh/2022-1/1.5/": [field-1, top]\n'
        "- release: 1.0.1\n  date: 2026-11-21\n  paths:\n"
        '    "llms.txt": []\n'
    )
    assert load_ledger(path) == releases


def test_a_project_without_ledger_and_redirects(tmp_path: Path) -> None:
    assert load_ledger(tmp_path / "ledger.yml") == ()
    assert load_redirects(tmp_path / "redirects.yml") == ()


RELEASE = "- {{release: {}, date: {}, paths: {{{}}}}}\n"


@pytest.mark.parametrize(
    ("releases", "message"),
    [
        (["1.0.0 2026-01-31", "1.0.0 2026-01-31"], "2: 1.0.0 is no version after 1.0.0"),
        (["1.10.0 2026-01-31", "1.9.0 2026-01-31"], "2: 1.9.0 is no version after 1.10.0"),
        (["1.0.0 2026-02-01", "1.0.1 2026-01-31"], "2: 1.0.1 of 2026-01-31 is older than 1.0.0 of 2026-02-01"),
        (["1.0.0 2026-01-31", "1.0.1 2026-01-31", "1.0.1 2026-01-31"], "3: 1.0.1 is no version after 1.0.1"),
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


def test_a_ledger_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    """“no” is an anchor, and in YAML no word."""
    path = tmp_path / "ledger.yml"
    with pytest.raises(InputError, match="input should be a valid string") as error:
        write_ledger(path, [released({PAGE: ("no",)})])
    assert error.value.path == path
    assert not path.exists()


def test_two_releases_of_one_day(tmp_path: Path) -> None:
    path = tmp_path / "ledger.yml"
    lines = [RELEASE.format(version, "2026-01-31", "") for version in ("1.9.9", "1.10.0")]
    path.write_text("".join(lines), encoding="utf-8")
    assert [entry.release for entry in load_ledger(path)] == ["1.9.9", "1.10.0"]


NO_PLACE = "is no place of the site: expected a path like zh/2022-1/1.5/, or with #field-3"


@pytest.mark.parametrize(
    "place", ["../../evil/", "//example.org/", "zh/evil/", "zh/2022-1/1.5/#", "index.md"]
)
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
        (
            ["zh/2022-1/#field-1 zh/2022-2/#field-1", "zh/2022-2/#field-1 zh/2022-3/"],
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


def test_a_page_that_stands_has_not_moved(tmp_path: Path) -> None:
    path = tmp_path / "redirects.yml"
    entry = "- {{old: {}, new: zh/2017-1/, reason: x, date: 2027-01-31}}\n".format
    path.write_text(entry("zh/2022-9/") + entry(PAGE), encoding="utf-8")
    assert len(load_redirects(path, {"zh/"})) == 2
    with pytest.raises(InputError) as error:
        load_redirects(path, {"zh/", PAGE})
    assert str(error.value) == f"{path}:2: {PAGE} is redirected, and still there"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("reason: x, date: '2027-02-30'", "1: 0.date: there is no 2027-02-30"),
        ("reason: x, date: soon", "1: 0.date: “soon” is no date: expected YYYY-MM-DD"),
        ("reason: x, date: 20270131", "1: 0.date: “20270131” is no date: expected YYYY-MM-DD"),
        ("reason: x", "1: 0.date: field required"),
        (
            "reason: ' ', date: 2027-01-31",
            "1: 0.reason: is empty: expected the reason for the move",
        ),
    ],
)
def test_a_redirect_has_a_reason_and_a_day(tmp_path: Path, rest: str, message: str) -> None:
    path = tmp_path / "redirects.yml"
    path.write_text(f"- {{old: zh/2022-1/, new: zh/2022-2/, {rest}}}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_redirects(path)
    assert str(error.value) == f"{path}:{message}"


def test_aliases_of_an_anchor_in_their_order() -> None:
    moves = [
        moved(f"{PAGE}#field-9", f"{PAGE}#field-1"),
        moved("zh/2022-8/#field-1", f"{PAGE}#field-1"),
        moved(f"{PAGE}#field-8", f"{PAGE}#field-1"),
        moved(f"{PAGE}#field-7", PAGE),
    ]
    assert aliases(moves) == {f"{PAGE}#field-1": ("field-9", "field-8"), PAGE: ("field-7",)}


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    """Return seeds without any release."""
    (tmp_path / "seeds").mkdir()
    return Seeds(tmp_path / "seeds")


def release(seeds: Seeds, site: Path, version: str, day: str = "2026-11-20") -> tuple[int, str]:
    """Run `guides release`, and return (exit status, output)."""
    arguments = ["release", version, "--seeds", str(seeds.root), "--site", str(site)]
    result = CliRunner().invoke(main, [*arguments, "--date", day] if day else arguments)
    return result.exit_code, result.output


def test_releases_one_after_the_other(small: Path, seeds: Seeds) -> None:
    ledger = seeds.ledger
    count = sum(map(len, PUBLISHED.values()))
    said = f"{ledger}: 1.0.0 with {len(PUBLISHED)} paths and {count} anchors\n"
    assert release(seeds, small, "1.0.0") == (0, said)
    assert release(seeds, small, "1.0.1") == (0, f"{ledger}: nothing new\n")
    (small / "2022-1/1.5/index.csl.json").write_text("{}")
    old = f"guides: {ledger}: 1.0.0 is no version after 1.0.0\n"
    assert release(seeds, small, "1.0.0") == (2, old)
    said = f"{ledger}: 1.0.1 with 1 paths and 0 anchors\n"
    assert release(seeds, small, "1.0.1") == (0, said)
    assert [entry.release for entry in load_ledger(ledger)] == ["1.0.0", "1.0.1"]
    for name in ("llms.txt", "zh/feed.xml"):
        (small / name).unlink()
    lost = f"guides: {ledger}: llms.txt {GONE} (2 such)\n"
    assert release(seeds, small, "1.0.2") == (2, lost)


def test_a_release_records_the_contents_that_changed(small: Path, seeds: Seeds) -> None:
    """The build says what the pages contain. What a release has recorded is not recorded again."""
    build = small / "data/build.json"
    one = {"digest": "0123456789ab", "updated": "2026-11-19T08:00:00Z"}
    other = {"digest": "1e2345678901", "updated": "2026-11-19T09:00:00Z"}
    build.write_text(json.dumps({"contents": {PAGE: one, "en/2022-1/1.5/": one}}))
    assert release(seeds, small, "1.0.0")[1].endswith("anchors, 2 pages with new contents\n")
    assert release(seeds, small, "1.0.1")[1].endswith("nothing new\n")
    # A time alone is no change.
    later = one | {"updated": "2026-11-21T08:00:00Z"}
    build.write_text(json.dumps({"contents": {PAGE: other, "en/2022-1/1.5/": later}}))
    said = f"{seeds.ledger}: 1.0.1 with 0 paths and 0 anchors, 1 pages with new contents\n"
    assert release(seeds, small, "1.0.1") == (0, said)
    text = seeds.ledger.read_text(encoding="utf-8")
    assert text.endswith(
        "- release: 1.0.1\n  date: 2026-11-20\n  paths: {}\n  contents:\n"
        f'    "{PAGE}": {json.dumps(other)}\n'
    )
    releases = load_ledger(seeds.ledger)
    assert newest_contents(releases)[PAGE] == releases[1].contents[PAGE]
    assert first_published(releases)[PAGE] == datetime(2026, 11, 19, 8, tzinfo=UTC)
    write_ledger(seeds.ledger, releases)
    assert seeds.ledger.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["", "[]", '{"contents": []}', '{"contents": {"zh/": {}}}'])
def test_a_build_that_cannot_be_read_is_not_released(small: Path, seeds: Seeds, text: str) -> None:
    build = small / "data/build.json"
    build.write_text(text)
    said = f"guides: {build}: is not as `guides build` writes it: build the site again\n"
    assert release(seeds, small, "1.0.0") == (2, said)


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        ("{digest: 123456789012, updated: 2026-11-19T08:00:00Z}", "input should be a valid string"),
        ("{digest: abc, updated: 2026-11-19T08:00:00Z}", "string should match pattern"),
        ("{digest: 'abcdefabcdef', updated: 2026-11-19}", "“2026-11-19” is no time"),
        ("{digest: 'abcdefabcdef', updated: '2026-11-19'}", "“2026-11-19” is no time"),
        ("{digest: 'abcdefabcdef', updated: '2026-11-39T00:00:00Z'}", "there is no 2026-11-39"),
    ],
)  # fmt: skip
def test_contents_that_no_release_has_written(tmp_path: Path, contents: str, message: str) -> None:
    path = tmp_path / "ledger.yml"
    path.write_text(
        f"- release: 1.0.0\n  date: 2026-11-20\n  paths: {{}}\n  contents:\n    zh/: {contents}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        load_ledger(path)
    assert message in str(error.value)


def test_a_release_without_a_date_is_of_today(small: Path, seeds: Seeds) -> None:
    before = datetime.now(UTC).date()
    assert release(seeds, small, "1.0.0", day="")[0] == 0
    (entry,) = load_ledger(seeds.ledger)
    assert before <= entry.date <= datetime.now(UTC).date()


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
    small: Path, seeds: Seeds, version: str, day: str, message: str
) -> None:
    last = Release(release="0.10.0", date=date(2026, 11, 20), paths={PAGE: ()})
    write_ledger(seeds.ledger, [last])
    before = seeds.ledger.read_bytes()
    code, said = release(seeds, small, version, day)
    assert code == 2
    assert message in said
    assert seeds.ledger.read_bytes() == before


@pytest.mark.parametrize("home", ["index.html", "zh/index.html", "en/index.html"])
def test_half_a_site_is_not_released(small: Path, seeds: Seeds, home: str) -> None:
    (small / home).unlink()
    said = f"guides: {(small / home).parent}: is not built: run `guides build` first\n"
    assert release(seeds, small, "1.0.0") == (2, said)
    assert not seeds.ledger.exists()


def test_a_site_that_is_not_ours_is_not_released(small: Path, seeds: Seeds) -> None:
    (small / MARK).unlink()
    said = f"guides: {small}: is no site that `guides build` made: run it first\n"
    assert release(seeds, small, "1.0.0") == (2, said)


def test_a_page_that_could_not_be_read_back_is_not_released(small: Path, seeds: Seeds) -> None:
    (small / "zh" / "a copy").mkdir()
    shutil.copy(small / PAGE / "index.html", small / "zh" / "a copy")
    said = "guides: paths: 'zh/a copy/' is no path under the site root\n"
    assert release(seeds, small, "1.0.0") == (2, said)
    assert not seeds.ledger.exists()


@pytest.mark.parametrize(
    ("new", "target", "beside"),
    [
        ("zh/2022-1/", "../2022-1/", "../2022-1/index.md"),
        (f"{PAGE}#field-1", "../2022-1/1.5/#field-1", "../2022-1/1.5/index.md#field-1"),
        ("2022-1/", "../../2022-1/", "../../2022-1/"),
        ("data/partners/fi.csv", "../../data/partners/fi.csv", "../../data/partners/fi.csv"),
    ],
)
def test_the_pages_of_what_has_moved(
    library: Library, tmp_path: Path, new: str, target: str, beside: str
) -> None:
    """A page that sends readers on, and Markdown beside it where the page was in a language."""
    seeds = Seeds(tmp_path)
    shutil.copytree(SEEDS.interface.parent, seeds.interface.parent)
    moves = [
        ("zh/2022-8/", new),
        ("2022-8/", "zh/"),
        (f"{PAGE}#field-9", PAGE),
        ("llms.txt", "zh/"),
    ]
    entries = [f"- {{old: '{a}', new: '{b}', reason: 1. x, date: 2027-01-31}}\n" for a, b in moves]
    seeds.redirects.write_text("".join(entries), encoding="utf-8")
    redirects = load_redirects(seeds.redirects)
    home = Preview("Guides", "All of them.", OTHER, ids.LANGUAGES, "Guides", official=False)
    words = [
        Phrases(language, load_interface(language, seeds.interface)) for language in ids.LANGUAGES
    ]
    files = dict(landing_files(library, (), redirects, words, {"zh/": home, "en/": home}, base=""))
    made = ["zh/2022-8/index.html", "zh/2022-8/index.md", "2022-8/index.html"]
    assert list(files) == ["index.html", "404.html", *made]
    assert f'content="5; url={target}"' in files["zh/2022-8/index.html"]
    assert files["zh/2022-8/index.md"] == (
        f"# 此页已移动 This page has moved\n\n[{new}]({beside})\n\n1\\. x (2027-01-31)\n"
    )
