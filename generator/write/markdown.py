"""Text into Markdown: nothing that a guide prints can become markup."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from generator.text.contacts import EMAIL, URL, repair_url


class Markdown(str):
    """Text that is Markdown already and is written as it stands."""

    __slots__ = ()


_SPECIAL = re.compile(r"[&<>*_`\[\]{}\\|~^]")
_AT_START = re.compile(
    r"^(?:(?P<number>\d{1,9})(?P<stop>[.)])(?=\s)|(?P<mark>[-+](?=[\s+-]|$)|[=#:]))"
)
_SPACES = re.compile(r"\s+")
_LINK = re.compile(f"(?P<email>{EMAIL.pattern})|(?P<url>{URL.pattern})")
_LIKE_REFERENCE = re.compile(r"&(?=#?\w+;)")
_URL_SAFE = "/:?#@!$&'*+,;=%~-._"


@lru_cache(maxsize=2**15)  # names and labels return on every page
def escape(text: str) -> Markdown:
    """``text`` as Markdown that shows just it. Character references do it in every engine, which
    backslashes do not; a line break is a space.

    >>> escape("2*3 {a} <b>"), escape("1. x")
    ('2&#42;3 &#123;a&#125; &lt;b&gt;', '1&#46; x')
    """
    return Markdown(_AT_START.sub(_escape_start, _inner(text)))


def shown(value: Any) -> str:
    """Any value as Markdown that shows just it; what is Markdown already stays, and so do spaces."""
    if isinstance(value, Markdown):
        return value
    return _shown(str(value))


@lru_cache(maxsize=2**15)
def _shown(text: str) -> str:
    return text if text.isspace() else escape(text)


_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _reference(character: str) -> str:
    return _NAMED.get(character) or f"&#{ord(character)};"


def _escape_start(match: re.Match[str]) -> str:
    if match["number"]:
        return match["number"] + _reference(match["stop"])
    return _reference(match["mark"])


@lru_cache(maxsize=2**13)
def rich(text: str) -> Markdown:
    """``text`` escaped, its addresses made links to what they mean: “https：//…” as printed, with
    the colon that it should have in the target.
    """
    parts, start = [], 0
    for match in _LINK.finditer(text):
        printed = match[0] if match["email"] else match[0].rstrip(".,;:!?)]}>'\"")
        parts.append(_inner(text[start : match.start()]))
        target = "mailto:" + printed if match["email"] else repair_url(printed)
        if target.startswith("www."):
            target = "http://" + target
        href = _LIKE_REFERENCE.sub("&amp;", quote(target, safe=_URL_SAFE))
        parts.append(f"[{_inner(printed)}]({href})")
        start = match.start() + len(printed)
    parts.append(_inner(text[start:]))
    return Markdown(_AT_START.sub(_escape_start, "".join(parts)))


def _inner(text: str) -> str:
    """``escape`` for a text that does not stand at the start of a line."""
    return _SPECIAL.sub(lambda m: _reference(m[0]), _SPACES.sub(" ", text))


def foreign(markdown: str, language: str, css: str) -> Markdown:
    """Inline Markdown in another language than the page's, marked for readers and programs."""
    return Markdown(f'*{markdown}*{{ lang="{language}" .{css} }}')
