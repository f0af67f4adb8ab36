"""A picture as SVG that stands in a page: in its colours and letters, with links that say what they are."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from generator.picture.axis import BASE, WIDTH, Panels, height_of
from generator.picture.drawings import SVG, Drawings

_MARGIN = 4
"""Around the panels, in pixels."""
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NOWHERE = {"transform": "translate(0,0)"}
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_NOISE = ("aria-label", "aria-roledescription", "aria-hidden", "role", "font-family", "class")
"""Vega's own words are English, and its letters not the page's."""


def svg(panels: Panels, title: str, name: str, drawings: Drawings) -> str:
    """``panels`` as an SVG element, by ``drawings``: ``title`` is what it shows, ``name`` tells it from
    the page's others. A mark that has an `url` is a link named by its `words`.
    """
    identifier = f"picture-{name}"
    root = ET.Element(f"{{{SVG}}}svg", {"fill": "none", "class": f"picture {name}"})
    root.attrib |= {"role": "group", "aria-labelledby": identifier}
    ET.SubElement(root, f"{{{SVG}}}title", id=identifier).text = title
    top = 0.0
    for panel in panels:
        drawn = ET.fromstring(drawings.draw(panel))
        _tidy(drawn)
        ET.SubElement(root, f"{{{SVG}}}g", transform=f"translate(0,{top:g})").extend(drawn)
        top += height_of(panel)
    # The edges of the panels, and not of their letters: how wide these are is for the reader's
    # machine to know.
    edges = (-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, top + 2 * _MARGIN)
    root.set("viewBox", " ".join(f"{edge:g}" for edge in edges))
    ET.register_namespace("", SVG)
    return _NUMBER.sub(_rounded, ET.tostring(root, encoding="unicode"))


def _tidy(element: ET.Element) -> None:
    """Links get their words, for the ear and for the pointer; what shows nothing goes."""
    if element.tag == f"{{{SVG}}}text":
        element.text = element.attrib["aria-label"].partition("\n")[0]
    if element.tag == f"{{{SVG}}}a":
        words = element[0].get("aria-label", "").rpartition("\n")[2]
        for child in element:
            _tidy(child)
        shown = "".join(element.itertext())
        # What is seen is part of what is heard, as a word of its own: the “1” of “2017年度第一批”.
        said = not shown or re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", words)
        name = words if said else f"{words} {shown}"
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
