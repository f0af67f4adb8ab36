"""Screenshots of pages that are the same on every machine, independent of its fonts, clock and commit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from chromium import executable
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, Route

TESTS = Path(__file__).resolve().parent
REFERENCES = TESTS / "look"
FONTS = TESTS / "node" / "node_modules" / "@fontsource-variable"
_FAMILIES = ("noto-sans", "noto-sans-sc")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
_STEADY = """
:root {
  --latin: "Noto Sans Variable", "Noto Sans SC Variable";
  --chinese: "Noto Sans SC Variable", "Noto Sans Variable";
}
*, ::before, ::after {
  font-family: var(--latin) !important;
  animation: none !important;
  transition: none !important;
  caret-color: transparent !important;
}
:lang(zh), :lang(zh)::before, :lang(zh)::after { font-family: var(--chinese) !important; }
.md-copyright p:nth-last-child(2):nth-child(3) { visibility: hidden; } /* the commit */
"""
HEIGHTS = {1280: 1400, 360: 1400}
_DARKER = 24
"""Maximum difference (of 255) in red, green or blue that the edge of a letter may have between machines."""
MOST = 0.0002
"""Maximum share of different pixels. One changed word is more."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A screenshot: a page, its width and its settings."""

    path: str
    """The path under the site root, with a query string if any."""
    width: int = 1280
    scheme: str = "light"

    @property
    def name(self) -> str:
        """The name of its file: “zh-2022-1-1.5-360”, “en-360-dark”."""
        words = [*filter(None, re.split(r"[/?&=]+", unquote(self.path))), str(self.width)]
        return "-".join([*words, *(["dark"] if self.scheme == "dark" else [])])


SHOTS = (
    Shot("zh/"),
    Shot("en/", 360),
    Shot("zh/2022-1/1.5/"),
    Shot("zh/2022-1/1.5/", 360),
    Shot("en/2022-1/1.5/", 1280, "dark"),
    Shot("en/2023-1-draft/1.4/", 360),
    Shot("zh/2017-1/"),
    Shot("en/2024-2-draft/", 360),
    Shot("en/partners/za/"),
    Shot("zh/partners/za/", 360, "dark"),
    Shot("zh/domains/energy/"),
    Shot("en/domains/energy/", 360),
    Shot("en/explore/?q=energy"),
    Shot("zh/explore/", 360),
)


@contextmanager
def camera(browser: Browser) -> Iterator[Browser]:
    """Start a browser that draws letters in the same way on every machine."""
    another = browser.browser_type.launch(executable_path=executable(), args=_ARGUMENTS)
    yield another
    another.close()


def taken(browser: Browser, root: str, shot: Shot, style: str = "") -> Image.Image:
    """Take a screenshot of the top of the page, with ``style`` added to its style sheet."""
    with opened(browser, root, shot, style) as page:
        return Image.open(BytesIO(page.screenshot())).convert("RGB")


@contextmanager
def opened(browser: Browser, root: str, shot: Shot, style: str = "") -> Iterator[Page]:
    """Open the page of ``shot`` and wait until it is complete."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHTS[shot.width]},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
        bypass_csp=True,  # the fonts come from no part of the site
    )
    _steady(context, root, style)
    page = context.new_page()
    page.goto(root + quote(shot.path, safe="/?=&."), wait_until="networkidle")
    if "/explore/" in shot.path:
        page.wait_for_selector(".explore [data-id], .explore [data-results]")
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def _steady(context: BrowserContext, root: str, style: str) -> None:
    """Return the site's style sheet with the fonts of tests/node and ``style`` added."""
    faces = "".join(
        re.sub(r"url\(\./files/", f"url({root}look/{name}/files/", face)
        for name in _FAMILIES
        for face in [(FONTS / name / "index.css").read_text(encoding="utf-8")]
    ).replace("font-display: swap", "font-display: block")

    def styled(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body="\n".join((answer.text(), faces, _STEADY, style)))

    def font(route: Route) -> None:
        route.fulfill(path=FONTS / urlsplit(route.request.url).path.partition("/look/")[2])

    context.route("**/assets/site.css", styled)
    context.route("**/look/**", font)


def reduced(picture: Image.Image) -> Image.Image:
    """Return ``picture`` with few colours, which makes a small file that looks the same."""
    return picture.quantize(64, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def saved(picture: Image.Image, path: Path) -> None:
    """Save ``picture`` as a small file at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    reduced(picture).save(path, optimize=True)


def difference(reference: Image.Image, picture: Image.Image) -> Image.Image | None:
    """Return ``reference`` with the differences of ``picture`` in red, or None if there are none.

    Pictures of different sizes differ everywhere. A rule that is one pixel thicker is no difference: whether it is depends
    on fractions of a pixel.
    """
    expected = reference.convert("RGB")
    if expected.size != picture.size:
        return picture
    red, green, blue = ImageChops.difference(expected, picture).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    mask = most.point([255 * (level > _DARKER) for level in range(256)])
    mask = ImageChops.darker(mask, ImageChops.offset(mask, 0, 1))
    if mask.histogram()[255] <= MOST * picture.width * picture.height:
        return None
    pale = Image.blend(expected, Image.new("RGB", expected.size, "white"), 0.6)
    pale.paste((220, 0, 0), mask=mask)
    return pale
