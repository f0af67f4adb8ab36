"""A picture as SVG that stands in a page: in its colours and letters, with links that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from generator.picture.axis import BASE, WIDTH, Panel
from generator.picture.drawings import SVG, Drawings

_MARGIN = 4
"""Around the panels, in pixels."""
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NOWHERE = {"transform": "translate(0,0)"}
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_NOISE = ("aria-label", "aria-roledescription", "aria-hidden", "role", "font-family", "class")
"""Vega's own words are English, and its letters not the page's."""


def svg(panels: Iterable[Panel], title: str, name: str, drawings: Drawings) -> str:
    """``panels`` as an SVG element, by ``drawings``: ``title`` is what it shows, ``name`` tells it from
    the page's others. A mark that has an `url` is a link named by its `words`.
    """
    identifier = f"picture-{name}"
    root = ET.Element(f"{{{SVG}}}svg", {"fill": "none", "class": f"picture {name}"})
    root.attrib |= {"role": "group", "aria-labelledby": identifier}
    ET.SubElement(root, f"{{{SVG}}}title", id=identifier).text = title
    top = 0.0
    for panel in panels:
        drawn = ET.fromstring(drawings.draw(panel.spec))
        _tidy(drawn, panel.said)
        ET.SubElement(root, f"{{{SVG}}}g", transform=f"translate(0,{top:g})").extend(drawn)
        top += panel.height
    # The edges of the panels, and not of their letters: how wide these are is for the reader's
    # machine to know.
    edges = (-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, top + 2 * _MARGIN)
    root.set("viewBox", " ".join(f"{edge:g}" for edge in edges))
    ET.register_namespace("", SVG)
    return _NUMBER.sub(_rounded, ET.tostring(root, encoding="unicode"))


def _tidy(element: ET.Element, said: Sequence[tuple[str, str]]) -> None:
    """Texts and links get what is ``said`` by the marks of their numbers, for the eye, for the ear and for the
    pointer; what shows nothing goes.
    """
    if element.tag == f"{{{SVG}}}text":
        element.text = said[int(element.attrib["aria-label"])][0]
    if element.tag == f"{{{SVG}}}a":
        (mark,) = element
        shown, words = said[int(mark.attrib["aria-label"])]
        _tidy(mark, said)
        # What is seen is part of what is heard, as a word of its own: the “1” of “2017年度第一批”.
        heard = not shown or re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", words)
        element.set("href", element.attrib.pop(_XLINK).removeprefix(BASE))
        element.set("aria-label", words if heard else f"{words} {shown}")
        tip = ET.Element(f"{{{SVG}}}title")
        tip.text = words
        element.insert(0, tip)
        return
    kept: list[ET.Element] = []
    for child in element:
        if child.get("class") in ("background", "foreground"):
            continue
        _tidy(child, said)
        idle = child.tag == f"{{{SVG}}}g" and child.attrib in ({}, _NOWHERE)
        kept += child if idle else [child]
    element[:] = kept
    for attribute in _NOISE:
        element.attrib.pop(attribute, None)


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
