"""How a browser shows the text of an element: not at all, struck out, raised, in a symbol font."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.read.html.styles import Declarations, Sheet
from generator.read.symbols import FONTS

Color = tuple[int, int, int]

_NAMED: dict[str, Color] = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
}
_WHITE, _BLACK = _NAMED["white"], _NAMED["black"]
_CLEAR: Color = (-255, -255, -255)
"""The colour of transparent letters."""
_NEAR = 5
"""The largest difference, of 255, between two colours that look the same."""
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|pc|mm|cm|in|r?em|ex|ch|v[wh]|%)?\Z")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 3.8,
    "cm": 38.0,
    "in": 96.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "vw": 10.0,
    "vh": 8.0,
    "%": 6.0,
}
"""Unit → about how many pixels it has, to tell “far off the page”."""
_SIZE_IN_FONT = re.compile(r"(?:^|\s)([+-]?[\d.]+(?:px|pt|em|rem|%)?)(?:\s*/\s*\S+)?\s+\S")
_SMALLEST = 1.5
"""The size of letters in pixels that nobody can read."""
_LEAST_RISE = 3.0
_FAR, _VERY_FAR = -500.0, 5000.0
"""How far to the left of the page, or to its right, text is off it, in pixels."""
_MOVES = re.compile(r"(translate(?:x|y|3d)?|scale(?:x|y|3d)?)\(([^()]*)\)")
_CLIP = re.compile(r"rect\(([^()]*)\)")
_CLIP_PATH = re.compile(
    r"inset\(\s*(?:100|[5-9]\d)%?\s*\)|inset\(\s*(?:100|[5-9]\d)%[^)]*\)|circle\(\s*0|ellipse\(\s*0\s+0"
    r"|polygon\(\s*(?:0(?:px|%)?[\s,]*)+\)|rect\(\s*(?:0(?:px|%)?[\s,]*)+\)"
)
_CLEAR_FILTER = re.compile(r"(?:alpha\(\s*)?opacity\s*[(=]\s*0(?:\.0*)?%?\s*\)")
_TRANSPARENT = re.compile(
    r"transparent|(?:rgb|hsl)a\([^()]*[,/]\s*0(?:\.0*)?%?\s*\)|(?:rgb|hsl)\([^()]*/\s*0(?:\.0*)?%?\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00"
)
_STRUCK = frozenset({"del", "s", "strike"})
_INLINE = frozenset({"span", "a", "font", "i", "em", "b", "strong", "small", "sup", "sub"})
_PAGE = frozenset({"html", "body"})


class Look(NamedTuple):
    """How the text of an element is shown."""

    gone: bool = False
    """True if the element and all in it are not shown."""
    visible: bool = True
    size: float = 16.0
    """The size of the letters in pixels."""
    color: Color | None = _BLACK
    """None if it is not known."""
    behind: Color | None = _WHITE
    """The colour of the background, or None if it is not known."""
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    font: str = ""
    """The name of a symbol font, or ""."""

    @property
    def unseen(self) -> bool:
        """True if the text cannot be seen; an element in it can have text that can."""
        return (
            self.gone
            or not self.visible
            or self.size < _SMALLEST
            or self.color == _CLEAR
            or (
                self.color is not None
                and self.behind is not None
                and _near(self.color, self.behind)
            )
        )


def looks_of(root: Element, sheet: Sheet) -> dict[Element, Look]:
    """Return the look of each element in a page."""
    # What a style sheet outside the page says about colours is not known.
    links = (link.get("rel", "").lower().split() for link in root.iter("link"))
    outside = any("stylesheet" in words for words in links)
    first = Look(color=None, behind=None) if outside else Look()
    found: dict[Element, Look] = {}
    for element in root.iter():
        outer = found.get(element.getparent(), first)
        found[element] = _look(element, outer, sheet.of(element))
    return found


def _look(element: Element, outer: Look, style: Declarations) -> Look:
    tag = element.tag
    style = {name: value.lower() for name, value in style.items()}
    is_shown = style.get("display", "") if "display" in style else _usual_display(element)
    gone = is_shown == "none" or bool(style and _is_out_of_sight(style))
    visibility = style.get("visibility", "")
    visible = outer.visible if visibility in ("", "inherit") else visibility == "visible"
    if tag in _PAGE:  # a script shows the page when it is loaded
        gone, visible = False, True
    size = _size(style, outer.size)
    return Look(
        gone=outer.gone or gone,
        visible=visible,
        size=size,
        color=_color(element, style, outer.color),
        behind=_background(element, style, outer.behind),
        struck=outer.struck or tag in _STRUCK or "line-through" in _decoration(style),
        raised=tag == "sup" or _rise(element, style, size < outer.size) >= _LEAST_RISE,
        lowered=tag == "sub" or (tag in _INLINE and style.get("vertical-align") == "sub"),
        font=_font(element, style, outer.font),
    )


def _usual_display(element: Element) -> str:
    is_closed = element.tag == "dialog" and "open" not in element.attrib
    return "none" if "hidden" in element.attrib or is_closed else ""


def _is_out_of_sight(style: Declarations) -> bool:
    """Return whether an element is transparent, clipped, without size or off the page, and all in it too."""
    return (
        _is_transparent(style)
        or _is_clipped(style)
        or _is_off_page(style)
        or style.get("mso-hide") == "all"
        or style.get("content-visibility") == "hidden"
        or style.get("zoom") in ("0", "0%")
    )


def _is_transparent(style: Declarations) -> bool:
    opacity = _LENGTH.match(style.get("opacity", ""))
    return (opacity is not None and float(opacity[1]) <= 0.02) or bool(
        _CLEAR_FILTER.search(style.get("filter", ""))
    )


def _is_clipped(style: Declarations) -> bool:
    is_fixed = style.get("position") in ("absolute", "fixed")
    if is_fixed and (match := _CLIP.match(style.get("clip", ""))):
        sides = [_pixels(side) for side in re.split(r"[\s,]+", match[1].strip())]
        if len(sides) == 4 and None not in sides:
            top, right, bottom, left = (side or 0.0 for side in sides)
            if right - left <= 1 or bottom - top <= 1:
                return True
    if _CLIP_PATH.match(style.get("clip-path", "")):
        return True
    overflow = " ".join(style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    names = ("width", "height", "max-width", "max-height")
    sizes = (_pixels(style.get(name, "")) for name in names)
    return ("hidden" in overflow or "clip" in overflow) and any(
        size is not None and size <= 1 for size in sizes
    )


def _is_off_page(style: Declarations) -> bool:
    for kind, values in _MOVES.findall(style.get("transform", "")):
        numbers = [_pixels(value.strip()) for value in values.split(",")]
        if kind.startswith("scale") and any(number == 0 for number in numbers):
            return True
        if kind.startswith("translate") and any(n is not None and n <= _FAR for n in numbers):
            return True
    names = ["margin-left", "margin-top", "text-indent"]
    if style.get("position") in ("absolute", "fixed", "relative"):
        names += ("left", "top", "right", "bottom")
        names += ("inset",)
    places = [_pixels(value) for name in names for value in style.get(name, "").split()]
    places += [_pixels(value) for value in style.get("margin", "").split()]
    return any(place is not None and (place <= _FAR or place >= _VERY_FAR) for place in places)


def _pixels(text: str) -> float | None:
    match = _LENGTH.match(text)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else None


def _size(style: Declarations, outer: float) -> float:
    text = style.get("font-size", "")
    if not text and (match := _SIZE_IN_FONT.search(style.get("font", ""))):
        text = match[1]
    match = _LENGTH.match(text)
    if match is None:
        return (
            max(outer, 16.0)
            if text and not text.startswith(("inherit", "calc", "var", "clamp"))
            else outer
        )
    number, unit = float(match[1]), match[2] or ""
    relative = {"em": outer, "ex": outer / 2, "%": outer / 100}
    return number * relative.get(unit, _PIXELS[unit])


def _color(element: Element, style: Declarations, outer: Color | None) -> Color | None:
    text = style.get("-webkit-text-fill-color") or style.get("color") or ""
    if not text and element.tag == "font":
        text = element.get("color", "").lower()
    if _TRANSPARENT.fullmatch(text) and not {"text-shadow", "background-clip"} & style.keys():
        return _CLEAR
    return outer if text in ("", "inherit") else _rgb(text)


def _background(element: Element, style: Declarations, outer: Color | None) -> Color | None:
    text = style.get("background-color", "")
    image = style.get("background-image", "none") + style.get("background", "")
    if "url(" in image or "gradient(" in image:
        return None
    text = (
        text
        or next(iter(style.get("background", "").split()), "")
        or element.get("bgcolor", "").lower()
    )
    if element.get("background"):
        return None
    return outer if text in ("", "inherit", "transparent", "none", "initial") else _rgb(text)


def _rgb(text: str) -> Color | None:
    """Return a colour; that of the paper for a transparent one would not be known, so it is None."""
    if text in _NAMED:
        return _NAMED[text]
    if match := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        return red, green, blue
    if match := re.fullmatch(
        r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*(?:1|1\.0*|100%)\s*)?\)", text
    ):
        red, green, blue = (int(number) for number in match.groups())
        return red, green, blue
    return None


def _near(one: Color, other: Color) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _decoration(style: Declarations) -> str:
    return style.get("text-decoration", "") + style.get("text-decoration-line", "")


def _rise(element: Element, style: Declarations, is_smaller: bool) -> float:
    """Return how far a part of a line is raised, in pixels, or 0."""
    if element.tag not in _INLINE:
        return 0
    place = style.get("vertical-align", "")
    by_word = _pixels(style.get("mso-text-raise", "")) or 0
    moved = _pixels(style.get("top", "")) if style.get("position") == "relative" else 0
    by_move = -(moved or 0) if is_smaller else 0
    return 5 if place == "super" else (_pixels(place) or by_word or by_move)


def _font(element: Element, style: Declarations, outer: str) -> str:
    names = style.get("font-family", "") or style.get("font", "").rpartition("px ")[2]
    if element.tag == "font":
        names = names or element.get("face", "").lower()
    first = names.partition(",")[0].strip(" \"'")
    return outer if not names else first if first in FONTS else ""
