"""The files that programs look for at the root of a site: robots.txt, sitemap.xml, llms.txt, security.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from generator import ids
from generator.build.landing import landing_paths
from generator.checkout import templates
from generator.escape import commonmark_link
from generator.ledger import Release
from generator.link import Library
from generator.tables import files, tables

_VALID = timedelta(days=364)
"""The time that a security.txt holds after a release; RFC 9116 recommends less than a year."""


def crawler_files(library: Library, pages: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """(path under the site root, text) of robots.txt and llms.txt, and of sitemap.xml where ``base`` is known,
    as that needs whole addresses. ``pages`` are the paths of all pages in a language.
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
    """(path under the site root, text) of security.txt (RFC 9116); nothing without a ``contact``, or before the
    first release.

    It expires by the date of the newest release, which is when somebody last looked: a date of the
    clock would make two builds of one commit differ. It counts only at the root of a host.
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
