"""How the text of a Word file is set: hidden, struck out, raised, by its own properties or by styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.model import Aside
from generator.read.docx.package import qn, value_at

RUNS = (qn("w:r"), qn("m:r"))
_OFF = frozenset({"0", "false", "off", "none"})
_TOGGLES = (qn("w:vanish"), qn("w:strike"))
"""Properties that a character style switches back where the paragraph's style has them too."""
_SMALLEST, _RAISED_BY = 2, 3
"""The size of letters that nobody can read, and the rise of a raised letter, in half points."""
_THINNEST = 40
"""The height of a line or row in which no letter can be seen, in twentieths of a point."""
_OUTSIDE = 20_000
"""The distance from a page at which a frame stands outside all paper, in twentieths of a point."""
_WHITE = "FFFFFF"
_NEARLY_WHITE = re.compile("^(?:F[A-F]){3}$")
_COLORS = {"white": _WHITE, "black": "000000", "auto": _WHITE, "": _WHITE}
_NUMBER = re.compile(r"-?\d{1,6}")

Properties = dict[str, Element]
"""Name of a property of a run or paragraph → its element."""


class Look(NamedTuple):
    """How a piece of text is set."""

    aside: Aside | None = None
    """“hidden” or “struck” for text that is not the document's."""
    raised: bool = False
    lowered: bool = False
    font: str = ""
    web_hidden: bool = False
    """True for text that only Word's view of web pages hides: the page numbers of a table of contents, for one."""


PLAIN = Look()


class Looks:
    """The looks of runs, according to the styles of a document."""

    def __init__(self, styles: Element | None = None, *, has_background: bool = False) -> None:
        found = [] if styles is None else list(styles.iterchildren(qn("w:style")))
        self._styles = {style.get(qn("w:styleId"), ""): style for style in reversed(found)}
        usual = [s for s in found if s.get(qn("w:default")) not in (None, *_OFF)]
        self._usual = next(
            (s.get(qn("w:styleId"), "") for s in usual if s.get(qn("w:type")) == "paragraph"), ""
        )
        defaults = None if styles is None else styles.find(qn("w:docDefaults/w:rPrDefault/w:rPr"))
        self._defaults = _by_name(defaults)
        self._of_styles: dict[tuple[str, str], Properties] = {}
        self._has_background = has_background

    def of(self, run: Element, paragraph: Element | None) -> Look:
        """Return the look of ``run`` in ``paragraph``."""
        own = run.find(qn("w:rPr"))
        return self._look(run, own, paragraph)

    def hides_end(self, paragraph: Element) -> bool:
        """Return whether the mark at the end of ``paragraph`` is hidden, so that the next one continues it."""
        mark = paragraph.find(qn("w:pPr/w:rPr"))
        names = (qn("w:vanish"), qn("w:specVanish"))
        return any(_is_on(self._of(mark, paragraph).get(name)) for name in names)

    def _of(self, own: Element | None, paragraph: Element | None) -> Properties:
        style = value_at(own, "w:rStyle") or ""
        around = value_at(paragraph, "w:pPr/w:pStyle") or self._usual
        key = style, around
        if key not in self._of_styles:
            self._of_styles[key] = self._styled(style, around)
        return self._of_styles[key] if own is None else self._of_styles[key] | _by_name(own)

    def _styled(self, style: str, around: str) -> Properties:
        """Return the properties of the runs with a character style in paragraphs with a style."""
        of_run, of_paragraph = (self._inherited(name, "w:rPr") for name in (style, around))
        found = self._defaults | of_paragraph | of_run
        for name in _TOGGLES:
            on = [group[name] for group in (of_run, of_paragraph) if _is_on(group.get(name))]
            if len(on) == 1:
                found[name] = on[0]
            elif of_run.get(name) is not None or of_paragraph.get(name) is not None:
                del found[name]
        return found

    def _inherited(self, name: str, group: str) -> Properties:
        """Return the properties that a style has itself or by the styles on which it is based."""
        found: Properties = {}
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            found = _by_name(self._styles[name].find(qn(group))) | found
            name = value_at(self._styles[name], "w:basedOn") or ""
        return found

    def _look(self, run: Element, own: Element | None, paragraph: Element | None) -> Look:
        found = self._of(own, paragraph)
        if not found and (paragraph is None or paragraph.find(qn("w:pPr")) is None):
            return PLAIN
        aside: Aside | None = None
        if self._is_hidden(run, found, paragraph):
            aside = "hidden"
        elif _is_on(found.get(qn("w:strike"))) or _is_on(found.get(qn("w:dstrike"))):
            aside = "struck"
        place = _value(found.get(qn("w:vertAlign")))
        rise = _integer(found.get(qn("w:position"))) or 0
        fonts = found.get(qn("w:rFonts"))
        return Look(
            aside,
            raised=place == "superscript" or (place in ("", "baseline") and rise >= _RAISED_BY),
            lowered=place == "subscript",
            font=""
            if fonts is None
            else fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "",
            web_hidden=_is_on(found.get(qn("w:webHidden"))),
        )

    def _is_hidden(self, run: Element, found: Properties, paragraph: Element | None) -> bool:
        size = _integer(found.get(qn("w:sz")))
        fill = found.get(qn("w14:textFill"))
        return (
            _is_on(found.get(qn("w:vanish")))
            or (size is not None and size <= _SMALLEST)
            or (fill is not None and _is_clear(fill))
            or self._is_out_of_sight(paragraph)
            or self._has_color_of_paper(run, found, paragraph)
        )

    def _is_out_of_sight(self, paragraph: Element | None) -> bool:
        """Return whether a paragraph's lines have no height, or its frame is off the page."""
        if paragraph is None or paragraph.find(qn("w:pPr")) is None:
            return False
        found = self._of_paragraph(paragraph)
        spacing, frame = found.get(qn("w:spacing")), found.get(qn("w:framePr"))
        if spacing is not None and spacing.get(qn("w:lineRule")) == "exact":
            height = _number(spacing.get(qn("w:line")))
            if height is not None and height <= _THINNEST:
                return True
        places = () if frame is None else (_number(frame.get(qn(name))) for name in ("w:x", "w:y"))
        return any(place is not None and abs(place) >= _OUTSIDE for place in places)

    def _of_paragraph(self, paragraph: Element) -> Properties:
        style = value_at(paragraph, "w:pPr/w:pStyle") or self._usual
        return self._inherited(style, "w:pPr") | _by_name(paragraph.find(qn("w:pPr")))

    def _has_color_of_paper(
        self, run: Element, found: Properties, paragraph: Element | None
    ) -> bool:
        """Return whether a text surely has the colour of what is behind it."""
        color = _NEARLY_WHITE.sub(_WHITE, _value(found.get(qn("w:color"))).upper()) or "AUTO"
        if color == "AUTO" or (
            color != _WHITE and not {qn("w:shd"), qn("w:highlight")} & found.keys()
        ):
            return False
        behind = next((fill for fill in self._behind(run, found, paragraph) if fill), None)
        return color == (_WHITE if behind is None and not self._has_background else behind)

    def _behind(self, run: Element, found: Properties, paragraph: Element | None) -> Iterator[str]:
        """Yield the colours behind a run, the nearest first: "" for none, “?” for an unknown one."""
        highlight = _value(found.get(qn("w:highlight")))
        yield "" if highlight in ("", "none") else _COLORS.get(highlight, "?")
        yield _filled(found.get(qn("w:shd")))
        if paragraph is not None:
            yield _filled(self._of_paragraph(paragraph).get(qn("w:shd")))
        for around in run.iterancestors(qn("w:tc"), qn("w:tbl")):
            properties = "w:tcPr" if around.tag == qn("w:tc") else "w:tblPr"
            yield _filled(around.find(qn(f"{properties}/w:shd")))
            # The style of a table may shade some of its rows.
            style = value_at(around, "w:tblPr/w:tblStyle") or ""
            yield "?" if style in self._shading else ""
        yield "?" if next(run.iterancestors(qn("w:txbxContent")), None) is not None else ""

    @cached_property
    def _shading(self) -> set[str]:
        """The styles with a shading, or based on one with it."""
        shading = {
            name
            for name, style in self._styles.items()
            if next(style.iter(qn("w:shd")), None) is not None
        }
        based = {name: value_at(style, "w:basedOn") or "" for name, style in self._styles.items()}
        for _ in range(10):
            shading |= {name for name, base in based.items() if base in shading}
        return shading


