"""A chart as SVG that stands in a page: in its colours and letters, with links that say what they are."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from generator.picture.axis import BASE, WIDTH, Spec, height_of
from generator.picture.drawings import SVG, Drawings

_MARGIN = 4
"""Around the panels, in pixels."""
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NOWHERE = {"transform": "translate(0,0)"}
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_NOISE = ("aria-label", "aria-roledescription", "aria-hidden", "role", "font-family", "class")
"""Vega's own words are English, and its letters not the page's."""


def svg(chart: Spec, title: str, name: str, drawings: Drawings) -> str:
    """``chart`` as an SVG element, by ``drawings``: ``title`` is what it shows, ``name`` tells it from
    the page's others. A mark that has an `url` is a link named by its `words`.
    """
    root = ET.fromstring(drawings.draw(chart))
    _tidy(root)
    _frame(root, height_of(chart))
    identifier = f"picture-{name}"
    root.attrib |= {
        "fill": "none",
        "class": f"picture {name}",
        "role": "group",
        "aria-labelledby": identifier,
    }
    heading = ET.Element(f"{{{SVG}}}title", id=identifier)
    heading.text = title
    root.insert(0, heading)
    ET.register_namespace("", SVG)
    return _NUMBER.sub(_rounded, ET.tostring(root, encoding="unicode"))


def _frame(root: ET.Element, height: float) -> None:
    """The edges of the panels, and not of their letters: how wide these are is for the reader's
    machine to know.
    """
    edges = (-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, height + 2 * _MARGIN)
    root.set("viewBox", " ".join(f"{edge:g}" for edge in edges))


def _tidy(element: ET.Element) -> None:
    """Links get their words, for the ear and for the pointer; what shows nothing goes."""
    if element.tag == f"{{{SVG}}}a":
        words = element[0].get("aria-label", "")
        shown = "".join(element.itertext())
        # What is seen is part of what is heard, as a word of its own: the “1” of “2017年度第一批”.
        said = not shown or re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", words)
        name = words if said else f"{words} {shown}"
        for child in element:
            _tidy(child)
        element.set("href", element.attrib.pop(_XLINK).removeprefix(BASE))
        element.set("aria-label", name)
        tip = ET.Element(f"{{{SVG}}}title")
        tip.text = words
        element.insert(0, tip)
        return
    kept: list[ET.Element] = []
    for child in element:
        if child.get("class") in ("background", "foreground"):
            continue
        _tidy(child)
        idle = child.tag == f"{{{SVG}}}g" and child.attrib in ({}, _NOWHERE)
        kept += child if idle else [child]
    element[:] = kept
    for attribute in _NOISE:
        element.attrib.pop(attribute, None)


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
