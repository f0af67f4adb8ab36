"""Pages look as in the reviewed screenshots in tests/look/.

After an intended change, `make look` takes the screenshots again. Look at each that git shows as changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest
from look import REFERENCES, SHOTS, Shot, camera, difference, opened, saved, taken
from PIL import Image
from playwright.sync_api import Browser

from generator.ids import LANGUAGES

pytestmark = pytest.mark.browser

LEFT = Path(gettempdir()) / "coop-guides-look"
"""Folder for pictures of the differences."""
AGAIN = os.environ.get("LOOK_AGAIN") == "1"


@pytest.fixture(scope="module")
def lens(browser: Browser) -> Iterator[Browser]:
    with camera(browser) as another:
        yield another


def reference(shot: Shot) -> Path:
    return REFERENCES / f"{shot.name}.png"


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_page_looks_as_reviewed(lens: Browser, root: str, shot: Shot) -> None:
    picture = taken(lens, root, shot)
    path = reference(shot)
    if AGAIN:
        if not path.exists() or difference(Image.open(path), picture):
            saved(picture, path)
        return
    assert path.exists(), f"{path.name} is not there: run `make look`, and look at it"
    differing = difference(Image.open(path), picture)
    if differing:
        saved(picture, LEFT / path.name)
        saved(differing, LEFT / f"{shot.name}-difference.png")
    assert differing is None, f"{path.name} differs: see {LEFT}; where that is meant, `make look`"


@pytest.mark.skipif(AGAIN, reason="the pictures are taken anew")
@pytest.mark.parametrize(
    "style",
    [
        ".md-typeset h1 { letter-spacing: 0.02em }",
        ".md-typeset { line-height: 1.6 !important }",
        ":root { --accent: #0b7d5c }",
        ".md-typeset a.flag { border: 0 }",
        ".language { display: none }",
    ],
)
def test_a_change_is_seen(lens: Browser, root: str, style: str) -> None:
    """However small: a comparison that lets everything pass would be no test."""
    shot = Shot("zh/2022-1/1.5/", 360)
    assert difference(Image.open(reference(shot)), taken(lens, root, shot, style)) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_the_name_of_the_site_in_full(
    lens: Browser, root: str, language: str
) -> None:
    with opened(lens, root, Shot(f"{language}/", 360)) as page:
        name = page.locator(".md-header__topic .md-ellipsis").first
        assert name.evaluate("it => it.scrollWidth <= it.clientWidth")


@pytest.mark.skipif(AGAIN, reason="the pictures are taken anew")
def test_every_picture_is_of_a_page_and_small() -> None:
    found = {path.name: path.stat().st_size for path in REFERENCES.iterdir()}
    assert set(found) == {reference(shot).name for shot in SHOTS}
    assert max(found.values()) < 120_000
