"""The text of a web page → its elements, all of them; comments and instructions are none."""

from __future__ import annotations

import html
import re
from pathlib import Path

from lxml.etree import ParserError, iterwalk
from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from generator.errors import InputError
from generator.read.limits import ATTRIBUTES, ELEMENTS, MARKUP, PAGE_DEPTH

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


def page_of(text: str, path: Path | None = None) -> tuple[Element | None, bool]:
    """(the root of a page, or of a piece of one; whether the page ends where no tag, comment or script
    is left open, which swallows what follows it). The root is None where there is nothing but an
    unfinished tag. InputError where the page holds too much.
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