def hides_row(row: Element) -> bool:
    """Return whether a row of a table is hidden, or has no height."""
    height = row.find(qn("w:trPr/w:trHeight"))
    if height is not None and height.get(qn("w:hRule")) == "exact":
        value = _number(height.get(qn("w:val")))
        if value is not None and value <= _THINNEST:
            return True
    return _is_on(row.find(qn("w:trPr/w:hidden")))


def _by_name(properties: Element | None) -> Properties:
    return {} if properties is None else {child.tag: child for child in properties}


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element).lower() not in _OFF


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(qn("w:val"), "")


def _number(text: str | None) -> int | None:
    match = _NUMBER.match(text or "")
    return int(match[0]) if match else None


def _integer(element: Element | None) -> int | None:
    return _number(_value(element))


def _filled(shading: Element | None) -> str:
    """Return the colour of a shading, “?” for a pattern of two, or "" for none."""
    if shading is None or _value(shading) == "nil":
        return ""
    fill = shading.get(qn("w:fill"), "auto").upper()
    if shading.get(qn("w:themeFill")) is not None:
        return "?" if fill == "AUTO" else fill
    if _value(shading) == "solid":
        color = shading.get(qn("w:color"), "auto").upper()
        return "000000" if color == "AUTO" else color
    return "" if fill == "AUTO" and _value(shading) == "clear" else "?" if fill == "AUTO" else fill


def _is_clear(fill: Element) -> bool:
    """Return whether the fill of letters is none or fully transparent."""
    alphas = [alpha.get(qn("w14:val")) for alpha in fill.iter(qn("w14:alpha"))]
    return fill.find(qn("w14:noFill")) is not None or alphas == ["100000"]
