"""The words of a paragraph of a Word file, as they stand when all changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from generator.model import Aside
from generator.read import list_numerals
from generator.read.docx.package import DELETED, TEXT, qn
from generator.read.docx.symbols import UNKNOWN, symbol

_NO_WORDS = frozenset(map(qn, ("w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:delInstrText")))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("m:rad"): "√",
}
_ASIDES: dict[str, Aside] = {
    **dict.fromkeys(DELETED, "deletion"),
    qn("w:rt"): "ruby",
}
_PARAGRAPHS = (qn("w:p"), qn("a:p"))
_DESCRIPTIONS = {
    qn("wp:docPr"): "descr",
    qn("v:textpath"): "string",
    **dict.fromkeys(map(qn, ("v:shape", "v:rect")), "alt"),
}
"""The attributes that hold words: of a picture, and of letters drawn as one."""
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_SEPARATOR = r"\s*[,，;；]\s*"
_ENCLOSED = re.compile(
    rf"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇◯]{_SEPARATOR}([^()]+?)\s*\)\s*", re.I
)
_FRACTION = re.compile(rf"\s*eq\s*\\f\s*\(\s*([^(),，]+?){_SEPARATOR}([^(),，]+?)\s*\)\s*", re.I)
_EQUATION = re.compile(r"\s*eq\s*\\", re.I)
_SYMBOL = re.compile(r'\s*symbol\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s+"?([^"\\]+))?', re.I)
_LONGEST = 200
"""Characters of the code of a field that is shown by its code."""
_HAN = "一二三四五六七八九十"


class Words:
    """The words under an element, and the text beside them."""

    def __init__(self, element: Element, read: set[Element], inside: Aside = "text_box") -> None:
        """Read ``element`` and add the elements read to ``read``. Paragraphs within it are ``inside``."""
        self.asides: list[tuple[Aside, str]] = []
        """Text beside the words: a note, a deletion, a picture's description."""
        self.links: list[str] = []
        """The ids of links, and addresses that fields link to."""
        self.unknown: list[str] = []
        """Signs of fonts that no table knows: font and code."""
        self._read = read
        self._inside = inside
        self._out: list[str] = []
        self._said = 0
        """The number of pieces of text so far."""
        self._fields: list[tuple[list[str], int]] = []
        """Of each open field: its code, and the number of pieces before it."""
        self._code: list[str] = []
        if element.tag == qn("w:p"):
            self._under(element)
        else:
            self._gather(element)
        self.links += _LINK.findall("".join(self._code))

    @property
    def text(self) -> str:
        """The words themselves."""
        return "".join(self._out)

    def _gather(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in _NO_WORDS:
            return
        if tag in TEXT:
            self._read.update(element.iter(*TEXT))
            self._say(_of_font(_text(element), element))
        elif tag in _HANDLERS:
            _HANDLERS[tag](self, element)
        elif tag in _PARAGRAPHS:
            self._apart(element, self._inside)
        elif tag in _ASIDES:
            self._apart(element, _ASIDES[tag])
        else:
            self._say(_SIGNS.get(tag, ""))
            if tag in _DESCRIPTIONS:
                self._aside("embedded", element.get(_DESCRIPTIONS[tag], ""))
            self._under(element)

    def _under(self, element: Element) -> None:
        for child in element:
            self._gather(child)

    def _say(self, text: str) -> None:
        self._out.append(text)
        self._said += bool(text.strip())

    def _apart(self, element: Element, aside: Aside) -> None:
        """Keep the words under ``element`` out of the text around it."""
        outer, self._out = self._out, []
        self._under(element)
        self._aside(aside, "".join(self._out))
        self._out = outer

    def _aside(self, aside: Aside, text: str) -> None:
        if text := text.strip():
            self.asides.append((aside, text))

    def _break(self, element: Element) -> None:
        if element.get(qn("w:type"), "textWrapping") == "textWrapping":
            self._say("\n")

    def _hyperlink(self, element: Element) -> None:
        self.links.append(element.get(qn("r:id"), ""))
        self._under(element)

    def _symbol(self, element: Element) -> None:
        code = element.get(qn("w:char"), "")
        font = element.get(qn("w:font"), "")
        self._sign(font, int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0)

    def _sign(self, font: str, code: int) -> None:
        found = symbol(font, code)
        if found is None:
            self.unknown.append(f"{code:04X} of the font “{font}”")
        self._say(found or UNKNOWN)

    def _fraction(self, element: Element) -> None:
        for index, part in enumerate(element.iterchildren(qn("m:num"), qn("m:den"))):
            self._say("/" if index else "")
            self._gather(part)

    def _brackets(self, element: Element) -> None:
        begin, between, end = (
            _value(element, f"m:dPr/m:{name}", usual)
            for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
        )
        self._say(begin)
        for index, part in enumerate(element.iterchildren(qn("m:e"))):
            self._say(between if index else "")
            self._gather(part)
        self._say(end)

    def _sum(self, element: Element) -> None:
        self._say(_value(element, "m:naryPr/m:chr", "∫"))
        self._under(element)

    def _instruction(self, element: Element) -> None:
        code = _text(element)
        self._code.append(code)
        if self._fields:
            self._fields[-1][0].append(code)

    def _field_sign(self, element: Element) -> None:
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self._fields.append(([], self._said))
        elif kind == "end" and self._fields:
            code, before = self._fields.pop()
            if self._said == before:
                self._shown_by_code("".join(code))

    def _simple_field(self, element: Element) -> None:
        code, before = element.get(qn("w:instr"), ""), self._said
        self._code.append(code)
        self._under(element)
        if self._said == before:
            self._shown_by_code(code)

    def _shown_by_code(self, code: str) -> None:
        """Add what Word shows of a field without a result, by its code: “①”, “1/2”, a sign of a font."""
        short = code[:_LONGEST]
        if match := _ENCLOSED.fullmatch(short):
            self._say(_enclosed(match[1]))
        elif match := _FRACTION.fullmatch(short):
            self._say(f"{match[1]}/{match[2]}")
        elif match := _SYMBOL.match(short):
            number = int(match[1], 16 if match[1][:2].lower() == "0x" else 10)
            self._sign((match[2] or "").strip(), number)
        elif _EQUATION.match(code):
            self._aside("field", code)


def unread(root: Element, read: set[Element]) -> list[str]:
    """Return the texts under ``root`` that stand where no text can, and are not in ``read``."""
    texts = []
    for element in root.iter(*TEXT):
        if element not in read:
            read.update(element.iter(*TEXT))
            texts.append(_text(element).strip())
    return [text for text in texts if text]


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _of_font(text: str, element: Element) -> str:
    """Return ``text`` of ``element`` with the characters that the font of its run shows for codes."""
    if not _PRIVATE.search(text):
        return text
    fonts = element.getparent().find(qn("w:rPr/w:rFonts"))
    font = "" if fonts is None else fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or ""
    return _PRIVATE.sub(lambda match: symbol(font, ord(match[0])) or match[0], text)


def _value(element: Element, path: str, usual: str) -> str:
    """Return the m:val of the element at ``path``; ``usual`` where there is no such element."""
    found = element.find(qn(path))
    return usual if found is None else found.get(qn("m:val"), "")


def _enclosed(text: str) -> str:
    """Return what stands in a circle, as one character where there is one."""
    if text in _HAN:
        return chr(ord("㊀") + _HAN.index(text))
    number = list_numerals.integer(text, 0)
    return list_numerals.circled(number) if 0 < number <= 20 else f"（{text}）"


_HANDLERS: dict[str, Callable[[Words, Element], None]] = {
    qn("w:br"): Words._break,
    qn("w:fldChar"): Words._field_sign,
    qn("w:fldSimple"): Words._simple_field,
    qn("w:hyperlink"): Words._hyperlink,
    qn("w:instrText"): Words._instruction,
    qn("w:sym"): Words._symbol,
    qn("m:d"): Words._brackets,
    qn("m:f"): Words._fraction,
    qn("m:nary"): Words._sum,
}
