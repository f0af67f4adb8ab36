"""The SVG of a picture: rectangles, circles and labels in panels, one panel below the other.

All lengths are in CSS pixels; positions are measured from the top left of the panel. No length depends on the width of
letters, so the drawing is the same on every machine. Colours are CSS variables of the page, so a picture follows its
light or dark mode. `style` are SVG attributes, with “_” for “-” in their names. A mark with a `link` is a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.escape import html_attribute, html_text
from generator.write.markdown import Link

WIDTH = 392
"""Width of every picture. It is that of a phone's screen, so that the text stays readable there."""
INK, QUIET, PAPER = "currentColor", "var(--ink-quiet)", "var(--paper)"
ACCENT, RULE, GAP = "var(--accent)", "var(--rule)", "var(--gap)"
HATCH = "url(#hatch)"
"""The fill of what belongs to a draft for comment."""
_MARGIN = 4
"""Width of the margin around the panels."""
_TEXT_SIZE = 11
_HEADING = 26
"""Height of the heading of a panel."""
_LATIN = 0.56
"""Average width of a character that is not Chinese, as a fraction of the size of the text."""
_QUOTES = "“”‘’…—"
"""Punctuation that Chinese fonts make as wide as a Chinese character, and Latin ones narrow."""
_PARTS = re.compile(
    r"[^\s\u2e80-\uffff]+[\u3001-\u3002\uff0c\uff1b\uff1a\uff09]*\s*|[\u2e80-\uffff][\u3001-\u3002\uff0c\uff1b\uff1a\uff09]*\s*|\s+"
)
"""A part of a text after which a line may break: a word, or a Chinese character with the punctuation that follows it."""
_BASELINE = 3
"""Distance from the middle of a label down to its baseline."""
Value = float | str
"""The value of an attribute."""


def percent_of(part: int, whole: int) -> int:
    """Return ``part`` of ``whole`` in per cent, a half rounded up as readers do: 10 of 16 are 63."""
    return (200 * part + whole) // (2 * whole)


class Panel(NamedTuple):
    """A part of a picture, as wide as the picture."""

    height: float
    marks: Sequence[str]
    """SVG elements. Later ones are drawn over earlier ones."""


def svg(name: str, title: str, panels: Sequence[Panel], **attributes: Value) -> str:
    """Return an SVG element with ``panels`` one below the other.

    ``name`` identifies the picture on its page. ``title`` says what the picture shows. ``attributes`` are added to the
    element.
    """
    groups, top = [], 0.0
    for panel in panels:
        groups.append(_element("g", "".join(panel.marks), transform=f"translate(0,{_value(top)})"))
        top += panel.height
    edges = (-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, top + 2 * _MARGIN)
    identifier = f"title-{name}"
    drawn, hatch = "".join(groups), f"hatch-{name}"
    defined = _hatch(hatch) if HATCH in drawn else ""
    return _element(
        "svg",
        _element("title", html_text(title), id=identifier)
        + defined
        + drawn.replace(HATCH, f"url(#{hatch})"),
        xmlns="http://www.w3.org/2000/svg",
        class_=f"picture {name}",
        role="group",
        aria_labelledby=identifier,
        viewBox=" ".join(map(_value, edges)),
        font_size=_TEXT_SIZE,
        text_anchor="middle",
        **attributes,
    )


def width_of(text: str, size: float = _TEXT_SIZE) -> float:
    """Return about how wide ``text`` is. It decides only what has room.

    A Chinese character is as wide as it is high, and so are the quotation marks of a Chinese text.
    """
    chinese = any(character > "\u2e7f" for character in text)
    wide = sum(character > "\u2e7f" or (chinese and character in _QUOTES) for character in text)
    return (wide + _LATIN * (len(text) - wide)) * size


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return ``text`` in lines of about ``width``. They break at spaces, and between Chinese characters."""
    lines, line = [], ""
    for part in _PARTS.findall(text):
        if line and width_of(line + part.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def box(
    x: float, y: float, width: float, height: float, link: Link | None = None, **style: Value
) -> str:
    """Draw a rectangle whose top left corner is at ``x``, ``y``."""
    # Not a `rect`: Chromium smooths its edges differently, and the screenshots in tests/look/ have paths.
    left, top, across, down = map(_value, (x, y, width, height))
    path = f"M{left},{top}h{across}v{down}H{left}Z"
    return _linked(_element("path", d=path, **style), link)


def circle(x: float, y: float, radius: float, link: Link | None = None, **style: Value) -> str:
    """Draw a circle around ``x``, ``y``."""
    return _linked(_element("circle", cx=x, cy=y, r=radius, **style), link)


def label(x: float, y: float, text: str, link: Link | None = None, **style: Value) -> str:
    """Write ``text`` on a line whose middle is at ``y``, centred at ``x`` unless ``style`` has a `text_anchor`."""
    shape = _element("text", html_text(text), x=x, y=y + _BASELINE, **style)
    return _linked(shape, link, text)


def upright(x: float, y: float, text: str, link: Link | None = None, **style: Value) -> str:
    """Write ``text`` from below upwards. It starts at ``y``, unless ``style`` has another `text_anchor`."""
    turned = f"rotate(-90,{_value(x)},{_value(y)})"
    shape = _element(
        "text",
        html_text(text),
        x=x,
        y=y + _BASELINE,
        transform=turned,
        **{"text_anchor": "start", **style},
    )
    return _linked(shape, link, text)


def heading(text: str) -> Panel:
    """Return a panel with the heading of what is below it, beside which nothing else is drawn."""
    marks = [label(0, 15, text, fill=INK, text_anchor="start", font_weight=600)]
    return Panel(_HEADING, marks)


def told(text: str, mark: str) -> str:
    """Return ``mark``, which is no link, with ``text`` as its tooltip."""
    return _element("g", _element("title", html_text(text)) + mark)


def _hatch(identifier: str) -> str:
    """Define `HATCH`: oblique lines on a pale ground, which stay apart from a full area in grey and in print too."""
    ground = _element("path", d="M0,0h4v4H0Z", fill=ACCENT, fill_opacity=0.16)
    line = _element("path", d="M0,0h1.6v4H0Z", fill=ACCENT)
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = _element("pattern", ground + line, id=identifier, width=4, height=4, **turned)
    return _element("defs", pattern)


def _linked(shape: str, link: Link | None, text: str = "") -> str:
    """Make ``shape``, which shows ``text``, a link. The text of ``link`` is its tooltip and its accessible name.

    WCAG 2.5.3 requires the visible text in the accessible name. So ``text`` is added to the name unless the name has it
    as a separate word; the “1” in “2017年度第一批” is not one.
    """
    if link is None:
        return shape
    named = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", link.text)
    name = link.text if named or not text else f"{link.text} {text}"
    tooltip = _element("title", html_text(link.text))
    href = html_attribute(link.href)
    return _element("a", tooltip + shape, href=href, aria_label=html_attribute(name))


def _element(tag: str, content: str = "", /, **attributes: Value) -> str:
    """Return an element around ``content``. This and the values of ``attributes`` are SVG already."""
    written = "".join(
        f' {name.strip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written} />"


def _value(value: Value) -> str:
    """Return the value of an attribute as text; numbers have at most two decimals."""
    return value if isinstance(value, str) else f"{round(value, 2):g}"
