"""Pages that belong to neither language (the root, the landing pages of identifiers, 404), and the files that programs
look for at the root: robots.txt, sitemap.xml, llms.txt, security.txt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from generator import ids
from generator.build.formats import FORMATS
from generator.build.theme import POLICY
from generator.checkout import templates
from generator.cite import STYLES, Format, citations, formats, metadata
from generator.escape import commonmark, commonmark_link
from generator.ledger import Redirect, Release
from generator.link import Library
from generator.model import Direction
from generator.tables import files, tables
from generator.write.phrases import Phrases


def landing_paths(library: Library) -> Iterator[str]:
    """Yield the paths of the landing pages of guides and directions."""
    for guide in library.guides:
        yield ids.guide_path(guide.id)
        yield from (ids.direction_path(direction.id) for direction in guide.directions)


def landing_files(
    library: Library, redirects: Iterable[Redirect], words: Sequence[Phrases], base: str
) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of the pages that belong to neither language.

    ``words`` are the phrases in Chinese and English. Links are relative, except on the 404 page: it is served at any
    depth and so needs the path of ``base``.
    """

    def page(template: str, path: str, **context: Any) -> str:
        root = ids.relative("", path) if path else ""
        return (
            templates("landing")
            .get_template(template)
            .render({"root": root, "base": base, "policy": POLICY, "redirect": True, **context})
        )

    yield "index.html", page("root.html.j2", "")
    yield "404.html", page("404.html.j2", "", root=urlsplit(base).path or "/", redirect=False)
    for guide in library.guides:
        path = ids.guide_path(guide.id)
        yield (
            f"{path}index.html",
            page("guide.html.j2", path, guide=guide, **_cited(guide.id, (), library, base)),
        )
        for direction in guide.directions:
            path = ids.direction_path(direction.id)
            landing = page(
                "direction.html.j2",
                path,
                direction=direction,
                facts=_facts(direction, library, *words),
                **_cited(direction.id, FORMATS, library, base),
            )
            yield f"{path}index.html", landing
    for redirect in redirects:
        old, anchor = ids.split_place(redirect.old)
        if not anchor and old.endswith("/"):
            target = ids.relative(redirect.new, old)
            moved = page("redirect.html.j2", old, redirect=False, moved=redirect, target=target)
            yield f"{old}index.html", moved
            if _has_markdown(old):
                yield ids.markdown_path(old), _moved(redirect)


def _cited(
    identifier: str, formats_: Sequence[Format], library: Library, base: str
) -> dict[str, Any]:
    """Return the citations of a direction or guide for its landing page, and its files beside ``formats_``.

    The metadata are those of the Chinese original.
    """
    found = citations(identifier, library, base)
    shown = {"zh": "GB/T 7714", "en": "APA"}
    return {
        "cited": [
            (c.language, shown[c.language], STYLES[shown[c.language]](c).text, formats(c))
            for c in found
        ],
        "formats": formats_,
        "metadata": list(metadata(found[0], found[0].url or "")),
    }


def _has_markdown(path: str) -> bool:
    """Return whether ``path`` is that of a page in one of the languages, which have Markdown next to them."""
    return path.endswith("/") and path.startswith(tuple(f"{code}/" for code in ids.LANGUAGES))


def _moved(redirect: Redirect) -> str:
    """Return the Markdown for a page that has moved: a link to the new Markdown or file, and the reason."""
    path, anchor = ids.split_place(redirect.new)
    beside = ids.markdown_path(path) if _has_markdown(path) else path
    target = ids.relative(beside, redirect.old) + (anchor and f"#{anchor}")
    return (
        "# 此页已移动 This page has moved\n\n"
        f"{commonmark_link(commonmark(redirect.new), target)}\n\n"
        f"{commonmark(redirect.reason, starts_line=True)} ({redirect.date})\n"
    )


def _facts(
    direction: Direction, library: Library, zh: Phrases, en: Phrases
) -> list[dict[str, str]]:
    guide = library.guide(direction.guide)
    names = [library.vocabulary.partner_name(code) for code in direction.named_partners]
    stage = "Draft for comment" if guide.stage == "draft" else "Final text"
    rows = [
        ("Partner", zh.listing(n.zh for n in names), en.listing(n.en for n in names)),
        ("Guide", guide.title.zh, guide.title.en or guide.id),
        ("Stage", zh._(stage), stage),
        ("Projects", zh.quota(direction.quota), en.quota(direction.quota)),
        ("Funding", zh.funding(direction.funding), en.funding(direction.funding)),
        ("Duration", zh.duration(direction.duration), en.duration(direction.duration)),
    ]
    if direction.deadline:
        rows.append(("Deadline", zh.deadline(direction.deadline), en.deadline(direction.deadline)))
    if later := library.superseded_by(guide.id):
        rows.append((en._("Superseded by"), later, later))
    return [
        {"zh_name": zh._(name), "en_name": name, "zh": chinese, "en": english}
        for name, chinese, english in rows
    ]


# For programs

_VALID = timedelta(days=364)
"""The time for which a security.txt is valid after a release. RFC 9116 recommends less than a year."""


def crawler_files(library: Library, pages: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of robots.txt, llms.txt and sitemap.xml.

    sitemap.xml needs full addresses and so is left out if ``base`` is empty. ``pages`` are the paths of all pages of
    both languages.
    """
    landing = {"", *landing_paths(library)}
    # Both languages have the same pages.
    paths = sorted({path.partition("/")[2] for path in pages} | landing)
    context = {
        "base": base,
        "ids": ids,
        "link": commonmark_link,
        "example": next(iter(library.directions), ""),
        "guides": library.guides,
        "pages": [(path, path in landing) for path in paths],
        "tables": tables().values(),
        "files": files(),
    }
    for name in ("robots.txt", "llms.txt", *(["sitemap.xml"] if base else [])):
        yield name, templates("root").get_template(f"{name}.j2").render(context)


def security_files(
    contact: str, releases: Sequence[Release], base: str, repository: str
) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of security.txt (RFC 9116), if there is a ``contact`` and a release.

    The expiry date is counted from the newest release, when somebody last checked the contact. If it came from the
    clock, two builds of one commit would differ. The file has an effect only at the root of a host.
    """
    if not contact or not releases:
        return
    newest = max(release.date for release in releases)
    expires = newest + min(_VALID, date.max - newest)
    text = templates("root").get_template("security.txt.j2")
    yield (
        ".well-known/security.txt",
        text.render(contact=contact, expires=expires, base=base, repository=repository),
    )
