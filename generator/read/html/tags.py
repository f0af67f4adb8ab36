"""What the elements of a web page are."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

_SILENT = re.compile(r"script|style")
_EMBEDDED = re.compile(
    r"applet|audio|button|canvas|datalist|iframe|input|meter|noembed|noframes|noscript|object"
    r"|optgroup|option|progress|select|svg|template|textarea|video"
)
RAW = frozenset({"iframe", "noembed", "noframes"})
"""What they hold is a page of its own: libxml2 keeps it as text, with its tags."""
_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("applet", "area", "image", "img"), ("alt",)),
    "iframe": ("srcdoc",),
    "input": ("alt", "placeholder", "value"),
    **dict.fromkeys(("optgroup", "option", "track"), ("label",)),
    "textarea": ("placeholder",),
}
"""The attributes that hold words which a browser may show."""
_RUBY = re.compile(r"rp|rt|rtc")
_SURROUNDING = re.compile(r"nav|header|footer|aside|menu")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|menu|nav|ol|p|pre|section|summary"
    r"|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def is_silent(element: Element) -> bool:
    """Whether it holds no text."""
    return _SILENT.fullmatch(element.tag) is not None


def is_embedded(element: Element) -> bool:
    """Whether its text stands in a control or a drawing, or in the place of what a browser shows."""
    return _EMBEDDED.fullmatch(element.tag) is not None


def words_of(element: Element) -> list[str]:
    """The words that the attributes of ``element`` hold."""
    if element.tag not in _WORDS or element.get("type", "").lower() == "hidden":
        return []
    return [words for name in _WORDS[element.tag] if (words := element.get(name, "").strip())]


def is_ruby(element: Element) -> bool:
    """Whether it tells how the characters before it are pronounced."""
    return _RUBY.fullmatch(element.tag) is not None


def is_surrounding(element: Element) -> bool:
    """Whether it belongs to the site and not to the page's text."""
    return _SURROUNDING.fullmatch(element.tag) is not None


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show it."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def is_block(element: Element) -> bool:
    """Whether it begins and ends a paragraph."""
    return _BLOCK.fullmatch(element.tag) is not None
