"""The elements of a web page: all of them from its text, and the kinds that they are of."""

from __future__ import annotations

import html
import re
from pathlib import Path

from lxml.etree import ParserError, iterwalk, strip_elements
from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from generator.errors import InputError
from generator.read.limits import ATTRIBUTES, ELEMENTS, MARKUP, PAGE_DEPTH

SILENT = frozenset({"script", "style"})
"""Elements that hold no text."""
EMBEDDED = frozenset(
    [
        "applet",
        "audio",
        "button",
        "canvas",
        "datalist",
        "iframe",
        "input",
        "meter",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "optgroup",
        "option",
        "progress",
        "select",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
"""Elements whose text stands in a control or a drawing, or in the place of what a browser shows."""
RAW = frozenset({"iframe", "noembed", "noframes"})
"""Elements that hold a page of their own: libxml2 keeps it as text, with its tags."""
RUBY = frozenset({"rp", "rt", "rtc"})
"""Elements that tell how the characters before them are pronounced."""
SURROUNDING = frozenset({"nav", "header", "footer", "aside", "menu"})
"""Elements that belong to the site and not to the page's text."""
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a paragraph."""
_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("applet", "area", "image", "img"), ("alt",)),
    "iframe": ("srcdoc",),
    "input": ("alt", "placeholder", "value"),
    **dict.fromkeys(("optgroup", "option", "track"), ("label",)),
    "textarea": ("placeholder",),
}
"""The attributes that hold words which a browser may show."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PICTURE = re.compile(
    r"data:[a-z]{1,20}/[\w.+-]{1,80}(?:;[\w=.-]{1,80}){0,3};base64,[\w+/=%\r\n-]{1000,}",
    re.ASCII | re.I,
)
"""A picture or font that stands in the page itself."""
_SECTION = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_TAG = re.compile(rf"<[a-z](?:[^>\"']++|{_QUOTED})*+", re.I)
_NO_TAG = re.compile(r"<(?=/?[a-z][\w:.-]*[^\w:./>\s-])", re.ASCII | re.I)
"""“a<b且c” and “<a@b.cn>” are text; to browsers they are tags that swallow what follows."""
_CLOSING = re.compile(r"</(?:body|html)\s*>", re.I)
_END = "end-of-page"


def is_hidden(element: Element) -> bool:
    """Tell whether a browser would not show ``element``."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def words_of(element: Element, path: Path) -> list[str]:
    """Return the words that the attributes of ``element`` hold."""
    if element.get("type", "").lower() == "hidden":
        return []
    found = (element.get(name, "").strip() for name in _WORDS.get(element.tag, ()))
    return [plain(words, path) if element.tag in RAW else words for words in found if words]


def plain(text: str, path: Path) -> str:
    """Return the text of a page within a page."""
    root, _ = page_of(text, path)
    if root is None:
        return ""
    strip_elements(root, *SILENT, with_tail=False)
    return " ".join(root.itertext())


def page_of(text: str, path: Path | None = None) -> tuple[Element | None, bool]:
    """Return (the root of a page, or of a piece of one; whether the page is finished).

    A tag, comment or script that is left open at the end swallows what follows it. The root is None
    where there is nothing but an unfinished tag. InputError where the page holds too much.
    """
    text = _PICTURE.sub("", text)
    MARKUP.check(len(text), path)
    ELEMENTS.check(text.count("<") - text.count("</"), path)
    # The time of libxml2 grows with the square of an element's attributes.
    for tag in _TAG.finditer(text):
        if len(tag[0]) > ATTRIBUTES.most:
            ATTRIBUTES.check(len(re.sub(_QUOTED, "", tag[0]).split()), path)
    text = _SECTION.sub(lambda match: html.escape(match[1]), text)
    text = _NO_TAG.sub("&lt;", text)
    # libxml2 would put what follows these beside the page instead of into it, as browsers do.
    text = _CLOSING.sub(" ", text)
    # An element at the end that is not there was swallowed by what is left open before it.
    root = _parsed(f"{text}<{_END}>", path)
    end = None if root is None else next(root.iter(_END), None)
    if end is None:
        return _parsed(text, path), False
    end.drop_tag()
    return root, True


def _parsed(text: str, path: Path | None) -> Element | None:
    # lxml refuses a str that names an encoding of its own. Half a pair of UTF-16 is no character.
    data = text.encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(data, parser, ensure_head_body=True)
    except ParserError:
        return None
    for error in parser.error_log.filter_from_fatals():
        if "depth" in error.message:
            raise PAGE_DEPTH.error(path)
        raise InputError(f"cannot be read to its end: {' '.join(error.message.split())}", path)
    depth = deepest = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    PAGE_DEPTH.check(deepest, path)
    return root
