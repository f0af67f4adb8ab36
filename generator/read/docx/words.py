"""The text of a paragraph in a Word file, with all tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from lxml.etree import _Element as Element

from generator.model import Aside
from generator.read import ADDRESSES
from generator.read.docx.looks import PLAIN, RUNS, Look, Looks
from generator.read.docx.package import DELETED, TEXT, Relation, qn, value_at
from generator.read.list_numerals import OF_WORD, circled, integer
from generator.read.symbols import FONTS, UNKNOWN, symbol
from generator.text.characters import HAN
from generator.text.raised import fractions, is_mark, raised

_NO_WORDS = frozenset(map(qn, ("w:pPr", "w:rPr", "w:sectPr", "w:delInstrText")))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("m:rad"): "√",
}
_ASIDES: dict[str, Aside] = {**dict.fromkeys(DELETED, "deletion"), qn("w:rt"): "ruby"}
_PARAGRAPHS = (qn("w:p"), qn("a:p"))
_DESCRIPTIONS = ("descr", "title", "alt", "string")
"""Attributes that hold text: the description of a picture or shape, its title, the letters of a drawn text."""
_VALUES: dict[str, tuple[str, Aside]] = {
    qn("w:listEntry"): (qn("w:val"), "form_field"),
    qn("w:listItem"): (qn("w:displayText"), "form_field"),
    **dict.fromkeys(map(qn, ("w:helpText", "w:statusText")), (qn("w:val"), "form_field")),
    **dict.fromkeys(map(qn, ("w:tblCaption", "w:tblDescription")), (qn("w:val"), "embedded")),
}
"""Elements → the attribute that holds text, and its kind: the choices of a list, the description of a table."""
_NOTHING = ("", "")
_MATHS = {
    qn("m:f"): (_NOTHING, ("", "/"), _NOTHING),
    qn("m:d"): (("m:dPr/m:begChr", "("), ("m:dPr/m:sepChr", "|"), ("m:dPr/m:endChr", ")")),
    qn("m:nary"): (("m:naryPr/m:chr", "∫"), _NOTHING, _NOTHING),
}
"""Parts of formulas → the signs before, between and after their parts: the path of an element that may state
it, and the usual one.
"""
_SCRIPTS = tuple(map(qn, ("m:sSup", "m:sSubSup", "m:sPre")))
_BETWEEN_RUNS = frozenset(
    map(
        qn,
        (
            *("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd"),
            *("w:commentRangeStart", "w:commentRangeEnd", "w:lastRenderedPageBreak"),
        ),
    )
)
"""Elements without text that may stand between two runs of a word."""
_MEANINGS = {
    qn(name): name
    for name in (
        *("w:br", "w:hyperlink", "w:subDoc", "w:sym", "w:textInput"),
        *("w:fldChar", "w:fldSimple", "w:instrText"),
    )
}
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_CODES = re.compile("[!-~\xa1-\xff]")
_SEPARATOR = r"\s*[,，;；]\s*"
_ENCLOSED = re.compile(
    rf"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇◯□△◇]{_SEPARATOR}([^()]+?)\s*\)\s*", re.I
)
_FRACTION = re.compile(rf"\s*eq\s*\\f\s*\(\s*([^(),，]+?){_SEPARATOR}([^(),，]+?)\s*\)\s*", re.I)
_RAISED = re.compile(r"\s*eq\s*\\s\s*\\(up|do)\s*\d*\s*\(([^()]+)\)\s*", re.I)
_RUBY = re.compile(
    rf"\s*eq\b[^()]*\\o\s*\\a[a-z]*\s*\(\s*\\s\s*\\up\s*\d*\s*\(([^()]*)\){_SEPARATOR}([^()]+)\)\s*",
    re.I,
)
"""Words with their pronunciation above, as older versions of Word set them."""
_COUNT = re.compile(r"\s*=\s*(\d{1,3})\s*\\\*\s*([A-Za-z]+\d?)(?:\s*\\\*\s*MERGEFORMAT)?\s*", re.I)
_NUMERALS: dict[str, Callable[[int], str]] = {
    "gb1": OF_WORD["decimalEnclosedFullstop"],
    "gb2": OF_WORD["decimalEnclosedParen"],
    "gb3": OF_WORD["decimalEnclosedCircle"],
    "gb4": lambda value: f"（{OF_WORD['chineseCounting'](value)}）",
    **dict.fromkeys(("chinesenum1", "chinesenum3", "dbnum1"), OF_WORD["chineseCounting"]),
    "chinesenum2": OF_WORD["chineseLegalSimplified"],
    "zodiac1": OF_WORD["ideographTraditional"],
    "roman": OF_WORD["upperRoman"],
    "alphabetic": OF_WORD["lowerLetter"],
    "arabic": str,
}
"""Name of a numeral in a field, as in “= 2 \\* GB3”, in lower case → the function that writes it."""
_COUNTING = re.compile(r"\s*(?:AUTONUM(?:LGL|OUT)?|LISTNUM)\b", re.I)
"""Fields for which Word shows a number that it counts itself."""
_EQUATION = re.compile(r"\s*eq\s*\\", re.I)
_SYMBOL = re.compile(r'\s*symbol\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s+"?([^"\\]+))?', re.I)
_NO_ARGUMENT = re.compile(rf"[A-Za-z]*\s*+(?:\\[^{HAN}]*)?")
"""The code of a field that prints nothing of its own: “PAGE”, “FORMTEXT”, “TOC \\o”."""
_LONGEST = 200
"""The most characters of a field's code that are searched for a visible sign."""


