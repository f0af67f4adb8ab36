"""Recognising the text of scanned pages (OCR), with an optional package that contains its models.

The extra `ocr` installs rapidocr-onnxruntime; `make ocr` does in a checkout. Nothing is fetched when it runs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from generator.errors import InputError
from generator.read.pdf.glyphs import Glyph

PACKAGE = "rapidocr-onnxruntime"
ADVICE = (
    f"have them recognised (OCR): install {PACKAGE} by `make ocr` (or `pip install coop-guides[ocr]`)"
    " and read the file again"
)
_PIXELS = 2000
"""The height or width, whichever is more, of the picture of a page: an A4 page gets 170 dots an inch."""
_ALIKE = 0.2
"""The share by which the heights of the lines on a page may differ while their type has one size."""
_DESCENT = 0.14
_WIDE, _NARROW = 2.0, 1.0


class Recognised(NamedTuple):
    """A scanned page as it was recognised: width and height in points, and its letters."""

    size: tuple[float, float]
    glyphs: list[Glyph]


class _Words(NamedTuple):
    """A line of text in a picture, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    scores: list[float]
    """How sure the recogniser is of each character that is not white space, from 0 to 1."""


def recogniser() -> str | None:
    """Return the recogniser's name and version, or None if it is not installed."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return None


def recognise(data: bytes, numbers: Sequence[int]) -> dict[int, Recognised]:
    """Return the recognised text of the pages ``numbers`` (from 1) of a PDF. InputError if the recogniser does not start."""
    try:
        numpy = import_module("numpy")
        engine = import_module("rapidocr_onnxruntime").RapidOCR()
    except (ImportError, OSError) as error:
        raise InputError(f"cannot be recognised: {PACKAGE} does not start: {error}") from error
    found: dict[int, Recognised] = {}
    with pdfium.PdfDocument(data) as document:
        for number in numbers:
            page = document[number - 1]
            size = page.get_size()
            scale = _PIXELS / max(size)
            picture = numpy.array(page.render(scale=scale, rev_byteorder=False).to_numpy())[
                :, :, :3
            ]
            found[number] = Recognised(size, list(_glyphs(_words(engine, picture), scale)))
    return found


def _words(engine: Any, picture: Any) -> list[_Words]:
    """Return the lines of text that ``engine`` finds in ``picture``."""
    lines, _ = engine(picture, return_word_box=True)
    found = []
    for corners, text, score, *rest in lines or ():
        (left, right), (top, bottom) = ((min(v), max(v)) for v in zip(*corners, strict=True))
        count = sum(not c.isspace() for c in text)
        scores = [float(one) for one in rest[2]] if len(rest) > 2 else []
        if len(scores) != count:
            scores = [float(score)] * count
        found.append(_Words(left, top, right, bottom, text, scores))
    return found


def _glyphs(lines: Sequence[_Words], scale: float) -> Iterator[Glyph]:
    """Yield the letters of the lines on a page, with places in points.

    The boxes of single letters are too uncertain to find spaces by them, so the letters of a line share its width.
    """
    usual = median(line.bottom - line.top for line in lines) if lines else 0.0
    for line in lines:
        height = line.bottom - line.top
        height = usual if abs(height - usual) <= _ALIKE * usual else height
        base = (line.top + line.bottom + height) / 2 - _DESCENT * height
        widths = [_WIDE if unicodedata.east_asian_width(c) in "WF" else _NARROW for c in line.text]
        unit = (line.right - line.left) / max(1.0, sum(widths))
        x, scores = line.left, iter(line.scores)
        for c, width in zip(line.text, widths, strict=True):
            if not c.isspace():
                edges = x / scale, (x + width * unit) / scale
                yield Glyph(c, *edges, base / scale, height / scale, next(scores))
            x += width * unit
