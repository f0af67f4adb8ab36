"""Twenty guides, the five and fifteen short ones: pages grow only with new guides; old ones stay linked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from chromium import served
from conftest import SEEDS
from constructed import built, direction, numbered, seeds_of
from playwright.sync_api import Browser
from test_pictures import SVG, pictures

from generator import ids
from generator.check import Places, check
from generator.link import WIDEST, Library
from generator.link.batches import Batch, side_by_side
from generator.seeds import Seeds

NEW = [f"{year}-{batch}" for year in range(2100, 2105) for batch in (1, 2, 3)]
TITLES = [f"中国和{partner}科技合作项目" for partner in ("欧盟", "韩国", "芬兰")]
HEAD = re.compile(r"^\| \w[^|\n]*\|((?: \[[^|]*\]\([^|]*\) \|)+)(?: \w+ \{ #domains \} \|)?$", re.M)
"""Pattern of the head of a table whose columns are links to guides."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Path]:
    """Build the library of twenty guides; return it with the folder of its seeds, content and site."""
    folder = tmp_path_factory.mktemp("many")
    text = numbered(direction(title=title) for title in TITLES)
    seeds = seeds_of(folder / "seeds", dict.fromkeys(NEW, text))
    shutil.copytree(SEEDS.root, seeds.root, dirs_exist_ok=True)
    return built(seeds)[0], folder


def test_every_link_and_everything_published_stays(many: tuple[Library, Path]) -> None:
    """The anchors of the five guides, which the ledger has, among 15 newer ones."""
    library, folder = many
    places = Places(Seeds(folder / "seeds"), folder / "content", folder / "site")
    assert list(check(library, places, ["links"])) == []


@pytest.mark.parametrize(
    ("kind", "most"),
    [("partners", 6), ("domains", WIDEST), ("lineages", WIDEST), ("requirements", WIDEST)],
)
def test_no_table_is_wider_than_can_be_read(
    many: tuple[Library, Path], kind: str, most: int
) -> None:
    """That of a partner is to fit a sheet of paper."""
    library, folder = many
    assert len(library.guides) > WIDEST
    widths = [
        head.count("](")
        for path in (folder / "content" / "zh" / kind).rglob("*.md")
        if kind != "partners" or path.stem != "index"
        for head in HEAD.findall(path.read_text(encoding="utf-8"))
        if re.search(r"/\d{4}-\d", head)
    ]
    assert widths
    assert max(widths) == most


def test_a_partners_page_leads_to_all_its_directions(many: tuple[Library, Path]) -> None:
    library, folder = many
    for code, appearances in library.by_partner.items():
        text = (folder / "content" / ids.content_file(ids.partner_path(code, "en"))).read_text()
        for appearance in appearances:
            guide, number = appearance.direction.split("/")
            assert f"](../{guide}/{number}.md" in text, (code, appearance.direction)


def test_a_domain_quotes_the_newest_and_leads_to_all(many: tuple[Library, Path]) -> None:
    library, folder = many
    text = (folder / "content" / "en" / "domains" / "energy.md").read_text(encoding="utf-8")
    for guide in library.guides:
        group = text.split(f"{{ #{ids.in_guide(guide.id)} }}")[1].split("\n#")[0]
        quoted = group.lstrip().startswith("- ")
        assert quoted is (guide in library.guides[-WIDEST:]), guide.id
        assert f"](../{guide.id}/" in group


def test_a_picture_shows_the_newest_and_says_so(many: tuple[Library, Path]) -> None:
    library, folder = many
    left_out = len(library.guides) - WIDEST
    for path in ("en/partners/eu/", "en/domains/energy/", "en/"):
        (drawn,) = pictures(folder / "site", path).values()
        feet = {a.attrib["aria-label"] for a in drawn.iter(f"{SVG}a")} & {
            f"{guide.year}, batch {guide.batch}"
            + " (draft)" * (guide.stage == "draft")
            + f" {guide.year}-{guide.batch}"
            for guide in library.guides
        }
        assert len(feet) == WIDEST
        page = (folder / "site" / path / "index.html").read_text(encoding="utf-8")
        assert f"Earlier guides that are not in this picture: {left_out}." in page


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(many: tuple[Library, Path], browser: Browser, width: int) -> None:
    _, folder = many
    with served(folder / "site") as root:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for path in ("", "partners/kr/", "domains/energy/", "lineages/", "requirements/"):
            page.goto(f"{root}en/{path}", wait_until="networkidle")
            assert page.evaluate("document.scrollingElement.scrollWidth") == width, path
        page.close()


def test_columns_end_where_something_is_held() -> None:
    batches = [Batch(2000 + n, 1, None if n % 2 else str(n)) for n in range(100)]
    shown = side_by_side(batches, lambda batch: batch.guide, {"2", "60"})
    assert shown[-1].guide == "60"
    assert sum(batch.guide is not None for batch in shown) == WIDEST
    few = batches[: 2 * WIDEST]
    assert side_by_side(few, lambda batch: batch.guide, {"2"}) == few
