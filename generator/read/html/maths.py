"""Formulas in MathML as text on one line: a half is “1/2”, not “12”."""

from __future__ import annotations

from lxml.etree import _Element as Element

from generator.text.raised import raised

_SILENT = frozenset({"annotation", "annotation-xml", "none", "mprescripts", "mphantom"})
_RAISING = frozenset({"msup", "msubsup", "mover", "munderover"})


def formula(element: Element) -> str:
    """Return the text of a MathML element; what is raised by Unicode's own characters where it has them."""
    tag = element.tag.rpartition(":")[2]
    if tag in _SILENT:
        return ""
    parts = [formula(child) for child in element]
    found = "".join((element.text or "").split())
    if tag == "mfrac":
        found = "/".join(map(_bracketed, parts))
    elif tag == "mroot":
        found = f"{raised(''.join(parts[1:]))}√{_bracketed(''.join(parts[:1]))}"
    elif tag == "msqrt":
        found = f"√{_bracketed(''.join(parts))}"
    elif tag == "mfenced":
        between = element.get("separators", ",")[:1]
        found = element.get("open", "(") + between.join(parts) + element.get("close", ")")
    elif tag in _RAISING and parts:
        found = "".join(parts[:-1]) + raised(parts[-1])
    else:
        for part, child in zip(parts, element, strict=True):
            found += part + "".join((child.tail or "").split())
    return found


def _bracketed(text: str) -> str:
    return text if text.isalnum() or len(text) == 1 else f"({text})"
