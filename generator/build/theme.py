"""The surroundings of a page's text in the theme: its policy, links for reports, and below a direction how to cite it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from generator import ids
from generator.build.formats import FORMATS
from generator.cite import STYLES, Citation, citations
from generator.escape import html_attribute, script_json
from generator.link import Library
from generator.model import Direction
from generator.seedfile import Bilingual
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
"""The rules for what a page may load and run: nothing that does not come with it (Content Security Policy, level 3). In a `meta`
element, as who publishes on GitHub Pages sets no headers. Data blocks such as JSON-LD
run nothing and need no leave."""

PREVIEW_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
"""For `mkdocs serve`, which puts a script into each page that loads it again after a change."""

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
"""The form for each kind of error, in .github/ISSUE_TEMPLATE/."""


def report_links(repository: str, path: str) -> dict[str, str]:
    """Return the address of the form for each kind of error, for the page at ``path`` in the language's folder; none
    where ``repository`` is empty.

    The parameters are fields of the forms, by their ids: a direction's or guide's path is its
    identifier. The anchor is not known here: the page's script adds the one in the address bar.

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
    """Return what the page of ``direction`` shows in ``language``: citations, formats, and metadata for reference managers and
    search engines. None where that is no direction. ``base`` is the address of the site root, or empty.
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
        "linked": _linked(found, own, library, base),
    }


def _meta(direction: Direction, citation: Citation, base: str) -> list[dict[str, str]]:
    """Return metadata: Highwire and Dublin Core by name, Open Graph by property."""
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


def _linked(direction: Direction, citation: Citation, library: Library, base: str) -> str:
    """Return JSON-LD. A `Report` — “generated by governmental or non-governmental organization” — is what
    schema.org has for a call document: it is no `Legislation`, as it binds nobody, and no
    `GovernmentService`, as it is the text and not the service.
    """
    guide = library.guide(direction.guide)
    ministry = {"@type": "GovernmentOrganization", "name": citation.author}
    work: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": citation.title,
        "reportNumber": direction.id,
        "author": ministry,
        "datePublished": str(citation.year),
        "inLanguage": citation.csl["language"],
        "version": "draft for comment" if guide.stage == "draft" else "final",
        "isPartOf": {"@type": "Report", "name": citation.container, "reportNumber": guide.id},
        "spatialCoverage": _places(direction, citation, library),
        "about": [
            {
                "@type": "DefinedTerm",
                "termCode": code,
                "name": _named(library.vocabulary.domain(code).name, citation),
            }
            for code in direction.domains
        ],
    }
    if citation.url:
        work["@id"] = work["url"] = citation.url
        work["isPartOf"]["url"] = base + ids.guide_path(guide.id)
    if citation.language == "en":
        work["translationOfWork"] = {
            "@type": "Report",
            "inLanguage": "zh-CN",
            "name": direction.title.zh,
        }
    return script_json(work)


def _places(direction: Direction, citation: Citation, library: Library) -> list[dict[str, str]]:
    found = []
    for code in dict.fromkeys((*direction.named_partners, *direction.partners)):
        name = _named(library.vocabulary.partner_name(code), citation)
        kind = "Country" if library.vocabulary.partner_type(code) == "country" else "Place"
        found.append({"@type": kind, "name": name})
    return found


def _named(name: Bilingual, citation: Citation) -> str:
    return name.zh if citation.language == "zh" else name.en


def mended(output: str, menu: str) -> str:
    """Return a page's HTML with slips of the theme mended: the drawer's switch with a name, ``menu``; no switch of the theme's search; the
    heading of the contents, whose switch is on pages of the nav alone, no label; and the link for
    those who skip the menus leads to the title, not behind the facts. The last words of a
    Chinese title stay in one line: nearly all have two characters, so that four break none. All of this is
    before the text, which is not looked through.
    """
    output = _LAST.sub(r'\g<head><span class="last">\g<last></span>\g<end>', output, count=1)
    label = f' aria-label="{html_attribute(menu)}">'
    output = _TOGGLE.sub(lambda found: found["kept"] + label, output, count=1)
    output = _SEARCH.sub("", output, count=1)
    output = _SKIP.sub('<a href="#top" class="md-skip">', output, count=1)
    return _CONTENTS.sub(r'<div class="md-nav__title">\g<inner></div>', output)