class Words:
    """The text in an element, and its asides."""

    def __init__(
        self,
        element: Element,
        read: set[Element],
        relations: Mapping[str, Relation],
        looks: Looks | None = None,
        inside: Aside = "text_box",
    ) -> None:
        """Read ``element``, and add all elements with text that were read to ``read``.

        ``looks`` knows how runs are set; without it, all are plain text. Paragraphs nested in the element are asides
        of the kind ``inside``.
        """
        self.asides: list[tuple[Aside, str]] = []
        """Text that is not running text: a note, a deletion, a picture's description."""
        self.unknown: list[str] = []
        """Messages about text that is left out or replaced by “�”."""
        self._targets: list[str] = []
        self._read = read
        self._looks = looks
        self._paragraph = element if element.tag == qn("w:p") else None
        self._relations = relations
        self._inside = inside
        self._font = ""
        self._out: list[str] = []
        self._added = 0
        """The number of pieces of text so far."""
        self._fields: list[tuple[list[str], int]] = []
        """The open fields: the code of each, and the number of pieces before it."""
        self._code: list[str] = []
        if element.tag == qn("w:p"):
            self._under(element)
        else:
            self._gather(element)

    @property
    def text(self) -> str:
        """The running text."""
        return fractions("".join(self._out))

    @property
    def links(self) -> list[tuple[Aside, str]]:
        """The web addresses to which links and fields lead, each once."""
        targets = dict.fromkeys([*self._targets, *_LINK.findall("".join(self._code))])
        return [("link_target", target) for target in targets if target.startswith(ADDRESSES)]

    def _gather(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in _NO_WORDS and next(element.iter(*TEXT), None) is None:
            return
        if tag in TEXT:
            self._read.update(element.iter(*TEXT))
            self._add(_of_font(_text(element), self._font))
        elif tag in _PARAGRAPHS:
            self._apart(element, self._inside)
        elif tag in _ASIDES:
            self._apart(element, _ASIDES[tag])
        elif tag in _SCRIPTS:
            self._script(element)
        elif tag in _MATHS:
            self._formula(element, _MATHS[tag])
        elif tag in _MEANINGS:
            self._meaning(element, _MEANINGS[tag])
        else:
            self._add(_SIGNS.get(tag, ""))
            for name in _DESCRIPTIONS if element.attrib else ():
                self._aside("embedded", element.get(name, ""))
            if tag in _VALUES:
                name, aside = _VALUES[tag]
                self._aside(aside, element.get(name, ""))
            self._under(element)

    def _under(self, element: Element) -> None:
        """Read the elements in ``element``; runs side by side that are set alike are read as one."""
        children = (child for child in element if child.tag not in _BETWEEN_RUNS)
        for look, group in groupby(children, self._look):
            outer, self._out = self._out, []
            font, self._font = self._font, look.font or self._font
            for child in group:
                self._gather(child)
            found, self._out, self._font = "".join(self._out), outer, font
            if look.aside or (look.web_hidden and not self._is_in_contents(element)):
                self._aside(look.aside or "hidden", found)
            elif look.raised and self.text.strip() and is_mark(found):
                self._aside("note_mark", found)
            else:
                self._out.append(raised(found) if look.raised else found)

    def _look(self, child: Element) -> Look:
        if self._looks is None or child.tag not in RUNS:
            return PLAIN
        return self._looks.of(child, self._paragraph)

    def _is_in_contents(self, around: Element) -> bool:
        """Return whether text is part of a link or field, as the entries of a table of contents are."""
        return bool(self._fields) or around.tag == qn("w:hyperlink")

    def _add(self, text: str) -> None:
        self._out.append(text)
        self._added += bool(text.strip())

    def _apart(self, element: Element, aside: Aside) -> None:
        """Add the text in ``element`` to the asides, not to the text around it."""
        outer, self._out = self._out, []
        self._under(element)
        self._aside(aside, "".join(self._out))
        self._out = outer

    def _aside(self, aside: Aside, text: str) -> None:
        if text := text.strip():
            self.asides.append((aside, text))

    def _meaning(self, element: Element, name: str) -> None:
        """Read an element that means more than the text in it."""
        relation = self._relations.get(element.get(qn("r:id"), ""))
        match name:
            case "w:br":
                is_line = element.get(qn("w:type"), "textWrapping") == "textWrapping"
                self._add("\n" if is_line else "")
            case "w:hyperlink":
                self._targets.append(relation.target if relation else "")
                self._under(element)
            case "w:subDoc":
                target = relation.target if relation else "another document"
                self.unknown.append(f"a part of the text is left out: {target}")
            case "w:textInput":
                self._aside("form_field", value_at(element, "w:default") or "")
            case "w:sym":
                code = element.get(qn("w:char"), "")
                number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
                self._sign(element.get(qn("w:font"), ""), number)
            case "w:instrText":
                self._instruct(_text(element))
            case "w:fldSimple":
                self._fields.append(([], self._added))
                self._instruct(element.get(qn("w:instr"), ""))
                self._under(element)
                self._end_field()
            case "w:fldChar":
                kind = element.get(qn("w:fldCharType"))
                self._under(element)
                if kind == "begin":
                    self._fields.append(([], self._added))
                elif kind == "end":
                    self._end_field()

    def _formula(self, element: Element, signs: Sequence[tuple[str, str]]) -> None:
        """Add the parts of a formula, with ``signs`` before, between and after them."""
        before, between, after = (_value(element, path, usual) for path, usual in signs)
        self._add(before)
        parts = [part for part in element if not str(part.tag).endswith("Pr")]
        for index, part in enumerate(parts):
            self._add(between if index else "")
            self._gather(part)
        self._add(after)

    def _script(self, element: Element) -> None:
        """Add a base with raised or lowered signs: “10⁵” is not 105."""
        for part in element:
            outer, self._out = self._out, []
            self._gather(part)
            found, self._out = "".join(self._out), outer
            self._out.append(raised(found) if part.tag == qn("m:sup") else found)

    def _sign(self, font: str, code: int) -> None:
        found = symbol(font, code)
        if found is None:
            sign = f"{code:04X} of the font “{font}”"
            self.unknown.append(f"the sign {sign} is not known, and shown as “�”")
        self._add(found or UNKNOWN)

    def _instruct(self, code: str) -> None:
        self._code.append(code)
        if self._fields:
            self._fields[-1][0].append(code)

    def _end_field(self) -> None:
        """Add what Word shows for a field without a result, from its code: “①”, “1/2”, a sign of a font."""
        pieces, before = self._fields.pop() if self._fields else ([], -1)
        if self._added != before:
            return
        code = "".join(pieces)
        short = code[:_LONGEST]
        if match := _ENCLOSED.fullmatch(short):
            self._add(_enclosed(match[1]))
        elif match := _FRACTION.fullmatch(short):
            self._add(f"{match[1]}/{match[2]}")
        elif match := _RAISED.fullmatch(short):
            self._add(raised(match[2]) if match[1].lower() == "up" else match[2])
        elif match := _RUBY.fullmatch(short):
            self._aside("ruby", match[1])
            self._add(match[2])
        elif (match := _COUNT.fullmatch(short)) and match[2].lower() in _NUMERALS:
            self._add(_NUMERALS[match[2].lower()](int(match[1])))
        elif match := _SYMBOL.match(short):
            number = int(match[1], 16 if match[1][:2].lower() == "0x" else 10)
            self._sign((match[2] or "").strip(), number)
        elif (
            _EQUATION.match(code)
            or _COUNTING.match(code)
            or not _NO_ARGUMENT.fullmatch(code.strip())
        ):
            self._aside("field", code)


def unread(root: Element, read: set[Element]) -> list[str]:
    """Return the texts under ``root`` that are not in ``read``, because they stand at unexpected places."""
    texts = []
    for element in root.iter(*TEXT):
        if element not in read:
            read.update(element.iter(*TEXT))
            texts.append(_text(element).strip())
    return [text for text in texts if text]


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _of_font(text: str, font: str) -> str:
    """Return ``text`` with the codes of a symbol font replaced by characters.

    They are private-use characters, or else those with the same codes in Latin-1: “³” for “≥” in the font Symbol.
    """
    codes = _PRIVATE if _PRIVATE.search(text) or font.strip().lower() not in FONTS else _CODES
    return codes.sub(lambda match: symbol(font, ord(match[0])) or match[0], text)


def _value(element: Element, path: str, usual: str) -> str:
    """Return the m:val of the element at ``path``, or ``usual`` if there is no such element."""
    found = element.find(qn(path)) if path else None
    return usual if found is None else found.get(qn("m:val"), "")


def _enclosed(text: str) -> str:
    """Return ``text`` in a circle as one character, or else in brackets."""
    if (place := "一二三四五六七八九十".find(text)) >= 0:
        return chr(ord("㊀") + place)
    number = integer(text, 0)
    return circled(number) if 0 < number <= 20 else f"（{text}）"
