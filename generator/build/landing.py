"""Pages that belong to neither language (the root, the landing pages of whatever has an identifier, 404), and the files that programs
look for at the root: robots.txt, sitemap.xml, llms.txt, security.txt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from generator import ids
from generator.build.catalogues import DESCRIPTIONS, LICENCE, ZIP
from generator.build.formats import FORMATS
from generator.build.identified import Identified
from generator.build.linked import linked
from generator.build.preview import Preview, both, entries
from generator.build.signposts import signposts
from generator.build.theme import POLICY
from generator.build.times import Times
from generator.checkout import templates
from generator.cite import STYLES, citations, formats, metadata
from generator.cite.works import DATA_TITLE
from generator.data.tables import files, tables
from generator.data_versions import DataVersion
from generator.escape import commonmark, commonmark_link
from generator.ledger import Redirect, Release
from generator.link import Library
from generator.model import Direction
from generator.write.phrases import Phrases
from generator.write.views import Views

_STAGES = {"final": "正式指南", "draft": "征求意见稿"}


def landing_files(
    library: Library,
    things: Iterable[Identified],
    redirects: Iterable[Redirect],
    words: Sequence[Phrases],
    pages: Mapping[str, Preview],
    *,
    base: str,
) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of the pages that belong to neither language.

    ``things`` are what has a landing page. ``words`` are the phrases in Chinese and English. ``pages`` are the previews of
    the pages in each language, by path. Links are relative, except on the 404 page: it is served at any
    depth and so needs the path of ``base``.
    """

    def page(template: str, path: str, **context: Any) -> str:
        root = ids.relative("", path) if path else ""
        return (
            templates("landing")
            .get_template(template)
            .render(
                {
                    "root": root,
                    "base": base,
                    "policy": POLICY,
                    "redirect": True,
                    "preview": {},
                    **context,
                }
            )
        )

    def previewed(path: str, at: str | None = None) -> dict[str, str]:
        """Return the preview of the page at ``path``, for the page ``at`` another path if it has moved.

        That of a landing page is made from those of its pages in both languages.
        """
        found = [pages[each] for each in (path, f"zh/{path}", f"en/{path}") if each in pages]
        place = path if at is None else at
        root = ids.relative("", place) if place else ""
        return dict(entries(both(found), path, root, base)) if found else {}

    zh, en = (Views(library, phrases, "") for phrases in words)
    yield "index.html", page("root.html.j2", "", preview=previewed(""))
    yield "404.html", page("404.html.j2", "", root=urlsplit(base).path or "/", redirect=False)
    for thing in things:
        head = {
            "thing": thing,
            "english": _english(thing, en),
            "title": en.title,
            "preview": previewed(thing.path),
            "signposts": list(signposts(thing, library, thing.path, base)),
            "linked": Markup(linked(thing, library, thing.path, base)),
            **_cited(thing, library, base),
        }
        if thing.kind == "direction":
            direction = library.directions[thing.name]
            landing = page(
                "direction.html.j2",
                thing.path,
                **head,
                direction=direction,
                facts=_facts(direction, zh, en),
            )
        else:
            staged = library.by_stage(thing.directions)
            landing = page(
                "list.html.j2",
                thing.path,
                **head,
                directions=[library.directions[member] for member in thing.directions],
                drafts=[
                    d
                    for d in thing.directions
                    if library.guide(library.directions[d].guide).stage == "draft"
                ],
                counts="、".join(f"{_STAGES[s]}方向{len(some)}个" for s, some in staged.items()),
            )
        yield f"{thing.path}index.html", landing
    for redirect in redirects:
        old, anchor = ids.split_place(redirect.old)
        if not anchor and old.endswith("/"):
            target = ids.relative(redirect.new, old)
            moved = page(
                "redirect.html.j2",
                old,
                redirect=False,
                moved=redirect,
                target=target,
                preview=previewed(ids.split_place(redirect.new)[0], old),
            )
            yield f"{old}index.html", moved
            if _has_markdown(old):
                yield ids.markdown_path(old), _moved(redirect)


