"""The text of a file, read in a second and simpler way than in `read`, so that a loss in one of them shows.

The result is no text for readers: paragraphs and the order of the parts are lost. Only how often each character
stands in the file counts.
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

_NUMERALS = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Printed:
    """The characters that a file prints, for comparing with a guide."""

    text: str
    made: re.Pattern[str] = re.compile("(?!)")
    """Matches characters that may stand in a guide more often than in its file: the numbers of lists, which the
    reader makes; and all that is not counted where markup is part of ``text``.
    """
    beside: frozenset[str] = frozenset({"link_target"})
    """The rules that drop text which is not printed, such as the addresses of links."""


def printed(data: bytes, suffix: str) -> Printed:
    """Return the text in ``data``, a file with the suffix of one of the formats that are read; InputError where it
    cannot be read.
    """
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


def _text(data: bytes) -> Printed:
    return Printed(_decoded(data))


def _decoded(data: bytes, named: str | None = None) -> str:
    marks = {
        codecs.BOM_UTF8: "utf-8-sig",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
    for mark, encoding in marks.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
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
    """Return only the Han characters: others may be markup, or stand in the address of a link."""
    text = unicodedata.normalize("NFKD", html.unescape(_decoded(data)))
    return Printed("".join(re.findall(f"[{HAN}]", text)), re.compile(f"[^{HAN}]|[{_NUMERALS}]"))


def _html(data: bytes) -> Printed:
    head = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.I)
    named = head[1].decode("ascii", "replace").lower() if head else None
    if named is not None:  # as browsers take these names
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
        """Read a whole page. “<” before a word that is no element's name is text; the conditions that old versions
        of Word write are left out, since Python's parser gives up at them.
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
_BESIDE = re.compile(r"\[Content_Types\]|docProps/|customXml/|.*_rels/")
"""The parts that hold no text of the document."""


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
    """Adds the texts of a part to two lists: those printed (of alternatives, the one that Word takes), and the
    signs that its lists and fields make.
    """

    def __init__(self, part: bytes, texts: list[str], made: list[str]) -> None:
        self._texts = texts
        self._made = made
        spaces = (space for _, space in ET.iterparse(BytesIO(part), ("start-ns",)))
        self._spaces: dict[str, str] = dict(spaces)
        self._add(ET.fromstring(part))

    def _add(self, element: ET.Element) -> None:
        name = element.tag.rpartition("}")[2]
        if element.tag == f"{_MC}AlternateContent":
            choices = element.findall(f"{_MC}Choice")
            branches = [
                *filter(self._is_known, choices),
                *element.findall(f"{_MC}Fallback"),
                *choices,
            ]
            for branch in branches[:1]:
                self._add(branch)
            return
        if name in ("t", "delText", "v"):
            self._texts.append("".join(element.itertext()))
            return
        if name == "sym":
            code = int(element.get(f"{_W}char", "0"), 16)
            self._texts.append(symbol(element.get(f"{_W}font", ""), code) or UNKNOWN)
        elif name in ("docPr", "textpath", "shape", "rect"):
            self._texts += (element.get(key, "") for key in ("descr", "string", "alt"))
        elif name in ("lvlText", "instrText", "fldSimple"):
            self._made += (element.text or "", *element.attrib.values())
        for child in element:
            self._add(child)

    def _is_known(self, choice: ET.Element) -> bool:
        required = choice.get("Requires", "").split()
        return all(self._spaces.get(prefix, "").startswith(_KNOWN) for prefix in required)


def _imported(archive: zipfile.ZipFile, relations: str) -> Iterator[str]:
    """Yield the texts of parts in other formats (HTML, …) that are inserted in the document."""
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
    """Yield the letters of a page. A letter that another text object prints at the same place only makes it bold
    and is left out; those of a ligature are of one object.
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
    ".txt": _text,
}
