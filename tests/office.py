"""PDFs of a word processor: the five guides, each in a different layout, printed by LibreOffice.

`make office` makes `tests/office/` again. It needs LibreOffice Writer and the fonts Droid Sans Fallback (Apache-2.0) and
DejaVu (Bitstream Vera's licence). Each file contains the letters of these fonts that it prints.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import made
import made_tables
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

WIDTHS = (15, 35, 35, 55, 22, 22, 60)
"""Widths of a table's columns, in millimetres."""
FOLDER = Path(__file__).parent / "office"
HAN, LATIN = "Droid Sans Fallback", "DejaVu Sans"
"""DejaVu has one glyph for “ff”, “fi” and “ffi” each, as the fonts of word processors do."""


def official(data: bytes) -> Document:
    """Use the layout prescribed by GB/T 9704, with a number at the foot of each page."""
    document = plain(data, 16)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"].paragraph_format
    style.first_line_indent, style.line_spacing, style.space_after = Pt(32), Pt(28), Pt(0)
    style.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.first_line_indent = Pt(0)
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    _page_number(foot)
    foot.add_run(" —")
    return document


def columns(data: bytes) -> Document:
    """Use two columns under a running head."""
    document = official(data)
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.paragraph_format.first_line_indent, style.paragraph_format.line_spacing = Pt(21), Pt(18)
    section = document.sections[0]
    parts = section._sectPr.xpath("./w:cols")[0]
    parts.set(qn("w:num"), "2")
    parts.set(qn("w:space"), "600")
    section.header.paragraphs[0].text = "国家重点研发计划"
    return document


def wide(data: bytes) -> Document:
    """Use a wide page with a ruled table."""
    document = plain(data, 9)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(25)
    (table,) = document.tables
    table.style = "Table Grid"
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return document


def plain(data: bytes, size: float = 11) -> Document:
    """Use Word's default layout: no indents, space below each paragraph, lines of unequal length."""
    document = docx.Document(BytesIO(data))
    font = document.styles["Normal"].font
    font.name, font.size = LATIN, Pt(size)
    font.element.rPr.rFonts.set(qn("w:eastAsia"), HAN)
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    for run in document.element.xpath(".//w:hyperlink/w:r"):  # else LibreOffice prints no link
        run.style = "Hyperlink"
    return document


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


FILES: dict[str, Callable[[], Document]] = {
    "2017-1": lambda: official(made.as_docx(made.guide_text("2017-1"))),
    "2021-2-draft": lambda: plain(made.as_docx(made.guide_text("2021-2-draft"))),
    "2022-1": lambda: official(made.as_numbered_docx(made.guide_text("2022-1"))),
    "2023-1-draft": lambda: columns(made.as_docx(made.guide_text("2023-1-draft"))),
    "2024-2-draft": lambda: plain(made.as_numbered_docx(made.guide_text("2024-2-draft")), 12),
    "2024-2-draft-table": lambda: wide(made_tables.as_docx(made_tables.listed("2024-2-draft"))),
}


def main() -> None:
    """Make all files again."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            make().save(f"{folder}/{name}.docx")
        files = [f"{folder}/{name}.docx" for name in FILES]
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(FOLDER)]
        subprocess.run([*command, *files], check=True)


if __name__ == "__main__":
    main()
