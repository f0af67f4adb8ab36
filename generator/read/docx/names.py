"""The names of elements and attributes in Word files."""

from __future__ import annotations

from functools import cache

_OPEN = "http://schemas.openxmlformats.org"
_NAMESPACES = {
    "a": f"{_OPEN}/drawingml/2006/main",
    "c": f"{_OPEN}/drawingml/2006/chart",
    "m": f"{_OPEN}/officeDocument/2006/math",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "r": f"{_OPEN}/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
}


@cache
def qn(path: str) -> str:
    """The path as lxml has it.

    >>> qn("mc:Choice/w:p")
    '{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice/{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    pairs = (step.split(":") for step in path.split("/"))
    return "/".join(f"{{{_NAMESPACES[prefix]}}}{name}" for prefix, name in pairs)


DELETED = (qn("w:del"), qn("w:moveFrom"))
"""What a change took out, and waits to be accepted."""
TEXT = (qn("w:t"), qn("w:delText"), qn("m:t"), qn("a:t"), qn("c:v"))
"""The elements that hold text."""
PARAGRAPHS = (qn("w:p"), qn("a:p"))
