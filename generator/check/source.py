"""A second and simpler reader than `read`, to find text that one of them loses.

Its result is not for people: paragraphs and the order of parts are lost. It is only used to count how often each
character occurs in the file.
"""

from __future__ import annotations

import codecs
import ctypes
import html
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.errors import InputError
from generator.read.docx.symbols import UNKNOWN, symbol
from generator.text.characters import HAN
from generator.text.forms import one_form

_NUMERALS = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Printed:
    """The characters that a file prints, for the comparison with a guide."""

    text: str
    made: re.Pattern[str] = re.compile("(?!)")
    """A pattern for characters that may occur more often in a guide than in ``text``: the list numbers that `read`
    generates, and characters that are not compared because ``text`` contains markup.
    """
    beside: frozenset[str] = frozenset({"link_target"})
    """The names of the rules that drop text which is not printed, such as the targets of links."""


def printed(data: bytes, suffix: str) -> Printed:
    """Return the characters in ``data``, a file whose format has the given suffix; InputError if it cannot be read."""
    try:
        return _FORMATS[suffix](data)
    except (
        ET.ParseError,
        LookupError,
        ValueError,
        pdfium.PdfiumError,
        zipfile.BadZipFile,
    ) as error:
        raise InputError(f"cannot be compared with its file: {error}") from error


def _decoded(data: bytes, named: str | None = None) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    encodings = ("utf-16-le", "utf-16-be") if b"\0" in data else ("utf-8", "gb18030")
    for encoding in encodings if named is None else (named, *encodings):
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
        if "\0" not in text:
            return text
    return data.decode("utf-8", "replace")


def _markdown(data: bytes) -> Printed:
    """Return only the Han characters: others may be markup or part of a link's address."""
    text = unicodedata.normalize("NFKD", one_form(html.unescape(_decoded(data))))
    return Printed("".join(re.findall(f"[{HAN}]", text)), re.compile(f"[^{HAN}]|[{_NUMERALS}]"))


def _html(data: bytes) -> Printed:
    head = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.I)
    named = head[1].decode("ascii", "replace").lower() if head else None
    if named is not None:  # browsers give these names the same meaning
        named = re.sub("^utf-?16.*", "utf-8", re.sub("^(gb2312|gbk)$", "gb18030", named))
    page = _Page()
    page.feed_all(_decoded(data, named))
    return Printed("".join(page.texts), re.compile(f"[^{HAN}]|[{_NUMERALS}]"))


