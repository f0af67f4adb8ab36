"""Text into the Markdown of content/: nothing that a guide prints can become markup."""

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
    """Text that is Markdown already and is written as it stands."""

    __slots__ = ()


_LINK = re.compile(f"(?P<email>{EMAIL.pattern})|(?P<url>{URL.pattern})")


@lru_cache(maxsize=2**15)  # names and labels return on every page
def escape(text: str) -> Markdown:
    """``text`` as Markdown that shows just it; a line break is a space."""
    return Markdown(markdown(text))


def shown(value: Any) -> str:
    """Any value as Markdown that shows just it; what is Markdown already stays, and so do spaces."""
    if isinstance(value, Markdown):
        return value
    text = str(value)
    return text if text.isspace() else escape(text)


def words(text: str) -> Markdown:
    """``text`` as the words of a link, or elsewhere within a line: “1.” begins no list there."""
    return text if isinstance(text, Markdown) else Markdown(markdown_words(text))


@lru_cache(maxsize=2**14)
def target(address: str) -> Markdown:
    """``address`` as the target of a link."""
    return Markdown(markdown_target(address))


def attribute(value: str) -> Markdown:
    """``value`` as one of an attribute list: an anchor, or what stands between quotation marks."""
    return Markdown(markdown_attribute(value))


@lru_cache(maxsize=2**13)
def rich(text: str) -> Markdown:
    """``text`` escaped, its addresses made links to what they mean: “https：//…” as printed, with
    the colon that it should have in the target.
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
    """A label and where it leads."""

    text: str
    href: str
    whole: bool = False
    """True where its text is an identifier, which no line breaks."""
    language: str = ""
    """The language of its text, where that is another than the page's."""


@lru_cache(maxsize=2**14)  # the same few stand in every table
def link(to: Link) -> Markdown:
    """``to`` as Markdown."""
    mark = "{ .whole }" if to.whole else ""
    if to.language:
        mark = f'{{ lang="{attribute(to.language)}" }}'
    return Markdown(f"[{words(to.text)}]({target(to.href)}){mark}")


def links(
    found: Iterable[Any], separator: str, to: Callable[[Any], Link] = lambda x: x
) -> Markdown:
    """Links as Markdown in one line; ``to`` makes a link of one of ``found``, unless they are links."""
    return Markdown(shown(separator).join(link(to(one)) for one in found))


@dataclass(frozen=True, slots=True)
class Segment:
    """A text in the page's language, and beside it the other language."""

    paragraphs: tuple[Markdown, ...]
    other: Markdown | None
    translated: bool = True
    """False where the page has to show the Chinese in place of English."""

    @property
    def inline(self) -> Markdown:
        """The whole text in one line; Chinese sentences take no space between them."""
        return Markdown(("" if self.translated else " ").join(self.paragraphs))


def foreign(markdown: str, language: str, css: str) -> Markdown:
    """Inline Markdown in another language than the page's, marked for readers and programs."""
    return Markdown(f'*{markdown.strip()}*{{ lang="{attribute(language)}" .{css} }}')
