"""The parts around a page's text in the theme: security policy, links for error reports, and citations of a direction."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from generator import ids
from generator.build.formats import FORMATS
from generator.cite import STYLES, Citation, citations
from generator.escape import html_attribute
from generator.link import Library
from generator.model import Direction
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
_LOCALES = {"zh": "zh_CN", "en": "en_GB"}
_SITES = {"zh": "国际科技合作指南库", "en": "STI Cooperation Guides"}
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


def card(direction: str, language: str, library: Library, base: str) -> dict[str, Any] | None:
    """Return the citations, formats and metadata of ``direction`` for its page in ``language``.

    The metadata are for reference managers and search engines. None if there is no such direction. ``base`` is the
    address of the site root, or empty.
    """
    found = library.directions.get(direction)
    if found is None:
        return None
    cited = citations(found, library, base)
    own = next((c for c in cited if c.language == language), cited[0])
    return {
        "citations": [{"style": name, "text": STYLES[name](own)} for name in _ORDER[language]],
        "formats": [{"name": name, "file": file, "type": media} for name, file, media in FORMATS],
        "url": own.url,
        "meta": _meta(found, own, base),
    }


def _meta(direction: Direction, citation: Citation, base: str) -> list[dict[str, str]]:
    """Return metadata for `meta` elements: Highwire and Dublin Core with a name, Open Graph with a property."""
    language = citation.csl["language"]
    names = [
        ("citation_title", citation.title),
        ("citation_author", citation.author),
        ("citation_publication_date", str(citation.year)),
        ("citation_language", language),
        ("citation_technical_report_institution", citation.author),
        ("citation_technical_report_number", direction.id),
        ("DC.title", citation.title),
        ("DC.creator", citation.author),
        ("DC.date", str(citation.year)),
        ("DC.type", "Text"),
        ("DC.language", language),
        ("DC.identifier", citation.url or direction.id),
        ("DC.isPartOf", citation.container),
    ]
    if citation.url:
        names.append(("citation_public_url", citation.url))
    graph = [
        ("og:type", "article"),
        ("og:title", citation.title),
        ("og:site_name", _SITES[citation.language]),
        ("og:locale", _LOCALES[citation.language]),
        ("og:description", f"{citation.container}, {citation.section} {citation.number}"),
    ]
    if base:
        path = ids.direction_path(direction.id, citation.language)
        graph.append(("og:url", base + path))
    return [{"name": n, "content": c} for n, c in names] + [
        {"property": n, "content": c} for n, c in graph
    ]


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
