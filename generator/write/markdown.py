"""Conversion of text to the Markdown of content/. Text of a guide never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.escape import (
    markdown,
    markdown_attribute,
    markdown_target,
    markdown_words,
    start_of_line,
)
from generator.text.contacts import EMAIL, URL, repair_url


class Markdown(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


_LINK = re.compile(f"(?P<email>{EMAIL.pattern})|(?P<url>{URL.pattern})")


@lru_cache(maxsize=2**15)  # the same names and labels are on many pages
def escape(text: str) -> Markdown:
    """Return ``text`` as Markdown that shows exactly this text. A line break becomes a space."""
    return Markdown(markdown(text))


def shown(value: Any) -> str:
    """Return ``value`` as Markdown that shows its text. Markdown and white space are returned unchanged."""
    if isinstance(value, Markdown):
        return value
    text = str(value)
    return text if text.isspace() else escape(text)


def words(text: str) -> Markdown:
    """Return ``text`` as Markdown within a line, such as the text of a link. “1.” does not begin a list there."""
    return text if isinstance(text, Markdown) else Markdown(markdown_words(text))


@lru_cache(maxsize=2**14)
def target(address: str) -> Markdown:
    """Return ``address`` as the target of a Markdown link."""
    return Markdown(markdown_target(address))


def attribute(value: str) -> Markdown:
    """Return ``value`` for an attribute list: an anchor, or a value between quotation marks."""
    return Markdown(markdown_attribute(value))


@lru_cache(maxsize=2**13)
def rich(text: str) -> Markdown:
    """Return ``text`` as Markdown with its web and e-mail addresses as links.

    A misprinted address is shown as printed, “https：//…”, and corrected in the link's target.
    """
    parts, start = [], 0
    for match in _LINK.finditer(text):
        printed = match[0] if match["email"] else match[0].rstrip(".,;:!?)]}>'\"")
        parts.append(markdown_words(text[start : match.start()]))
        address = "mailto:" + printed if match["email"] else repair_url(printed)
        if address.startswith("www."):
            address = "http://" + address
        parts.append(f"[{markdown_words(printed)}]({markdown_target(address)})")
        start = match.start() + len(printed)
    parts.append(markdown_words(text[start:]))
    return Markdown(start_of_line("".join(parts)))


@dataclass(frozen=True, slots=True)
class Link:
    """The text and the address of a link."""

    text: str
    href: str
    whole: bool = False
    """True if the text is an identifier, which must not break across lines."""
    language: str = ""
    """The language of the text if it is not the page's, else empty."""


@lru_cache(maxsize=2**14)  # the same links are in many tables
def link(to: Link) -> Markdown:
    """Return ``to`` as Markdown."""
    mark = "{ .whole }" if to.whole else ""
    if to.language:
        mark = f'{{ lang="{attribute(to.language)}" }}'
    return Markdown(f"[{words(to.text)}]({target(to.href)}){mark}")


def links(
    found: Iterable[Any], separator: str, to: Callable[[Any], Link] = lambda x: x
) -> Markdown:
    """Return links as Markdown in one line. ``to`` makes a link from each of ``found`` if they are not links yet."""
    return Markdown(shown(separator).join(link(to(one)) for one in found))


def lines(found: Iterable[str]) -> Markdown:
    """Return the texts ``found`` as Markdown in lines of their own, for a cell of a table."""
    return Markdown("<br>".join(map(shown, found)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A text in the page's language, with the same text in the other language."""

    paragraphs: tuple[Markdown, ...]
    other: Markdown | None
    translated: bool = True
    """False if the text is Chinese on an English page, because there is no translation."""

    @property
    def inline(self) -> Markdown:
        """The whole text in one line. There is no space between Chinese sentences."""
        return Markdown(("" if self.translated else " ").join(self.paragraphs))


def foreign(markdown: str, language: str, css: str) -> Markdown:
    """Return inline Markdown in a language other than the page's, marked with ``language`` and the class ``css``."""
    return Markdown(f'*{markdown.strip()}*{{ lang="{attribute(language)}" .{css} }}')