class _Page(HTMLParser):
    """A parser that collects the text of a page, and the attributes that a browser may show."""

    WORDS = ("alt", "placeholder", "label")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def feed_all(self, text: str) -> None:
        """Read a whole page. “<” before a word that cannot be the name of an element is text. The conditional tags of
        old versions of Word are removed, because Python's parser stops at them.
        """
        text = re.sub(
            r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", lambda m: html.escape(m[1]), text, flags=re.S
        )
        text = re.sub(r"<(?=/?[A-Za-z][A-Za-z0-9_:.-]*[^A-Za-z0-9_:./>\s-])", "&lt;", text)
        self.feed(re.sub(r"<!\[[^>]*>", "", text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}
        self.texts += (values.get(name, "") for name in self.WORDS)
        if tag == "input" and values.get("type", "").lower() != "hidden":
            self.texts.append(values.get("value", ""))
        if "srcdoc" in values:
            within = _Page()
            within.feed_all(values["srcdoc"])
            self.texts += within.texts

    def handle_data(self, data: str) -> None:
        if self.cdata_elem not in ("script", "style"):
            self.texts.append(data)


_OPEN = "http://schemas.openxmlformats.org"
_W = f"{{{_OPEN}/wordprocessingml/2006/main}}"
_MC = f"{{{_OPEN}/markup-compatibility/2006}}"
_KNOWN = (f"{_OPEN}/", "http://schemas.microsoft.com/office/")
_SHOWN = dict.fromkeys(
    ("listEntry", "helpText", "statusText", "tblCaption", "tblDescription"), "val"
)
_SHOWN["listItem"] = "displayText"
"""Elements of a Word file → their attribute that holds text."""
_BESIDE = re.compile(r"\[Content_Types\]|docProps/|customXml/|.*_rels/")
"""The parts of a Word file that contain no text of the document."""


def _docx(data: bytes) -> Printed:
    texts: list[str] = []
    made: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml") and not _BESIDE.match(name):
                _Part(archive.read(name), texts, made)
            elif name.endswith(".rels"):
                texts += _imported(archive, name)
    signs = re.escape("".join(made))
    return Printed("".join(texts), re.compile(f"[^{HAN}]|[{_NUMERALS}{signs}]"))


class _Part:
    """A reader of a part of a Word file, which adds to two lists: the printed texts (of alternatives, only the one that
    Word shows), and the characters that lists and fields generate.
    """

    def __init__(self, part: bytes, texts: list[str], made: list[str]) -> None:
        self._texts = texts
        self._made = made
        self._fields: list[tuple[int, list[str]]] = []
        spaces = (space for _, space in ET.iterparse(BytesIO(part), ("start-ns",)))
        self._spaces: dict[str, str] = dict(spaces)
        self._add(ET.fromstring(part))

    def _add(self, element: ET.Element) -> None:
        name = element.tag.rpartition("}")[2]
        if element.tag == f"{_MC}AlternateContent":
            choices = element.findall(f"{_MC}Choice")
            known = filter(self._is_known, choices)
            for branch in [*known, *element.findall(f"{_MC}Fallback"), *choices][:1]:
                self._add(branch)
            return
        if name in ("t", "delText", "v"):
            self._texts.append("".join(element.itertext()))
            return
        mark = element.get(f"{_W}fldCharType") if name == "fldChar" else None
        if name == "fldSimple" or mark == "begin":
            self._fields.append((len(self._texts), [element.get(f"{_W}instr", "")]))
        if name == "sym":
            number = int(element.get(f"{_W}char", "0"), 16)
            self._texts.append(symbol(element.get(f"{_W}font", ""), number) or UNKNOWN)
        elif name in ("lvlText", "instrText", "fldSimple"):
            self._made += (element.text or "", *element.attrib.values())
        if name == "instrText" and self._fields:
            self._fields[-1][1].append(element.text or "")
        self._texts += (element.get(key, "") for key in ("descr", "title", "string", "alt"))
        if name in _SHOWN:
            self._texts.append(element.get(f"{_W}{_SHOWN[name]}", ""))
        if name == "textInput" and (usual := element.find(f"{_W}default")) is not None:
            self._texts.append(usual.get(f"{_W}val", ""))
        for child in element:
            self._add(child)
        if (name == "fldSimple" or mark == "end") and self._fields:
            start, pieces = self._fields.pop()
            if not "".join(self._texts[start:]).strip():
                # The Chinese in the code, except names of fonts, stands for the missing result.
                code = re.sub(r'\\f\s+"[^"]*"', "", "".join(pieces))
                self._texts += re.findall(f"[{HAN}]", code)

    def _is_known(self, choice: ET.Element) -> bool:
        required = choice.get("Requires", "").split()
        return all(self._spaces.get(prefix, "").startswith(_KNOWN) for prefix in required)


def _imported(archive: zipfile.ZipFile, relations: str) -> Iterator[str]:
    """Yield the texts of parts in other formats, such as HTML, that are inserted in the document."""
    folder = relations.partition("_rels/")[0]
    for relation in ET.fromstring(archive.read(relations)):
        name = folder + relation.get("Target", "")
        suffix = f".{name.rpartition('.')[2].lower()}"
        if relation.get("Type", "").endswith("/aFChunk") and suffix in _FORMATS:
            yield printed(archive.read(name), suffix).text


def _pdf(data: bytes) -> Printed:
    with pdfium.PdfDocument(data) as document:
        text = "".join(letter for page in document for letter in _letters(page))
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Printed(text, beside=frozenset({"link_target", "comment", "form_field"}))


def _letters(page: pdfium.PdfPage) -> Iterator[str]:
    """Yield the letters of a page.

    A letter that a second text object prints at the same place, to make it bold, is left out. The letters of a
    ligature also have the same place, but belong to one text object.
    """
    text = page.get_textpage()
    seen: dict[tuple[int, int, int], int | None] = {}
    for index in range(text.count_chars()):
        letter = pdfium_c.FPDFText_GetUnicode(text, index)
        piece = ctypes.cast(pdfium_c.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value
        left, bottom, _, _ = map(round, text.get_charbox(index))
        around = ((letter, left + x, bottom + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if all(seen.get(place, piece) == piece for place in around):
            yield chr(letter)
        seen[letter, left, bottom] = piece


_FORMATS: dict[str, Callable[[bytes], Printed]] = {
    ".docx": _docx,
    ".htm": _html,
    ".html": _html,
    ".md": _markdown,
    ".pdf": _pdf,
    ".txt": lambda data: Printed(_decoded(data)),
}
