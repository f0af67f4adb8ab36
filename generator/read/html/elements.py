"""The elements of a web page: parsing them, and their kinds."""

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
EMBEDDED = frozenset({
    "applet", "audio", "button", "canvas", "datalist", "iframe", "input", "meter", "noembed", "noframes",
    "noscript", "object", "optgroup", "option", "progress", "select", "svg", "template", "textarea", "video",
})  # fmt: skip
"""Elements of controls and drawings, and elements whose text a browser shows only as a replacement."""
RAW = frozenset({"iframe", "noembed", "noframes"})
"""Elements that contain a page of their own, which libxml2 keeps as text with its tags."""
RUBY = frozenset({"rp", "rt", "rtc"})
"""Elements with the pronunciation of the characters before them."""
SURROUNDING = frozenset({"nav", "header", "footer", "aside", "menu"})
"""Elements that belong to the site, not to the text of the page."""
_ROLES = frozenset({"banner", "complementary", "contentinfo", "navigation", "search"})
_NOTES = frozenset({"aside", "dd", "div", "li", "ol", "p", "section"})
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_NOTE_CLASSES = frozenset(
    {"footnote", "footnotes", "endnote", "endnotes", "msofootnotetext", "msoendnotetext"}
)
_NOTE_ID = re.compile(r"_?(?:ftn|fn|edn|footnote|endnote)[-_:.]?\d{1,3}", re.I)
"""The elements that hold notes, as programs that write web pages mark them."""
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a paragraph."""
_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("applet", "area", "image", "img"), ("alt",)),
    "iframe": ("srcdoc",),
    "input": ("alt", "placeholder", "value"),
    **dict.fromkeys(("optgroup", "option", "track"), ("label",)),
    "textarea": ("placeholder",),
}
"""Elements → attributes with text that a browser may show."""
_PICTURE = re.compile(
    r"data:[a-z]{1,20}/[\w.+-]{1,80}(?:;[\w=.-]{1,80}){0,3};base64,[\w+/=%\r\n-]{1000,}",
    re.ASCII | re.I,
)
"""A picture or font embedded in the page."""
_SECTION = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_TAG = re.compile(rf"<[a-z](?:[^>\"']++|{_QUOTED})*+", re.I)
_NO_TAG = re.compile(r"<(?=/?[a-z][\w:.-]*[^\w:./>\s-])", re.ASCII | re.I)
"""A “<” that is text, as in “a<b且c” and “<a@b.cn>”; a browser would take it for a tag and lose the text after it."""
_CLOSING = re.compile(r"</(?:body|html)\s*>", re.I)
_END = "end-of-page"


def is_surrounding(element: Element) -> bool:
    """Return whether ``element`` belongs to the site; the header of an article is part of its text."""
    if element.get("role", "").lower() in _ROLES:
        return True
    if element.tag in ("header", "footer"):
        return next(element.iterancestors("article", "main"), None) is None
    return element.tag in SURROUNDING


def is_footnote(element: Element) -> bool:
    """Return whether ``element`` holds the notes below a text, or one of them."""
    return element.tag in _NOTES and bool(
        element.get("role", "").lower() in _NOTE_ROLES
        or _NOTE_CLASSES & set(element.get("class", "").lower().split())
        or _NOTE_ID.fullmatch(element.get("id", ""))
    )


def words_of(element: Element, path: Path) -> list[str]:
    """Return the texts in the attributes of ``element``."""
    hidden = element.get("type", "").lower() == "hidden"
    found = [element.get(name, "") for name in _WORDS.get(element.tag, ()) if not hidden]
    return [plain(words, path) if element.tag in RAW else words for words in found if words.strip()]


def plain(text: str, path: Path) -> str:
    """Return the text of a page inside a page."""
    root, _ = page_of(text, path)
    if root is None:
        return ""
    strip_elements(root, *SILENT, with_tail=False)
    return " ".join(root.itertext())


def page_of(text: str, path: Path | None = None) -> tuple[Element | None, bool]:
    """Return (the root of a page or of a piece of one, whether the page is complete).

    A page is incomplete if a tag, comment or script is still open at its end; the text after that tag is
    lost. The root is None if there is only an open tag. InputError if the page exceeds a limit.
    """
    text = _PICTURE.sub("", text)
    MARKUP.check(len(text), path)
    ELEMENTS.check(text.count("<") - text.count("</"), path)
    # libxml2 takes quadratic time for the attributes of an element.
    for tag in _TAG.finditer(text):
        if len(tag[0]) > ATTRIBUTES.most:
            ATTRIBUTES.check(len(re.sub(_QUOTED, "", tag[0]).split()), path)
    text = _SECTION.sub(lambda match: html.escape(match[1]), text)
    text = _NO_TAG.sub("&lt;", text)
    # Browsers keep text after these tags in the page; libxml2 would put it outside.
    text = _CLOSING.sub(" ", text)
    # If this added element is missing from the tree, something before it was left open.
    root = _parsed(f"{text}<{_END}>", path)
    end = None if root is None else next(root.iter(_END), None)
    if end is None:
        return _parsed(text, path), False
    end.drop_tag()
    return root, True


def _parsed(text: str, path: Path | None) -> Element | None:
    # Bytes, because lxml refuses a str that declares an encoding. A lone surrogate becomes “?”.
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
