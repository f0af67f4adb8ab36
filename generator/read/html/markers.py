"""The numbers that a browser puts before the items of ``<ol>``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from generator.read import list_numerals

_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)")
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": "{}. ".format,
    "decimal-leading-zero": "{:02}. ".format,
    **dict.fromkeys(("lower-alpha", "lower-latin"), lambda n: f"{list_numerals.letter(n)}. "),
    **dict.fromkeys(("upper-alpha", "upper-latin"), lambda n: f"{list_numerals.capital(n)}. "),
    "lower-roman": lambda n: f"{list_numerals.roman(n)}. ",
    "upper-roman": lambda n: f"{list_numerals.capital_roman(n)}. ",
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"),
        lambda n: f"{list_numerals.han(n)}、",
    ),
    "simp-chinese-formal": lambda n: f"{list_numerals.formal(n)}、",
    "cjk-heavenly-stem": lambda n: f"{list_numerals.stem(n)}、",
    "none": lambda _: "",
}


def markers(numbered: Element) -> Iterator[tuple[Element, str]]:
    """Yield each item of an ``<ol>`` with the number before it: “3. ”, “三、”."""
    items = numbered.findall("li")
    step = -1 if "reversed" in numbered.attrib else 1
    usual = _style(numbered) or _TYPES.get(numbered.get("type", ""), "decimal")
    value = list_numerals.integer(numbered.get("start"), len(items) if step < 0 else 1) - step
    for item in items:
        value = list_numerals.integer(item.get("value"), value + step)
        yield item, _FORMATS.get(_style(item) or usual, _FORMATS["decimal"])(value)


def _style(element: Element) -> str | None:
    match = _STYLE.search(element.get("style", ""))
    return match[1] if match else None
