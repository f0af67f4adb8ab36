"""PDFs written object by object, for contents that no program here can print."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping, Sequence

Object = bytes | tuple[bytes, bytes]
"""A value, or the entries of a stream's dictionary and the stream."""

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_FONT, _FIRST, _MORE = 3, 10, 100_000
_CODE = 46
"""Code of the first glyph. Without a font, PDFium takes 32 for a space and 45 for a hyphen."""


def written(objects: Mapping[int, Object]) -> bytes:
    """Return a PDF of ``objects`` by their numbers; 1 is the catalog. Streams are compressed."""
    file, places = bytearray(b"%PDF-1.7\n"), {}
    for number, value in objects.items():
        places[number] = len(file)
        whole = value if isinstance(value, bytes) else _stream(*value)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, whole)
    size = max(objects) + 1
    table = (
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        for n in range(size)
    )
    start = len(file)
    file += b"xref\n0 %d\n%s" % (size, b"".join(table))
    file += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(file)


def _stream(entries: bytes, stream: bytes) -> bytes:
    if b"/Filter" not in entries:
        entries, stream = entries + b" /Filter /FlateDecode", zlib.compress(stream)
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(stream), stream)


def document(
    *contents: bytes,
    font: Object = HELVETICA,
    catalog: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    more: Sequence[Object] = (),
) -> bytes:
    """Return a PDF with a page for each of ``contents``, which have ``font`` as /F.

    ``catalog``, ``page`` and ``resources`` are further entries of these dictionaries; ``more`` are
    further objects, which `more_at` numbers.
    """
    numbers = range(_FIRST, _FIRST + 2 * len(contents), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects: dict[int, Object] = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        _FONT: font,
    }
    for number, content in zip(numbers, contents, strict=True):
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /MediaBox %s %s"
            b" /Resources << /Font << /F %d 0 R >> %s >> >>"
            % (number + 1, box, page, _FONT, resources)
        )
        objects[number + 1] = b"", content
    return written(objects | dict(enumerate(more, start=_MORE)))


def more_at(index: int) -> bytes:
    """Return a reference to one of the further objects of a document."""
    return b"%d 0 R" % (_MORE + index)


def line(text: bytes, x: float, y: float, size: float = 12) -> bytes:
    """Return the operators that print ``text``, in the codes of its font, at a place."""
    codes = text.hex().encode()
    return b"BT /F %g Tf 1 0 0 1 %.3f %.3f Tm <%s> Tj ET\n" % (size, x, y, codes)


def with_glyphs(*lines: Sequence[str], size: float = 12) -> bytes:
    """Return a PDF with one page of ``lines``.

    Each string in a line is the text of one glyph. An empty string is a glyph without text in the font.
    """
    glyphs = list(dict.fromkeys(glyph for glyphs in lines for glyph in glyphs))
    codes = {glyph: code for code, glyph in enumerate(glyphs, start=_CODE)}
    contents = b"".join(
        line(b"".join(codes[glyph].to_bytes(2, "big") for glyph in there), 72, 760 - 24 * row, size)
        for row, there in enumerate(lines)
    )
    told = b"".join(
        b"<%04x> <%s>\n" % (code, glyph.encode("utf-16-be", "surrogatepass").hex().encode())
        for glyph, code in codes.items()
        if glyph
    )
    unicode_map = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange %d beginbfchar\n%s"
        b"endbfchar endcmap" % (sum(map(bool, glyphs)), told)
    )
    widths = b" ".join(b"%d" % (1000 if _is_wide(g) else 500 * max(1, len(g))) for g in glyphs)
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H"
        b" /DescendantFonts [%s] /ToUnicode %s >>" % (more_at(0), more_at(1))
    )
    letters = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /W [%d [%s]] /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % (_CODE, widths)
    )
    return document(contents, font=font, more=[letters, (b"", unicode_map)])


def _is_wide(glyph: str) -> bool:
    return any(unicodedata.east_asian_width(c) in "WF" for c in glyph[:1])
