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
from generator.parse.blocks import RawDirection
from generator.parse.direction import read_direction
from generator.parse.trace import Trace
from generator.passage import Passage
from generator.pipeline import load_library
from generator.seeds import Seeds
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
    beside = redirect(ids.markdown_path(PAGE), ids.markdown_path("zh/2022-1/9.9/"))
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/9.9/"), beside], copy)) == []
    assert list(broken(releases, [redirect(PAGE, "zh/2022-1/8.8/"), beside], copy)) == [
        f"{PAGE} is redirected to zh/2022-1/8.8/, which is not there"
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
    assert "requirement-99" in addresses(tmp_path / "site")[PAGE]
    published_once = {"zh/2022-9/": ("top",), "zh/2022-9/index.md": (), PAGE: ("requirement-99",)}
    releases = [release(**published_once)]
    assert list(broken(releases, load_redirects(seeds.redirects), tmp_path / "site")) == []


def test_release_adds_and_never_removes(site: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, seeds)
    (seeds / "ledger.yml").unlink(missing_ok=True)

    def run(version: str) -> str:
        arguments = ["release", version, "--seeds", str(seeds), "--site", str(site)]
        result = CliRunner().invoke(main, [*arguments, "--date", "2026-11-20"])
        return result.stdout + result.stderr

    assert "1.0.0 with" in run("1.0.0")
    assert "nothing new" in run("1.0.1")
    first = (seeds / "ledger.yml").read_bytes()
    write_ledger(seeds / "ledger.yml", load_ledger(seeds / "ledger.yml"))
    assert (seeds / "ledger.yml").read_bytes() == first
    assert "expected 1.2.3" in run("first") or "nothing new" in run("first")


def test_sections_that_come_and_go_are_not_promised(site: Path) -> None:
    assert "newer" not in addresses(site)["zh/2022-1/1.5/"]
    assert "requirement-8" in addresses(site)["zh/2022-1/1.5/"]


def test_a_redirect_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "redirects.yml"
    path.write_text("- {old: a/, new: a/, reason: x, date: 2027-01-31}\n", encoding="utf-8")
    with pytest.raises(InputError, match="redirected to itself"):
        load_redirects(path)


def test_aliases_are_of_one_page() -> None:
    moved = [redirect(f"{PAGE}#field-9", f"{PAGE}#field-8"), redirect("zh/a/", "zh/b/")]
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
