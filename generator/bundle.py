"""bundle: a built site → one archive, whose pages open from disk without a server."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.archive import archive
from generator.build.theme import POLICY
from generator.checkout import ROOT, TEMPLATES, templates
from generator.errors import InputError
from generator.escape import html_attribute
from generator.outputs import MARK
from generator.write.phrases import Phrases

FOLDER = "coop-guides"
"""The folder in the archive that contains all files."""
_LEFT_OUT = ("404.html", "robots.txt", "sitemap.xml", MARK)
"""Files that only servers need, and the mark of a site."""
_SEARCH = re.compile(r'<script src="([^"]*)search/page\.js" type="module"></script>')
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=)"[^"]*"')
_SAME_SITE = ("script-src", "style-src", "img-src", "form-action")


def bundle(site: Path, phrases: Iterable[Phrases]) -> bytes:
    """Return the archive of the site in ``site``, which was built without an address.

    Links lead to files, the search is loaded only from a server, and README.txt explains the archive. Data, feeds and
    Markdown are unchanged. The same site gives the same bytes. InputError if the site is not built, or for an address.
    """
    if not (site / "index.html").is_file():
        raise InputError("is not built: run `guides build` first", site)
    if (site / "sitemap.xml").exists():
        raise InputError("was built for an address, which a bundle does not have", site)
    about = json.loads((site / "data/build.json").read_text(encoding="utf-8"))
    newest = about["newest_input"]
    files = _files(site, about, phrases)
    return archive({f"{FOLDER}/{path}": data for path, data in files.items()}, newest)


def is_bundle(path: Path) -> bool:
    """Return whether the file at ``path`` is an archive made by `bundle`."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return False
    return f"{FOLDER}/data/build.json" in names and all(n.startswith(f"{FOLDER}/") for n in names)


def _files(site: Path, about: Mapping[str, Any], phrases: Iterable[Phrases]) -> dict[str, bytes]:
    """Return path in the bundle → contents of each file. ``about`` is the contents of data/build.json."""
    built = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
    files = {path: data for path, data in built.items() if path not in _LEFT_OUT}
    scripts = {p.language: partial(_search, p) for p in phrases}
    for path, data in files.items():
        if path.endswith(".html"):
            page = explicit(data.decode(), path, files.keys())
            if script := scripts.get(path.partition("/")[0]):
                page = _SEARCH.sub(script, page)
            files[path] = _POLICY.sub(lambda m: f'{m[1]}"{policy()}"', page).encode()
    readme = templates("bundle").get_template("README.txt.j2")
    newest = (about["newest_input"] or "")[:10]
    # Older versions of the Windows editor read files without a byte order mark in another encoding.
    files["README.txt"] = f"\ufeff{readme.render(about, newest=newest)}".encode()
    files["assets/search/from-disk.js"] = (TEMPLATES / "bundle" / "from-disk.js").read_bytes()
    files["LICENSE.txt"] = (ROOT / "LICENSE").read_bytes()
    return files


def _search(phrases: Phrases, found: re.Match[str]) -> str:
    """Return the script element that replaces the one that loads the search."""
    words = phrases._(
        "Search needs a web server: a browser does not let a page opened from disk load it."
        " README.txt tells how to start one. Here are all directions."
    )
    script = f"{found[1]}search/from-disk.js"
    return f'<script src="{script}" data-words="{html_attribute(words)}" defer></script>'


def policy() -> str:
    """Return the site's policy with `file:` added, because not all browsers count files on disk as `'self'`."""
    return "; ".join(
        f"{rule} file:" if rule.startswith(tuple(f"{name} " for name in _SAME_SITE)) else rule
        for rule in POLICY.split("; ")
    )


# Links to folders, for which there is no server that finds index.html

TAG = re.compile(
    r"""<!--.*?-->
    | <(?P<raw>script|style)\b[^>]*>.*?</(?P=raw)\s*>
    | <[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""A tag, or a whole comment, script or style element, whose contents are not markup."""
_ATTRIBUTE = re.compile(r"""(\s)([^\s=>"'/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_REFRESH = re.compile(r"^(\d+;\s*url=)(.*)$", re.IGNORECASE)


def explicit(page: str, path: str, pages: Collection[str]) -> str:
    """Return the HTML ``page`` at ``path`` with links to folders changed to links to their index.html.

    ``pages`` are the paths of all files. Everything else in the page is unchanged.

    >>> explicit('<a href="../b/#c">../b/</a>', "a/index.html", {"b/index.html"})
    '<a href="../b/index.html#c">../b/</a>'
    """

    def attribute(found: re.Match[str]) -> str:
        space, name, equals, quoted = found.groups()
        value = new = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)
        if name.lower() in ("href", "xlink:href", "action"):
            new = explicit_link(value, path, pages)
        elif name.lower() == "content" and (refresh := _REFRESH.match(value)):
            new = refresh[1] + explicit_link(refresh[2], path, pages)
        return found[0] if new == value else f'{space}{name}{equals}"{html_attribute(new)}"'

    def tag(found: re.Match[str]) -> str:
        is_markup = not found["raw"] and not found[0].startswith("<!--")
        return _ATTRIBUTE.sub(attribute, found[0]) if is_markup else found[0]

    return TAG.sub(tag, page)


def explicit_link(link: str, path: str, pages: Collection[str]) -> str:
    """Return ``link`` of the page at ``path``, with index.html added if it leads to a folder with that file.

    >>> explicit_link("..", "zh/a/index.html", {"zh/index.html"})
    '../index.html'
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    target = normpath(f"{dirname(path)}/{unquote(parts.path)}".lstrip("/"))
    found = "index.html" if target == "." else f"{target}/index.html"
    if found not in pages:
        return link
    return parts._replace(path=f"{parts.path.rstrip('/')}/index.html").geturl()
