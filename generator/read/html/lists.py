"""The numbers that a browser puts before the items of ``<ol>``."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from generator.read import numerals

_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)")
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_FORMATS: dict[str, tuple[Callable[[int], str], str]] = {
    "decimal": (str, ". "),
    "decimal-leading-zero": (lambda value: f"{value:02}", ". "),
    **dict.fromkeys(("lower-alpha", "lower-latin"), (numerals.letter, ". ")),
    **dict.fromkeys(
        ("upper-alpha", "upper-latin"), (lambda value: numerals.letter(value).upper(), ". ")
    ),
    "lower-roman": (numerals.roman, ". "),
    "upper-roman": (lambda value: numerals.roman(value).upper(), ". "),
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"),
        (numerals.han, "、"),
    ),
    "simp-chinese-formal": (numerals.formal, "、"),
    "cjk-heavenly-stem": (numerals.stem, "、"),
}


class Markers:
    """The numbers of the items of a page's lists, each list counted once."""

    def __init__(self) -> None:
        self._values: dict[Element, dict[Element, int]] = {}

    def before(self, item: Element) -> str:
        """“3. ”, “三、” before an item of a numbered list; "" before any other."""
        numbered = item.getparent()
        if numbered is None or numbered.tag != "ol":
            return ""
        style = _style(item) or _style(numbered) or _TYPES.get(numbered.get("type", ""), "decimal")
        if style == "none":
            return ""
        if numbered not in self._values:
            self._values[numbered] = _values(numbered)
        numeral, mark = _FORMATS.get(style, _FORMATS["decimal"])
        return numeral(self._values[numbered][item]) + mark


def _style(element: Element) -> str | None:
    match = _STYLE.search(element.get("style", ""))
    return match[1] if match else None


def _values(numbered: Element) -> dict[Element, int]:
    items = numbered.findall("li")
    step = -1 if "reversed" in numbered.attrib else 1
    value = numerals.integer(numbered.get("start"), len(items) if step < 0 else 1) - step
    values = {}
    for item in items:
        value = values[item] = numerals.integer(item.get("value"), value + step)
    return values
