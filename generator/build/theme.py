"""The parts around a page's text in the theme: security policy, links for error reports, and citations of a direction."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from generator.build.formats import FORMATS
from generator.cite import STYLES, citation, formats, metadata
from generator.escape import html_attribute
from generator.link import Library
from generator.text.characters import HAN

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # text-align in the cells of tables
        "img-src 'self' data:",  # the theme's icons
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content Security Policy (level 3) of every page: it may load and run only files of the site. It is in a `meta`
element, because GitHub Pages does not let a site set headers. Data blocks such as JSON-LD do not run and need no
permission."""

PREVIEW_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
"""The policy for `mkdocs serve`, which adds a script to each page that reloads it after a change."""

_ORDER = {"zh": ("GB/T 7714", "APA", "Chicago"), "en": ("APA", "Chicago", "GB/T 7714")}
_TOGGLE = re.compile(r'(?P<kept><input class="md-toggle"[^>]* id="__drawer") autocomplete="off">')
_SEARCH = re.compile(r'\s*<input class="md-toggle"[^>]* id="__search"[^>]*>')
_CONTENTS = re.compile(
    r'<label class="md-nav__title" for="__toc">(?P<inner>.*?)</label>', re.DOTALL
)
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')
_LAST = re.compile(
    rf"(?P<head><h1\b[^>]*>[^<]+?)(?P<last>[{HAN}]{{4}}|（[{HAN}]{{2,8}}）)(?P<end><a|</h1>)"
)
FORMS = {"data": "error-in-data.yml", "translation": "error-in-translation.yml"}
"""Kind of error → its form in .github/ISSUE_TEMPLATE/."""


def report_links(repository: str, path: str) -> dict[str, str]:
    """Return kind of error → address of its form, for the page at ``path`` in the language's folder.

    The result is empty if ``repository`` is. The parameters of the address fill in fields of the forms, by their ids.
    The identifier of a direction or guide is its path; the page's script adds the anchor from the address bar.

    >>> report_links("https://github.com/o/r", "2022-1/1.5/")["data"]
    'https://github.com/o/r/issues/new?template=error-in-data.yml&title=2022-1%2F1.5&identifier=2022-1%2F1.5'
    >>> report_links("", "2022-1/1.5/")
    {}
    """
    if not repository:
        return {}
    name = path.rstrip("/") or "/"
    return {
        wrong: f"{repository}/issues/new?"
        + urlencode({"template": form, "title": name, "identifier": name})
        for wrong, form in FORMS.items()
    }


def card(path: str, library: Library, base: str) -> dict[str, Any] | None:
    """Return the citations, formats and metadata of the page at ``path``, for reference managers and search engines.

    None if nothing on the page is cited as a whole. ``base`` is the address of the site root, or empty.
    """
    cited = citation(path, library, base)
    if cited is None:
        return None
    return {
        "citations": [
            {"style": name, **STYLES[name](cited)._asdict()} for name in _ORDER[cited.language]
        ],
        "formats": [*(FORMATS if cited.kind == "direction" else ()), *formats(cited)],
        "path": cited.path,
        "name": cited.path.removesuffix("/"),
        "url": cited.url,
        "official": cited.official,
        "meta": dict(metadata(cited)),
    }


def mended(output: str, menu: str) -> str:
    """Return a page's HTML with errors of the theme corrected.

    The switch of the drawer gets the name ``menu``. The switch of the theme's own search is removed. The heading of the
    contents is no longer a label, as only pages in the theme's navigation have its switch. The link that skips the menus
    leads to the title rather than below the facts. The last four characters of a Chinese title stay in one line: nearly
    all words have two, so no word is broken. All of this is in front of the page's text.
    """
    output = _LAST.sub(r'\g<head><span class="last">\g<last></span>\g<end>', output, count=1)
    label = f' aria-label="{html_attribute(menu)}">'
    output = _TOGGLE.sub(lambda found: found["kept"] + label, output, count=1)
    output = _SEARCH.sub("", output, count=1)
    output = _SKIP.sub('<a href="#top" class="md-skip">', output, count=1)
    return _CONTENTS.sub(r'<div class="md-nav__title">\g<inner></div>', output)
