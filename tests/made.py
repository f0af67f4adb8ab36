"""The guides in other file formats, as a ministry's word processor, printer or web site would make them.

Each function writes the paragraphs of a guide's text in one format. The targets of links come from the link echoes in
the text file.
"""

from __future__ import annotations

import base64
import html
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import docx
from conftest import SEEDS
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from playwright.sync_api import Browser

from generator.clean import clean
from generator.grammar.enumerators import enumerator
from generator.grammar.headings import WEAK, heading
from generator.parse import echoed_addresses
from generator.read import read

Piece = tuple[str, str | None]
"""(words, target of their link or None)."""


@dataclass(frozen=True)
class Made:
    """The paragraphs of a guide, each as a list of pieces."""

    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def texts(self) -> list[str]:
        return ["".join(text for text, _ in pieces) for pieces in self.paragraphs]


@cache
def guide_text(guide_id: str) -> Made:
    """Return the paragraphs of a guide that is held as text."""
    cleaned = clean(read(SEEDS.guides / guide_id / "guide.txt").lines)
    targets = {t.partition("://")[2]: t for t in echoed_addresses(cleaned.dropped)}
    return Made(tuple(_pieces(p.text, targets) for p in cleaned.paragraphs))


def _pieces(text: str, targets: dict[str, str]) -> tuple[Piece, ...]:
    """Cut ``text`` at addresses whose scheme is only in the link: “www.oead.at/wtz”."""
    for printed, target in targets.items():
        before, found, after = text.partition(printed)
        if found and not before.endswith("/"):
            return ((before, None), (printed, target), (after, None))
    return ((text, None),)


# HTML and PDF

OFFICIAL = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/28pt FangSong, STFangsong, "Noto Serif CJK SC", "Noto Sans CJK SC", serif;
       margin: 0; text-align: justify; overflow-wrap: anywhere }
p { margin: 0; text-indent: 2em }
"""
"""The layout that GB/T 9704 prescribes for official documents."""

LAYOUTS = {
    "official": OFFICIAL,
    "ragged, sans": OFFICIAL
    + "body { font-family: 'Noto Sans CJK SC'; font-size: 12pt; text-align: left }",
    "no indents": OFFICIAL + "p { text-indent: 0 }",
    "hanging": OFFICIAL + "p { padding-left: 3em; text-indent: -3em }",
    "two columns": OFFICIAL
    + "body { font-size: 10.5pt; line-height: 18pt } main { columns: 2; column-gap: 2.5em }",
}
HEADS = {
    "no head": "<span></span>",
    "running head": "<p style='font-size: 9pt; width: 100%; text-align: center'>国家重点研发计划</p>",
}
FEET = {
    "no foot": "<span></span>",
    "— 3 —": "<p style='font-size: 10pt; width: 100%; text-align: center'>"
    "— <span class=pageNumber></span> —</p>",
    "3": "<p style='font-size: 10pt; width: 100%; text-align: center'>"
    "<span class=pageNumber></span></p>",
    "第3页 共9页": "<p style='font-size: 9pt; width: 85%; text-align: right'>"
    "第<span class=pageNumber></span>页 共<span class=totalPages></span>页</p>",
}


def as_html(made: Made, style: str = "") -> str:
    """Return an HTML page with a paragraph for each of the guide's."""
    body = "\n".join(f"<p>{''.join(map(_html_piece, pieces))}</p>" for pieces in made.paragraphs)
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}</style><body><main>{body}</main></body>"
    )


def _html_piece(piece: Piece) -> str:
    text, target = piece
    words = html.escape(text, quote=False)
    return f'<a href="{target}">{words}</a>' if target else words


def as_pdf(browser: Browser, page: str, *, head: str = "no head", foot: str = "no foot") -> bytes:
    """Return the PDF of ``page`` as printed by a browser, with running head and foot."""
    tab = browser.new_page()
    tab.set_content(page)
    printed = tab.pdf(
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template=HEADS[head],
        footer_template=FEET[foot],
    )
    tab.close()
    return printed


def picture(browser: Browser, text: str) -> str:
    """Return an image of ``text``, as a scanner would make."""
    tab = browser.new_page(viewport={"width": 600, "height": 800})
    tab.set_content(f"<p>{text}</p>")
    image = base64.b64encode(tab.screenshot()).decode()
    tab.close()
    return f'<img src="data:image/png;base64,{image}">'


