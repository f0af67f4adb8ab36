"""The Markdown of every page beside it, `/en/2022-1/1.5/index.md`, for programs and language models.

Made from the Markdown that MkDocs reads, so that it says what the page says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator import ids
from generator.build.attributes import Node
from generator.build.html import target as address
from generator.build.plain import Surroundings, plain
from generator.escape import commonmark, commonmark_link
from generator.ids.addresses import parse_path
from generator.picture import PICTURES
from generator.write.views import Views


def markdown_page(
    front: str,
    blocks: Iterable[Node],
    v: Views,
    *,
    base: str,
    card: Mapping[str, Any] | None,
    sizes: Mapping[str, str],
) -> str:
    """The page of ``v`` as Markdown: its front matter, from the line that opens it, and its ``blocks``.

    ``card`` is what the theme shows below a direction (`generator.build.cards`). ``sizes`` are those of the files under
    data/, in words. Where ``base`` is known every link is a whole address, else relative to the file.
    """
    parts = [f"{front}\n---", plain(blocks, _surroundings(v, base, sizes))]
    address = parse_path(v.path)
    if card:
        parts += _citations(address.name, v, base, card)
    parts += ["---", _closing(v, base)]
    return "\n\n".join(parts) + "\n"


def target(link: str, page: str, base: str) -> str:
    """Where ``link`` of the page at ``page``, as content/ has it, leads from the Markdown beside
    that page: to other pages' Markdown, to places on the page itself, or where it led.

    >>> target("../partners/fi.md#agencies", "en/2022-1/1.5/", "")
    '../../partners/fi/index.md#agencies'
    >>> target("#field-1", "en/2022-1/1.5/", ""), target("feed.xml", "en/", "https://example.org/")
    ('./#field-1', 'https://example.org/en/feed.xml')
    """
    relative = _relative(link, ids.content_file(page).endswith("index.md"))
    return urljoin(base + page, relative) if base else relative


@lru_cache(maxsize=16384)
def _relative(link: str, is_index: bool) -> str:
    """The same relative to the Markdown, for a page whose address is that of its folder or is not."""
    path, mark, anchor = link.partition("#")
    if path.endswith(".md") and not urlsplit(link).scheme:
        return f"{address(path, is_index=is_index)}index.md{mark}{anchor}"
    return link if path else f"./{link}"


def _surroundings(v: Views, base: str, sizes: Mapping[str, str]) -> Surroundings:
    picture = v._("Picture") + v._(": ")
    return Surroundings(
        link=lambda link: target(link, v.path, base),
        picture=lambda name: picture + PICTURES[name].title(v),
        size=sizes.__getitem__,
    )


def _citations(direction: str, v: Views, base: str, card: Mapping[str, Any]) -> Iterator[str]:
    """The box that the theme puts below a direction: how to cite it, and its formats."""
    landing = ids.address(ids.direction_path(direction), v.path, base)
    formats = (commonmark_link(f["name"], landing + f["file"]) for f in card["formats"])
    entries = {
        v._("Permanent link"): commonmark_link(commonmark(card["url"] or direction), landing),
        **{c["style"]: commonmark(_whole(c["text"], card, direction)) for c in card["citations"]},
        v._("Formats"): v.phrases.comma.join(formats),
    }
    colon = v._(": ")
    yield f"## {v._('Cite and link')} {commonmark_link('#', target('#cite', v.path, base))}"
    yield "\n".join(f"- {name}{colon}{entry}" for name, entry in entries.items())


def _whole(citation: str, card: Mapping[str, Any], direction: str) -> str:
    """A citation that names what it cites even where the address is not known."""
    return citation if card["url"] else f"{citation} {direction}"


def _closing(v: Views, base: str) -> str:
    """Where the page is, where its other language, and what the foot of every page says."""
    other = {"zh": "This page in English", "en": "本页中文版"}[v.language]
    beside = ids.markdown_path(f"{v.other_language}/{v.path.partition('/')[2]}")
    links = {v._("Web page"): v.path, other: beside}
    shown = (commonmark_link(name, ids.address(path, v.path, base)) for name, path in links.items())
    unofficial = v._(
        "An unofficial site. The guides are official documents; only the original text is authoritative."
    )
    licence = v._("Translations and data: CC BY 4.0. Code: MIT.")
    return f"{' · '.join(shown)}\n\n{unofficial}{v.phrases.gap}{licence}"
