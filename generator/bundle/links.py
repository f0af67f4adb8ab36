"""Links of a page that lead to a folder, made links to the page in it: from disk no server looks for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from html import unescape
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from generator.escape import html_attribute

TAG = re.compile(
    r"""<!--.*?-->
    | <(?P<raw>script|style)\b[^>]*>.*?</(?P=raw)\s*>
    | <[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""A tag; a comment, a script or a style as a whole, as what is in them is no markup."""
_ATTRIBUTE = re.compile(r"""(\s)([^\s=>"'/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_REFRESH = re.compile(r"^(\d+;\s*url=)(.*)$", re.IGNORECASE)


def explicit(page: str, path: str, pages: Collection[str]) -> str:
    """The HTML ``page`` that stands at ``path``, its links to folders made links to their index.html;
    ``pages`` are the paths that there are. Text, and all that is no such link, stays as it is.

    >>> explicit('<a href="../b/#c">../b/</a>', "a/index.html", {"b/index.html"})
    '<a href="../b/index.html#c">../b/</a>'
    """
    return TAG.sub(lambda tag: _tag(tag, partial(explicit_link, path=path, pages=pages)), page)


def explicit_link(link: str, path: str, pages: Collection[str]) -> str:
    """``link`` on the page at ``path``.

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


def _tag(tag: re.Match[str], changed: Callable[[str], str]) -> str:
    text = tag.group()
    if tag["raw"] or text.startswith("<!--"):
        return text
    return _ATTRIBUTE.sub(lambda attribute: _attribute(attribute, changed), text)


def _attribute(attribute: re.Match[str], changed: Callable[[str], str]) -> str:
    space, name, equals, quoted = attribute.groups()
    value = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)
    if name.lower() in ("href", "xlink:href", "action"):
        new = changed(value)
    elif name.lower() == "content" and (refresh := _REFRESH.match(value)):
        new = refresh[1] + changed(refresh[2])
    else:
        return attribute.group()
    return attribute.group() if new == value else f'{space}{name}{equals}"{html_attribute(new)}"'
