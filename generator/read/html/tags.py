"""What the elements of a web page are."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

_SILENT = re.compile(
    r"head|script|style|noscript|template|svg|iframe|object|select|option|textarea|button"
)
_SURROUNDING = re.compile(r"nav|header|footer|aside|menu")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|html|legend|li|main|menu|nav|ol|p|pre|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def is_silent(element: Element) -> bool:
    """Whether it shows no text: a script, a comment."""
    return not isinstance(element.tag, str) or _SILENT.fullmatch(element.tag) is not None


def is_surrounding(element: Element) -> bool:
    """Whether it belongs to the site and not to the page's text."""
    return _SURROUNDING.fullmatch(element.tag) is not None


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show it."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def is_block(element: Element) -> bool:
    """Whether it begins and ends a paragraph."""
    return _BLOCK.fullmatch(element.tag) is not None