def data_page(
    folder: str,
    entry: DataVersion | None,
    names: Iterable[str],
    *,
    base: str,
    shown: Preview,
    linked: str = "",
) -> str:
    """Return the landing page of the data in ``folder``, which lists the ``names`` of its files.

    ``entry`` is their version, if they have one. ``shown`` is the preview of the page about the
    data. ``linked`` is their JSON-LD, or empty.
    """
    in_zip = ZIP if folder == "data/" else f"coop-guides-{entry.version if entry else ''}.zip"
    context = {
        "root": ids.relative("", folder),
        "base": base,
        "policy": POLICY,
        "redirect": folder == "data/",
        "preview": dict(entries(shown, folder, ids.relative("", folder), base)),
        "folder": folder,
        "entry": entry,
        "archive": in_zip,
        "names": sorted(name for name in names if name != in_zip),
        "formats": DESCRIPTIONS,
        "title": DATA_TITLE,
        "licence": LICENCE,
        "linked": linked,
    }
    return templates("landing").get_template("data.html.j2").render(context)


def _cited(thing: Identified, library: Library, base: str) -> dict[str, Any]:
    """Return the citations of ``thing`` for its landing page, and its files.

    The metadata are those in Chinese.
    """
    found = citations(thing.path, library, base)
    shown = {"zh": "GB/T 7714", "en": "APA"}
    return {
        "cited": [
            (c.language, shown[c.language], STYLES[shown[c.language]](c).text, formats(c))
            for c in found
        ],
        "formats": FORMATS if thing.kind == "direction" else (),
        "metadata": [entry for c in found[:1] for entry in metadata(c)],
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


def _english(thing: Identified, en: Views) -> str | None:
    """Return the English title of ``thing``; without one, that by facts, as on English pages."""
    library = en.library
    match thing.kind:
        case "guide":
            return en.title(library.guide(thing.name))
        case "direction":
            return en.title(library.directions[thing.name])
        case "lineage":
            return en.title(library.directions[library.lineage(thing.name).latest[-1]])
    return thing.title.en


def _facts(direction: Direction, in_zh: Views, in_en: Views) -> list[dict[str, str]]:
    library, zh, en = in_zh.library, in_zh.phrases, in_en.phrases
    guide, worded = library.guide(direction.guide), direction.in_words
    partners = (v.phrases.listing(v.partner_names(direction)) for v in (in_zh, in_en))
    stage = "Draft for comment" if guide.stage == "draft" else "Final text"
    rows = [
        (in_en.partner_heading(direction), *partners),
        ("Guide", guide.title.zh, in_en.title(guide)),
        ("Stage", zh._(stage), stage),
        ("Projects", zh.quota(direction.quota, worded), en.quota(direction.quota, worded)),
        ("Funding", zh.funding(direction.funding, worded), en.funding(direction.funding, worded)),
        (
            "Duration",
            zh.duration(direction.duration, worded),
            en.duration(direction.duration, worded),
        ),
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


def crawler_files(
    library: Library, things: Iterable[Identified], pages: Iterable[str], known: Times, base: str
) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of robots.txt, llms.txt and sitemap.xml.

    sitemap.xml needs full addresses and so is left out if ``base`` is empty. ``things`` are what has a landing page,
    ``pages`` the paths of all pages of both languages, ``known`` the times of their last changes.
    """
    landing = {"", "data/", *(thing.path for thing in things)}
    # Both languages have the same pages.
    paths = sorted({path.partition("/")[2] for path in pages} | landing)
    context = {
        "base": base,
        "ids": ids,
        "link": commonmark_link,
        "example": next(iter(library.directions), ""),
        "guides": library.guides,
        "pages": [(path, path in landing) for path in paths],
        "changed": partial(known.of_page, library=library),
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
