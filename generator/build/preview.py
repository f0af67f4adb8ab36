"""How a link to a page looks where people share it: Open Graph (ogp.me) and X's card, which messengers read.

A messenger shows a title, a sentence and a picture, and runs no script. The sentence is the page's description. A title
that is a mere name, such as “Finland”, is completed, as it stands alone there. There is one picture for each kind of page
and language (`generator.build.preview_pictures`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from generator import ids
from generator.cite.works import SITE
from generator.write.views import Views

LOCALES = {"zh": "zh_CN", "en": "en_GB"}
WIDTH, HEIGHT = 1200, 630
"""The size of a picture in pixels, for which messengers crop nothing."""
KINDS = {
    "home": "home",
    "guide": "guide",
    "guides": "guide",
    "direction": "direction",
    "partner": "partner",
    "partners": "partner",
    "domain": "domain",
    "domains": "domain",
    "changes": "comparison",
    "comparison": "comparison",
    "explore": "explore",
    "data": "data",
}
"""Template of a page → its kind of picture. All other templates have the picture `OTHER`."""
OTHER = "other"


class Preview(NamedTuple):
    """What a messenger shows of a page, apart from its address."""

    title: str
    description: str
    kind: str
    """The kind of its picture."""
    languages: tuple[str, ...]
    """The language of the text, and then the others in which the page or its parts can be read."""
    words: str
    """The picture in words."""
    official: bool
    """Whether the page shows a text of the ministry."""


def preview(meta: Mapping[str, Any], v: Views) -> Preview:
    """Return the preview of the page of ``v`` with the front matter ``meta``, whose texts are escaped for HTML.

    A page that somebody added by hand may have no front matter.
    """
    template = str(meta.get("kind", ""))
    kind = KINDS.get(template, OTHER)
    others = tuple(language for language in LOCALES if language != v.language)
    title = _title(
        template, unescape(str(meta.get("title", SITE[v.language]))), str(meta.get("id", "")), v
    )
    return Preview(
        title=title,
        description=unescape(str(meta.get("description", ""))),
        kind=kind,
        languages=(v.language, *others),
        words=v._("{site}: {kind}").format(site=SITE[v.language], kind=kind_name(kind, v)),
        official=template in ("direction", "guide"),
    )


def both(found: Sequence[Preview]) -> Preview:
    """Return the preview of a landing page, from those of its pages in Chinese and English. One alone stays as it is."""
    first, *others = dict.fromkeys(each.title for each in found)
    name = f"{first.partition(' ')[0]} "
    return found[0]._replace(
        title=" · ".join((first, *(other.removeprefix(name) for other in others))),
        description=" ".join(each.description for each in found),
    )


def entries(shown: Preview, page: str, root: str, base: str) -> Iterator[tuple[str, str]]:
    """Yield (property, content) of the `meta` elements of a page.

    Open Graph wants full addresses. So without ``base``, the address of the site root, the page has no `og:url`, and the
    picture a relative address, with ``root`` leading to the site root; some messengers follow it. ``page`` is the path
    of the page. X takes all that has no name of its own there from Open Graph.
    """
    language, *others = shown.languages
    yield "og:type", "article" if shown.official else "website"
    yield "og:title", shown.title
    yield "og:description", shown.description
    yield "og:site_name", SITE[language]
    yield "og:locale", LOCALES[language]
    yield from (("og:locale:alternate", LOCALES[other]) for other in others)
    if base:
        yield "og:url", base + page
    yield "og:image", (base or root) + ids.preview_path(shown.kind, language)
    yield "og:image:type", "image/png"
    yield "og:image:width", str(WIDTH)
    yield "og:image:height", str(HEIGHT)
    yield "og:image:alt", shown.words
    yield "twitter:card", "summary_large_image"


def kind_name(kind: str, v: Views) -> str:
    """Return the name of a kind of page."""
    return {
        "home": v._("Calls for S&T cooperation with China"),
        "guide": v._("Call guide"),
        "direction": v._("Direction of a guide"),
        "partner": v._("Partner"),
        "domain": v._("Domain"),
        "comparison": v._("Comparison"),
        "explore": v._("Search"),
        "data": v._("Open data"),
        OTHER: v._("Background and notes"),
    }[kind]


def _title(template: str, title: str, code: str, v: Views) -> str:
    """Return the title of a page with what it needs to be understood on its own."""
    site = SITE[v.language]
    if template == "guide":
        title = v.guide_name(v.library.guide(code))
    elif (
        template == "direction"
    ):  # the identifier first, as messengers cut off the end of a long title
        return f"{code} {title.removesuffix(v.phrases.noted('', [code]))}"
    elif title == site or template in ("comparison", "changes"):
        return title
    wording = {
        "guide": v._("China’s call guide for S&T cooperation: {title}"),
        "partner": v._("{title} in China’s S&T cooperation calls"),
        "domain": v._("Domain of China’s S&T cooperation calls: {title}"),
        "flag": v._("Condition of China’s S&T cooperation calls: {title}"),
        "lineage": v._("A call in the guides: {title}"),
    }.get(template, v._("{title} – {site}"))
    return wording.format(title=title, site=site)
