"""The check of the words on the built pages: marks, doubled words, numbers with their nouns, and titles.

It looks at what the templates and the program write. What a guide prints is left as printed, and the English of the
guides has rules of its own (`generator/translate/rules.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from generator.check.findings import Finding, Places
from generator.ledger import read_page
from generator.link import Library
from generator.text.characters import HAN
from generator.translate.rules import CAPITAL
from generator.translate.segments import segments
from generator.vocabulary import Term

_RULES = {
    "en": (
        (r"(?<![\w’&.-])(?!million)([A-Za-z]+) \1(?![\w&’¦-])", "a word stands twice"),
        (r"\w'\w|\"", "apostrophes and quotation marks are curly"),
        (r"[,;:][,;:.]|[^.]\.\.(?!\.)|(?<!¦) [,;:.](?=\s|$)|[,;](?=[A-Za-z])", "a mark of punctuation is out of place"),
        (r"(?<![\w.,/:–-])1[ ¦]+(?!(?:is|was|has|as|plus|across|less)\b)[a-z]{2,}(?<![sui])s\b", "one has a singular"),
        (
            r"(?<![\w.,/:–-])(?:[2-9]|[1-9]\d\d?)[ ¦]+(?:call|country|direction|field|file|guide|item|part|partner|project|requirement|row|year)\b(?![-–]| [a-z]{3,}s\b)",
            "more than one has a plural",
        ),
        (r"\b[Aa] [aeio](?!n?e\b|ne-|u)[a-z]|\b[Aa]n [b-df-gj-np-tv-z][a-z]", "“a” or “an”"),
        (r"\b(?:shall|should|needs? to|ha(?:s|ve) to|(?:is|are) to be(?! determined)|can not)\b", "a requirement has “must” or “may not”"),
        (r"\band so on\b", "a list that is not complete has “such as” or “including”"),
        (r"(?<!n\.d)(?<!trans)\.[”)]\.", "a full stop stands twice"),
        (CAPITAL, "a capital within a sentence"),
    ),
    "zh": (
        (rf"[{HAN}][,;:!?]|[,;:!?](?=[{HAN}])", "a half-width mark in Chinese"),
        (rf"[{HAN}] +(?=[{HAN}A-Za-z])|[A-Za-z] +(?=[{HAN}])", "a space beside Chinese"),
        (r"(?<!□)[，、；：。][，、；：。]|[，、]$", "a mark of punctuation is out of place"),
        (r"的的|了了|在在|和和|为为|至至", "a word stands twice"),
    ),
}  # fmt: skip
_WORDING = {
    name: tuple((re.compile(rule), advice) for rule, advice in rules)
    for name, rules in _RULES.items()
}
"""Language → (pattern, what is wrong)."""
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time"}
)  # fmt: skip
_UNREAD = frozenset({"code", "pre", "script", "style", "svg", "kbd", "noscript"})
_BOUNDS = frozenset({"at most", "less than", "up to"})
"""Renderings that are wrong for some Chinese alone."""
_TITLE = re.compile(r"(.+) [-–] \1")


def check_wording(library: Library, places: Places) -> Iterator[Finding]:
    """Yield the wording on built pages that a program can see to be wrong, each once, with the first page that has it."""
    if not (places.site / "index.html").is_file():
        yield Finding("error", f"{places.site} is not built: run `guides build`")
        return
    printed = sorted(segments(library.guides), key=len, reverse=True)
    calques = _calques(library.vocabulary.glossary)
    seen: set[str] = set()
    for path in sorted(places.site.rglob("*.html")):
        page = read_page(path)
        where = path.relative_to(places.site).as_posix()
        title = page.findtext(".//title") or ""
        if _TITLE.fullmatch(title):
            yield Finding("error", f"{where}: the title is “{title}”")
        for language, text in _texts(page, page.get("lang", "")):
            if text not in seen:
                seen.add(text)
                for problem in problems(text, language, printed):
                    yield Finding("error", f"{where}: {problem}")
                if language == "en" and (found := calques.search(text)):
                    yield Finding("error", f"{where}: the glossary forbids “{found[0]}”")


def _calques(glossary: Iterable[Term]) -> re.Pattern[str]:
    """Return a pattern for the renderings of several words that the glossary forbids, whatever the Chinese."""
    words = {words for term in glossary for words in term.forbidden if " " in words} - _BOUNDS
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE)


def problems(text: str, language: str, printed: list[str]) -> Iterator[str]:
    """Yield what is wrong in ``text``, a block of a page in ``language``, where ``¦`` is the border of a link or mark.

    ``printed`` are the texts of guides, longest first: what is wrong there is printed so.
    """
    for pattern, advice in _WORDING.get(language, ()):
        if not pattern.search(text):
            continue
        own, plain = text, text.replace("¦", "")
        for segment in printed:
            if segment in plain:
                own = re.sub("¦*".join(map(re.escape, segment)), "□", own)
        if found := pattern.search(own):
            yield f"{advice}: “{own[max(0, found.start() - 20) : found.end() + 20]}”"


def _texts(node: HtmlElement, language: str) -> Iterator[tuple[str, str]]:
    """Yield (language, text) for each block of ``node``, with ``¦`` at the borders of links and marks within it."""
    pieces: list[tuple[str, str]] = []

    def walk(node: HtmlElement, language: str) -> Iterator[tuple[str, str]]:
        if not isinstance(node.tag, str) or node.tag in _UNREAD:
            return
        language = node.get("lang", language)[:2]
        block = node.tag not in _INLINE
        if block:
            yield from ended()
        pieces.append((language, f"{'' if block else '¦'}{node.text or ''}"))
        for child in node:
            inner = child.get("lang", language)[:2]
            if inner != language:
                yield from ended()
            yield from walk(child, language)
            if inner != language:
                yield from ended()
            pieces.append((language, f"¦{child.tail or ''}"))
        if block:
            yield from ended()

    def ended() -> Iterator[tuple[str, str]]:
        if text := " ".join("".join(words for _, words in pieces).split()):
            yield pieces[0][0], text
        pieces.clear()

    yield from walk(node, language)
    yield from ended()
