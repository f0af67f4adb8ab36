"""Text that a browser generates: the numbers of lists, and what style sheets put before elements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from generator.read.html.looks import Look
from generator.read.html.styles import Declarations, Sheet
from generator.read.list_numerals import OF_CSS, integer

_LIST_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_LISTS = ("ol", "ul")
_WORD = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|([A-Za-z][\w-]*)")
_PLACES = frozenset({"inside", "outside", "inherit", "initial"})
_CONTENT = re.compile(
    r"\"(?P<double>(?:\\.|[^\"\\])*)\"|'(?P<single>(?:\\.|[^'\\])*)'"
    r"|counters?\(\s*(?P<counter>[\w-]+)\s*(?:,\s*[\"'](?P<between>[^\"']*)[\"']\s*)?(?:,\s*(?P<style>[\w-]+)\s*)?\)"
    r"|attr\(\s*(?P<attribute>[\w-]+)\s*\)"
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
_COUNTERS = re.compile(r"([A-Za-z_][\w-]*)(?:\s+([+-]?\d{1,6}))?")
_NUMERAL = re.compile(r"\s*[（(【]?\s*[①-⑳⑴-⒇㈠-㈩0-9一二三四五六七八九十]{1,4}\s*[.．、)）】]?\s*")
"""A text before an element that is the number of an item, and no ornament."""

Numeral = Callable[[int], str]


def markers(root: Element, sheet: Sheet) -> dict[Element, str]:
    """Return list item → the number that a browser puts before it: “3. ”, “三、”."""
    return {
        item: text for list_ in root.iter(*_LISTS) for item, text in _numbered(list_, sheet) if text
    }


def _numbered(list_: Element, sheet: Sheet) -> Iterator[tuple[Element, str]]:
    items = list_.findall("li")
    style = _list_style(list_, sheet)
    usual = style or _LIST_TYPES.get(list_.get("type", ""))
    if list_.tag == "ol":
        usual = usual or "decimal"
    for item, value in _values(list_, items):
        own = _list_style(item, sheet) or _LIST_TYPES.get(item.get("type", ""), usual)
        yield item, _marker(own, list_.tag == "ol", sheet, value)


def _values(list_: Element, items: list[Element]) -> Iterator[tuple[Element, int]]:
    step = -1 if "reversed" in list_.attrib else 1
    value = integer(list_.get("start"), len(items) if step < 0 else 1) - step
    for item in items:
        value = integer(item.get("value"), value + step)
        yield item, value


def _marker(style: str | None, is_numbered: bool, sheet: Sheet, value: int) -> str:
    """Return the text before an item; ``style`` is a name, or a text in quotation marks."""
    if style is None or (not is_numbered and not _is_numeral(style, sheet)):
        return ""
    if style.startswith('"'):
        return style[1:-1] if any(character.isalnum() for character in style) else ""
    before, numeral, after = _numerals(style, sheet)
    return before + numeral(value) + after


def _is_numeral(style: str, sheet: Sheet) -> bool:
    return style in OF_CSS or style in sheet.counter_styles or style.startswith('"')


def _list_style(element: Element, sheet: Sheet) -> str | None:
    """Return the name of an element's own numerals, or the text of its markers in quotation marks."""
    declared = sheet.of(element)
    text = declared.get("list-style-type") or declared.get("list-style", "")
    for match in _WORD.finditer(text):
        if match[3] is None:
            return f'"{_unescaped(match[1] or match[2] or "")}"'
        if match[3].lower() not in _PLACES and match[3].lower() != "url":
            return match[3] if match[3] in sheet.counter_styles else match[3].lower()
    return None


def _numerals(style: str, sheet: Sheet) -> tuple[str, Numeral, str]:
    """Return what stands before a number, the function that writes it, and what stands after."""
    own = sheet.counter_styles.get(style)
    if own is None:
        numeral, after = OF_CSS.get(style, OF_CSS["decimal"])
        return "", numeral, after
    before, after = (
        _words(own.get(name, usual)) for name, usual in (("prefix", ""), ("suffix", '". "'))
    )
    extended = own.get("system", "").removeprefix("extends").strip()
    symbols = [m[1] or m[2] or m[3] for m in _WORD.finditer(own.get("symbols", ""))]
    if symbols:
        return before, lambda value: symbols[(value - 1) % len(symbols)], after
    return before, OF_CSS.get(extended, OF_CSS["decimal"])[0], after


def generated(
    root: Element, sheet: Sheet, looks: Mapping[Element, Look], numbers: dict[Element, str]
) -> dict[Element, str]:
    """Return element → the number that a style sheet puts before it, by its counters: “第3条”, “（2）”.

    Where the sheet writes the markers of a list itself, they take the place of those in ``numbers``.
    """
    if not sheet.has_generated_text:
        return {}
    counters: dict[str, list[int]] = defaultdict(list)
    opened: dict[Element | None, list[str]] = defaultdict(list)
    values = {
        item: value
        for list_ in root.iter(*_LISTS)
        for item, value in _values(list_, list_.findall("li"))
    }
    found: dict[Element, str] = {}
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "end":
            for name in opened.pop(element, ()):
                counters[name].pop()
            continue
        if looks[element].gone:
            continue
        _count(element, sheet.of(element), counters, opened)
        if element in values:
            counters["list-item"] = [values[element]]
        for pseudo in ("marker", "before"):
            declared = sheet.of(element, pseudo)
            _count(element, declared, counters, opened)
            if declared.get("display", "") != "none" and (pseudo == "before" or element in values):
                text = _content(declared.get("content", ""), element, sheet, counters)
                if text and pseudo == "marker":
                    numbers[element] = text
                elif text:
                    found[element] = text
    return found


def _count(
    element: Element,
    declared: Declarations,
    counters: dict[str, list[int]],
    opened: dict[Element | None, list[str]],
) -> None:
    parent = element.getparent()
    for match in _COUNTERS.finditer(declared.get("counter-reset", "")):
        if match[1] in opened[parent]:
            counters[match[1]].pop()
        else:
            opened[parent].append(match[1])
        counters[match[1]].append(int(match[2] or 0))
    for match in _COUNTERS.finditer(declared.get("counter-increment", "")):
        if match[1] != "none":
            values = counters[match[1]] or [0]
            counters[match[1]] = [*values[:-1], values[-1] + int(match[2] or 1)]


def _content(text: str, element: Element, sheet: Sheet, counters: Mapping[str, list[int]]) -> str:
    """Return the text of a “content” that counts, or states the number of an item; "" for an ornament."""
    parts, counts = [], False
    for match in _CONTENT.finditer(text):
        if name := match["counter"]:
            counts = True
            numeral = _numerals((match["style"] or "decimal"), sheet)[1]
            values = counters.get(name) or [0]
            between = match["between"]
            shown = values if between is not None else values[-1:]
            parts.append((between or "").join(map(numeral, shown)))
        elif match["attribute"]:
            parts.append(element.get(match["attribute"], ""))
        else:
            parts.append(_unescaped(match["double"] or match["single"] or ""))
    found = "".join(parts)
    return found if counts or _NUMERAL.fullmatch(found) else ""


def _words(text: str) -> str:
    return "".join(_unescaped(m[1] or m[2] or m[3] or "") for m in _WORD.finditer(text))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], text)