# Markdown

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+|&~!.()-])")


def as_markdown(made: Made) -> str:
    """Return a Markdown file in which every special character is escaped."""
    return "\n\n".join("".join(map(_markdown_piece, pieces)) for pieces in made.paragraphs)


def _markdown_piece(piece: Piece) -> str:
    text, target = piece
    words = _MARKS.sub(r"\\\1", text)
    return f"[{words}]({target})" if target else words


# Word


def as_docx(made: Made) -> bytes:
    """Return a Word file with typed numbers."""
    document = docx.Document()
    for pieces in made.paragraphs:
        _fill(document.add_paragraph(), pieces)
    return saved(document)


def as_numbered_docx(made: Made) -> bytes:
    """Return a Word file whose numbers are made by Word and are only in numbering.xml."""
    document = docx.Document()
    numbers = Numbers(document)
    for pieces, text in zip(made.paragraphs, made.texts, strict=True):
        paragraph = document.add_paragraph()
        if (found := heading(text)) and found.form not in WEAK:
            tens, ones = found.number.split(".")
            numbers.put(paragraph, ("decimal", f"{tens}.%1"), int(ones))
            _fill(paragraph, _without(pieces, found.length))
        elif (mark := enumerator(text)) and mark.style in _FORMATS:
            numeral = re.search(r"[一二三四五六七八九十]+|\d+", mark.label)
            assert numeral
            level = (_FORMATS[mark.style], mark.label.replace(numeral[0], "%1"))
            numbers.put(paragraph, level, mark.value)
            _fill(paragraph, _without(pieces, mark.length))
        else:
            _fill(paragraph, pieces)
    return saved(document)


_FORMATS = {
    "han": "chineseCountingThousand",
    "bracketed_han": "japaneseCounting",
    "digit": "decimal",
    "bracketed_digit": "decimal",
}


class Numbers:
    """Adds lists to a Word file as Word does: a definition, and an instance for each restart."""

    def __init__(self, document: docx.document.Document) -> None:
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        self._lists: dict[tuple[str, str], tuple[int, int, int]] = {}
        self._instances = 0

    def put(self, paragraph: Paragraph, level: tuple[str, str], value: int) -> None:
        """Number ``paragraph`` in the list of ``level``, a format and a text, with ``value``."""
        known = self._lists.get(level)
        abstract = known[0] if known else self.define(level)
        instance = known[1] if known and known[2] == value - 1 else self.begin(abstract, value)
        self._lists[level] = (abstract, instance, value)
        number(paragraph, instance)

    def define(self, *levels: tuple[str, str]) -> int:
        """Define a list with ``levels``, each a format and a text, and return its number."""
        abstract = len(self._root)
        inner = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (format_, text) in enumerate(levels)
        )
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{inner}</w:abstractNum>'
        self._root.insert(0, parse_xml(xml))
        return abstract

    def begin(self, abstract: int, start: int | None = None) -> int:
        """Use a list again, from ``start`` on or continuing its numbers."""
        self._instances += 1
        override = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            if start is not None
            else ""
        )
        xml = (
            f'<w:num {nsdecls("w")} w:numId="{self._instances}">'
            f'<w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        )
        self._root.append(parse_xml(xml))
        return self._instances


def number(paragraph: Paragraph, instance: int, depth: int = 0) -> None:
    """Make ``paragraph`` an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = instance


def saved(document: docx.document.Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """Return a Word file with ``old`` replaced by ``new`` in one member. If ``old`` is empty, the member is added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == member:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
        if not old:
            after.writestr(member, new)
    return buffer.getvalue()


def _without(pieces: Sequence[Piece], length: int) -> tuple[Piece, ...]:
    (text, target), *rest = pieces
    return ((text[length:], target), *rest)


def _fill(paragraph: Paragraph, pieces: Iterable[Piece]) -> None:
    for text, target in pieces:
        if target is None:
            paragraph.add_run(text)
            continue
        link = OxmlElement("w:hyperlink")
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
        link.append(paragraph.add_run(text)._r)
        paragraph._p.append(link)
