"""Which fonts draw the text, in a browser with the fonts of this machine."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from playwright.sync_api import Browser

ASSETS = ROOT / "templates/theme/assets"
SYSTEMS = {
    "macOS": "-apple-system",
    "Windows": '"Segoe UI"',
    "Android": "Roboto",
    "Fedora": "Cantarell",
    "Ubuntu": "Ubuntu",
    "Debian": '"DejaVu Sans"',
}
_CHINESE = re.compile(r"CJK|Han Sans|Droid|WenQuanYi|PingFang|YaHei|Hiragino")


def families(style: str, name: str) -> list[str]:
    """Return the families of a list of fonts in a style sheet."""
    (value,) = re.findall(rf"--{name}:([^;]+);", style)
    return [family.strip() for family in value.split(",")]


@pytest.mark.parametrize("file", ["site.css", "landing.css"])
def test_every_system_has_a_latin_face_before_the_chinese_ones(file: str) -> None:
    style = (ASSETS / file).read_text(encoding="utf-8")
    latin = families(style, "latin")
    assert latin[-1] == "var(--chinese)"
    assert set(SYSTEMS.values()) <= set(latin[:-1])
    assert not set(families(style, "chinese")) & set(latin)


def test_both_style_sheets_have_the_same_fonts() -> None:
    site, landing = (
        (ASSETS / name).read_text(encoding="utf-8") for name in ("site.css", "landing.css")
    )
    for name in ("latin", "chinese"):
        assert families(site, name) == families(landing, name)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "language", "chinese"),
    [("en/2022-1/1.5/", "en", False), ("zh/2022-1/1.5/", "zh", True), ("data/", "en", False)],
)
def test_quotation_marks_come_from_a_font_of_the_language(
    browser: Browser, root: str, path: str, language: str, *, chinese: bool
) -> None:
    """The paragraph is added, so that the marks alone are measured."""
    page = browser.new_page()
    page.goto(root + path)
    page.evaluate(
        """(language) => {
            const place = document.querySelector(".md-typeset") ?? document.querySelector("main");
            const mark = document.createElement("p");
            Object.assign(mark, { id: "marks", lang: language, textContent: "“”‘’—" });
            place.append(mark);
        }""",
        language,
    )
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root_id = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root_id, "selector": "#marks"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert fonts
    assert all(bool(_CHINESE.search(font["familyName"])) == chinese for font in fonts), fonts
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["en/2022-1/1.5/", "data/"])
def test_quotation_marks_of_english_are_narrow_even_in_a_chinese_font(
    browser: Browser, root: str, path: str
) -> None:
    page = browser.new_page()
    page.goto(root + path)
    sizes = page.evaluate(
        """(families) => ["en", "zh"].map((language) => {
            const mark = document.createElement("span");
            Object.assign(mark, { lang: language, textContent: "“" });
            mark.style.cssText = `font: 100px ${families}; position: absolute; text-spacing-trim: space-all`;
            if (language === "zh") mark.style.fontVariantEastAsian = "normal";
            else mark.style.fontVariantEastAsian = getComputedStyle(
                document.querySelector('[lang="en"]')).fontVariantEastAsian;
            document.body.append(mark);
            return mark.getBoundingClientRect().width;
        })""",
        '"Noto Sans CJK SC", "Noto Sans SC"',
    )
    assert sizes[0] < 70 < sizes[1]
    page.close()
