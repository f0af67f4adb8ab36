"""A picture as SVG that stands in a page: in its colours and letters, with links that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from generator.escape import html_attribute, html_text
from generator.picture.axis import BASE, WIDTH

SVG = "http://www.w3.org/2000/svg"
_MARGIN = 4
"""Around the panels, in pixels."""
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NOWHERE = {"transform": "translate(0,0)"}
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_NOISE = ("aria-label", "aria-roledescription", "aria-hidden", "role", "font-family", "class")
"""Vega's own words are English, and its letters not the page's."""
_PLACE = re.compile(r"\{(?P<what>text|words|heard) (?P<number>\d+)\}")
"""Where a drawing says something: by the eye, by the pointer and by the ear. No other braces are in it."""


def svg(parts: Iterable[tuple[str, float]], title: str, name: str) -> str:
    """``parts`` of a picture, each with its height, one below the other in an SVG element: ``title`` is what it
    shows, ``name`` tells it from the page's others.
    """
    top, groups = 0.0, []
    for part, height in parts:
        groups.append(f'<g transform="translate(0,{top:g})">{part}</g>')
        top += height
    # The edges of the panels, and not of their letters: how wide these are is for the reader's
    # machine to know.
    edges = (-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, top + 2 * _MARGIN)
    identifier = f"picture-{name}"
    return (
        f'<svg xmlns="{SVG}" fill="none" class="picture {name}" role="group" aria-labelledby="{identifier}"'
        f' viewBox="{" ".join(f"{edge:g}" for edge in edges)}">'
        f'<title id="{identifier}">{html_text(title)}</title>{"".join(groups)}</svg>'
    )


def spoken(drawing: str, said: Sequence[tuple[str, str]]) -> str:
    """``drawing``, as `tidied` gives it, with what is ``said`` in its places: (text, words) of each mark."""

    def put(place: re.Match[str]) -> str:
        text, words = said[int(place["number"])]
        if place["what"] == "heard":
            # What is seen is part of what is heard, as a word of its own: the “1” of “2017年度第一批”.
            heard = not text or re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words)
            return html_attribute(words if heard else f"{words} {text}")
        return html_text(text if place["what"] == "text" else words)

    return _PLACE.sub(put, drawing)


def tidied(drawn: ET.Element) -> str:
    """``drawn`` by Vega, in as few elements as show the same; where it says something there are places for
    `spoken`, by the numbers of the marks. A mark that has an `url` is a link.
    """
    lone = ET.Element(f"{{{SVG}}}g")
    lone.append(drawn)
    _tidy(lone)
    ET.register_namespace("", SVG)
    whole = ET.tostring(lone, encoding="unicode")
    return _NUMBER.sub(_rounded, whole[whole.index(">") + 1 : whole.rindex("<")])


def _tidy(element: ET.Element) -> None:
    if element.tag == f"{{{SVG}}}text":
        element.text = f"{{text {element.attrib['aria-label']}}}"
    if element.tag == f"{{{SVG}}}a":
        (mark,) = element
        number = mark.attrib["aria-label"]
        _tidy(mark)
        element.set("href", element.attrib.pop(_XLINK).removeprefix(BASE))
        element.set("aria-label", f"{{heard {number}}}")
        tip = ET.Element(f"{{{SVG}}}title")
        tip.text = f"{{words {number}}}"
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
