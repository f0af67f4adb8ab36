"""The style sheets in a page, and the declarations that apply to an element: a small part of CSS.

Selectors may have tags, classes, ids and attributes, inside one another. A rule with any other selector, or for paper
only, is ignored, so that nothing is hidden by a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

Declarations = dict[str, str]
"""Property → value, without “!important”."""

_STRING = r"\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_TOKEN = re.compile(rf"{_STRING}|[{{}};]", re.DOTALL)
_DECLARATION = re.compile(
    rf"([\w-]+)\s*+:\s*+((?:{_STRING}|\((?:{_STRING}|[^()\"'])*+\)|[^;\"'()])*+)", re.DOTALL
)
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z", re.IGNORECASE)
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*(?:,|\Z)", re.IGNORECASE)
_AROUND_RULES = ("@supports", "@layer")
_PSEUDO = re.compile(r"::?(before|after|marker)\Z", re.IGNORECASE)
_COMPOUND = re.compile(r"(\*|[\w-]+)?((?:[.#][\w-]+|\[[^\[\]]*\])*)")
_SIMPLE = re.compile(
    r"\.(?P<name>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<how>[~^$*|]?=)\s*[\"']?(?P<value>[^\"'\]]*)[\"']?\s*)?\]"
)
_MOST_RULES = 5_000


class _Compound(NamedTuple):
    """The conditions on one element."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("", "*", element.tag)
            and self.id in ("", element.get("id"))
            and (not self.classes or self.classes <= _classes(element))
            and all(_has(element, *attribute) for attribute in self.attributes)
        )


class _Rule(NamedTuple):
    """A selector and its declarations."""

    last: _Compound
    around: tuple[tuple[str, _Compound], ...]
    """The elements around the last, the nearest first: “>” if it must be the parent, else “ ”."""
    weight: tuple[int, int, int, int]
    declarations: tuple[tuple[str, str, bool], ...]
    """(property, value, whether it is important)."""

    def fits(self, element: Element) -> bool:
        if not self.last.fits(element):
            return False
        for combinator, compound in self.around:
            element = element.getparent()
            while element is not None and not compound.fits(element):
                element = None if combinator == ">" else element.getparent()
            if element is None:
                return False
        return True


class Sheet:
    """The style sheets in a page."""

    def __init__(self, root: Element) -> None:
        self.counter_styles: dict[str, Declarations] = {}
        """The numerals that the page defines, by name."""
        self._rules: dict[str, dict[str, list[_Rule]]] = defaultdict(lambda: defaultdict(list))
        self._count = 0
        for style in root.iter("style"):
            if style.get("media", "all").lower() in ("all", "screen", ""):
                self._read("".join(style.itertext()))

    @property
    def has_generated_text(self) -> bool:
        """True if there are rules for text before or after elements, or for the markers of lists."""
        return any(self._rules[pseudo] for pseudo in ("before", "marker"))

    def of(self, element: Element, pseudo: str = "") -> Declarations:
        """Return the declarations for an element, or for the text before it that the sheet generates."""
        by_key = self._rules.get(pseudo, {})
        keys = ("*", element.tag, f"#{element.get('id')}", *(f".{c}" for c in _classes(element)))
        rules = [rule for key in keys for rule in by_key.get(key, ()) if rule.fits(element)]
        own = () if pseudo else tuple(_declarations(element.get("style", "")))
        if not rules:
            return {name: value for name, value, _ in own}
        rules.sort(key=lambda rule: rule.weight)
        every = [d for rule in rules for d in rule.declarations] + list(own)
        every.sort(key=lambda declaration: declaration[2])
        return {name: value for name, value, _ in every}

    def _read(self, css: str) -> None:
        for prelude, body in _blocks(_COMMENT.sub(" ", css)):
            if _SCREEN.match(prelude) or prelude.lower().startswith(_AROUND_RULES):
                self._read(body)
            elif prelude.lower().startswith("@counter-style"):
                self.counter_styles[prelude[14:].strip()] = {
                    n: v for n, v, _ in _declarations(body)
                }
            elif not prelude.startswith("@"):
                self._add(prelude, tuple(_declarations(body)))

    def _add(self, prelude: str, declarations: tuple[tuple[str, str, bool], ...]) -> None:
        for selector in prelude.split(","):
            match = _PSEUDO.search(selector.strip())
            parsed = _selector(_PSEUDO.sub("", selector.strip()) or "*")
            if parsed is None or self._count >= _MOST_RULES:
                continue
            self._count += 1
            last, around = parsed
            compounds = (last, *(compound for _, compound in around))
            weight = (
                sum(bool(compound.id) for compound in compounds),
                sum(len(c.classes) + len(c.attributes) for c in compounds),
                sum(compound.tag not in ("", "*") for compound in compounds),
                self._count,
            )
            key = (
                f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.tag
            )
            rule = _Rule(last, around, weight, declarations)
            self._rules[match[1].lower() if match else ""][key or "*"].append(rule)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield each rule as (text before its braces, text in them)."""
    depth = start = inner = 0
    for token in _TOKEN.finditer(css):
        if token[0] == "{":
            inner = inner if depth else token.end()
            depth += 1
        elif token[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield css[start : inner - 1].strip(), css[inner : token.start()]
                start = token.end()
        elif token[0] == ";" and not depth:
            start = token.end()


def _declarations(body: str) -> Iterator[tuple[str, str, bool]]:
    for match in _DECLARATION.finditer(_COMMENT.sub(" ", body)) if body else ():
        value = match[2].strip()
        plain = _IMPORTANT.sub("", value)
        yield match[1].lower(), plain, plain != value


def _selector(text: str) -> tuple[_Compound, tuple[tuple[str, _Compound], ...]] | None:
    """Return (the last compound, those around it), or None for a selector of another kind."""
    parts = re.sub(r"\s*>\s*", " >", text.strip()).split()
    found = []
    for part in reversed(parts):
        compound = _compound(part.removeprefix(">"))
        if compound is None:
            return None
        found.append((part[0] == ">", compound))
    (child, last), *outer = found
    around = []
    for is_child, compound in outer:
        around.append((">" if child else " ", compound))
        child = is_child
    return last, tuple(around)


def _compound(text: str) -> _Compound | None:
    if text == ":root":
        text = "html"
    match = _COMPOUND.fullmatch(text)
    if match is None or not text:
        return None
    simple = list(_SIMPLE.finditer(match[2]))
    return _Compound(
        (match[1] or "").lower(),
        next((m["id"] for m in simple if m["id"]), ""),
        frozenset(m["name"] for m in simple if m["name"]),
        tuple(
            (m["key"].lower(), m["how"] or "", (m["value"] or "").strip())
            for m in simple
            if m["key"]
        ),
    )


def _classes(element: Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def _has(element: Element, key: str, how: str, value: str) -> bool:
    found = element.get(key)
    return found is not None and _ATTRIBUTES[how](str(found), value)


_ATTRIBUTES: dict[str, Callable[[str, str], bool]] = {
    "": lambda _, __: True,
    "=": lambda found, value: found == value,
    "~=": lambda found, value: value in found.split(),
    "^=": lambda found, value: bool(value) and found.startswith(value),
    "$=": lambda found, value: bool(value) and found.endswith(value),
    "*=": lambda found, value: bool(value) and value in found,
    "|=": lambda found, value: found == value or found.startswith(f"{value}-"),
}
"""Sign in the selector of an attribute → whether its value fits."""
