"""Reading the letters of PDFs: the text of glyphs; everything that is dropped is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pdf import document, line, more_at, with_glyphs

from generator.clean import clean
from generator.errors import InputError
from generator.read import read_data
from generator.read.pdf import read_pdf

PATH = Path("x.pdf")
ROKU = "\U00020bb7"


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_pdf(data, PATH).lines if not line.aside]


@pytest.mark.parametrize("size", [3, 12, 40])
@pytest.mark.parametrize(
    "glyphs",
    [
        ("s", "t", "a", "ff", "@", "o", "ffi", "c", "e"),
        ("fl", "o", "w", "fi", "t", "ffl", "ft", "tt"),
        ("ff",),
        ("ff", "ff", "f", "ff"),
        ("领", ROKU, "能"),
        (ROKU + ROKU, "甲"),
        ("株式会社", "甲"),
        ("e\u0301", "a"),
        ("Th", "e", "www", "..."),
    ],
    ids="".join,
)
def test_a_glyph_gives_every_letter_that_it_stands_for(
    glyphs: tuple[str, ...], size: float
) -> None:
    assert texts(with_glyphs(glyphs, size=size)) == ["".join(glyphs)]


def test_half_a_character_is_one_that_cannot_be_read() -> None:
    assert texts(with_glyphs(("a", "\ud842", "b"))) == ["a\ufffdb"]


@pytest.mark.parametrize("told", ["ffi", "f", "office"])
def test_a_text_that_the_file_tells_itself(told: str) -> None:
    """A browser tells the letters of a ligature as /ActualText."""
    span = b"/Span << /ActualText (%s) >> BDC (X) Tj EMC" % told.encode()
    content = b"BT /F 12 Tf 1 0 0 1 72 700 Tm (o) Tj %s (ce) Tj ET" % span
    assert texts(document(content)) == [f"o{told}ce"]


@pytest.mark.parametrize("size", [12, 5, 3, 1, 0.5])
@pytest.mark.parametrize("text", ["illegal will bell", "1111 000 ... ---"])
def test_letters_of_any_size_stand_beside_each_other(text: str, size: float) -> None:
    """Only what stands at the same place is bold by printing again, and a thin letter is near."""
    assert texts(document(line(text.encode(), 72, 700, size))) == [text]


def test_letters_of_fonts_that_nobody_has_are_read() -> None:
    """PDFium finds no width in a single letter that has no ink, and takes the next for the same."""
    assert texts(with_glyphs(("无",), ("a",), ("无",), ("无",))) == ["无", "a", "无", "无"]


@pytest.mark.parametrize("shift", [0, 0.3, 0.9])
def test_letters_printed_again_are_one(shift: float) -> None:
    content = b"".join(line(b"bell", 72 + shift * n, 700) for n in (0, 1))
    assert texts(document(content)) == ["bell"]


@pytest.mark.parametrize(
    ("above", "size", "text"),
    [
        (4, 7, "term of 3¹ years"),
        (2, 10, "term of 3¹ years"),
        (0, 7, "term of 31 years"),
        (-3, 7, "term of 31 years"),
        (4, 12, "term of 31 years"),
    ],
)
def test_a_small_digit_above_the_line_is_raised(above: float, size: float, text: str) -> None:
    content = line(b"term of 3", 72, 700) + line(b"1", 119.4, 700 + above, size)
    assert texts(document(content + line(b" years", 126.2, 700))) == [text]


def test_brackets_around_a_raised_number_go() -> None:
    content = line(b"term of 3", 72, 700) + line(b"[1]", 119.4, 704, 7)
    assert texts(document(content + line(b" years", 127.2, 700))) == ["term of 3¹ years"]


@pytest.mark.parametrize(
    ("text", "read"), [(b"203120312031", "203120312031"), (b"2031", "2 0 3 1")]
)
def test_letters_set_widely_are_one_word(text: bytes, read: str) -> None:
    """A short row does not show how widely its letters are set."""
    letters = (line(bytes([letter]), 72 + 12 * n, 700) for n, letter in enumerate(text))
    assert texts(document(b"".join(letters))) == [read]


@pytest.mark.parametrize(
    ("drawn", "struck"),
    [
        (b"70 703.5 40 0.7 re f", True),  # a browser
        (b"0.7 w 70 703.8 m 110 703.8 l S", True),  # a word processor
        (b"70 698 40 0.7 re f", False),  # an underline
        (b"70 714 40 0.7 re f", False),  # a rule between rows
        (b"70 698 40 14 re f", False),  # behind the text
        (b"90 600 0.7 200 re f", False),  # a rule between columns
        (b"70 703.5 m 70 704 l S", False),
    ],
)
def test_struck_out_text_is_named(drawn: bytes, struck: bool) -> None:
    data = document(
        b"1 0.9 0.9 rg 1 0 0 RG "
        + drawn
        + b" 0 g "
        + line(b"gone", 72, 700)
        + line(b"here", 120, 700)
    )
    reading = read_pdf(data, PATH)
    assert texts(data) == ["here" if struck else "gone here"]
    assert [(line.aside, line.text) for line in reading.lines if line.aside] == (
        [("struck", "gone")] if struck else []
    )
    assert [note.code for note in reading.diagnostics] == ["struck"] * struck


def test_words_stand_in_their_order_where_a_file_prints_them_font_by_font() -> None:
    """LibreOffice prints the quotation marks of another font after the words around them."""
    words = line(b"one", 72, 700) + line(b"two", 101, 700) + line(b"three", 130, 700)
    marks = line(b'"', 96, 700) + line(b'"', 120, 700)
    assert texts(document(words + marks)) == ['one "two" three']


@pytest.mark.parametrize(("hyphen", "text"), [("-", "a-b"), ("\u00ad", "a-b"), ("\u2010", "a‐b")])
def test_a_hyphen_that_is_printed_is_one(hyphen: str, text: str) -> None:
    """Word names any hyphen a soft one (U+00AD), which elsewhere is not shown."""
    assert texts(with_glyphs(("a", hyphen, "b"))) == [text]


# What has no character


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (("甲", "", "乙"), "甲\ufffd乙"),
        (("甲", "\ue123", "乙"), "甲\ue123乙"),
        (("甲", "\ufffd", "乙"), "甲\ufffd乙"),
    ],
)
def test_a_letter_that_no_font_tells_is_named(glyphs: tuple[str, ...], text: str) -> None:
    reading = read_data(with_glyphs(("第一行",), glyphs), PATH)
    assert [line.text for line in reading.lines] == ["第一行", text]
    (note,) = reading.diagnostics
    assert (note.level, note.code, note.line) == ("warning", "unreadable-letters", 2)
    assert note.message.startswith("1 unreadable character: “甲\ufffd乙”")


def test_a_bullet_of_a_symbol_font_is_a_bullet() -> None:
    assert read_pdf(with_glyphs(("\uf06c", "甲")), PATH).diagnostics == ()


def test_a_file_without_any_map_is_refused() -> None:
    with pytest.raises(InputError, match=r"^x\.pdf: cannot be read as text: .*\(OCR\)"):
        read_data(with_glyphs(("", "")), PATH)


# What is no text of the page


def dropped(data: bytes) -> list[tuple[str, str]]:
    return [(entry.rule, entry.text) for entry in clean(read_pdf(data, PATH).lines).dropped]


@pytest.mark.parametrize(
    "place", [(-300, 700), (700, 700), (72, 900), (72, -60), (10**5, -(10**5))]
)
def test_text_beside_the_page_is_named(place: tuple[float, float]) -> None:
    data = document(line(b"on the page", 72, 700) + line(b"beside it", *place))
    assert texts(data) == ["on the page"]
    assert dropped(data) == [("outside_page", "beside it")]


def test_text_beside_what_is_shown_of_a_page_is_named() -> None:
    content = line(b"shown", 100, 700) + line(b"cut", 100, 20)
    assert dropped(document(content, page=b"/CropBox [50 50 500 800]")) == [("outside_page", "cut")]


# What cannot be seen

INK = line(b"seen", 72, 700)
UNDER = (
    b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> %s"
)
PIXEL = (
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
    b"\x80",
)


def layered(content: bytes, off: bytes, *more: object) -> bytes:
    """Return a page with two layers, A and B, of which ``off`` tells which are off."""
    layers = (b"<< /Type /OCG /Name (A) >>", b"<< /Type /OCG /Name (B) >>")
    return document(
        INK + content,
        catalog=b"/OCProperties << /OCGs [%s %s] /D << %s >> >>" % (more_at(0), more_at(1), off),
        resources=b"/Properties << /A %s /B %s /M %s >> /XObject << /X %s >>"
        % tuple(more_at(n) for n in range(4)),
        more=(*layers, *(more or (b"<< >>", b"<< >>"))),  # type: ignore[arg-type]
    )


def both(how: bytes) -> bytes:
    return b"<< /Type /OCMD /OCGs [%s %s] %s >>" % (more_at(0), more_at(1), how)


NOT = line(b"not", 72, 600)
IN_A, IN_B, IN_BOTH = (b"/OC /%c BDC %s EMC " % (name, NOT) for name in b"ABM")
OFF_A, OFF_BOTH = b"/OFF [%s]" % more_at(0), b"/OFF [%s %s]" % (more_at(0), more_at(1))
FORM_IN_A = UNDER % b"/OC %s" % more_at(0), NOT


@pytest.mark.parametrize(
    ("data", "hidden"),
    [
        (document(INK + b"3 Tr " + NOT), True),
        (document(INK + b"7 Tr " + NOT), True),
        (document(INK + b"1 Tr " + NOT), False),
        (document(INK + b"1 1 1 rg " + NOT), True),
        (document(INK + b"0.98 g " + NOT), True),
        (document(INK + b"0 0 0 0 k " + NOT), True),
        (document(INK + b"0.5 g " + NOT), False),
        (document(INK + b"1 Tr 1 1 1 RG " + NOT), True),
        # White on another colour is seen, and so is grey on white; grey on the same grey is not.
        (document(INK + b"0 0 1 rg 50 590 200 30 re f 1 g " + NOT), False),
        (document(INK + b"0 0 1 rg 50 590 200 30 re f 1 g 60 595 90 20 re f " + NOT), True),
        (document(INK + b"0.5 g 50 590 200 30 re f " + NOT), True),
        (document(INK + b"0.5 g 50 400 200 30 re f " + NOT), False),
        # A rectangle over the text, and what covers no text: a frame, a curve, a mark that can be seen through.
        (document(INK + NOT + b"1 g 50 590 200 30 re f"), True),
        (document(INK + NOT + b"50 590 200 30 re S"), False),
        (document(INK + NOT + b"0 599 595 1 re f"), False),
        (document(INK + NOT + b"40 580 300 50 re 50 590 200 30 re f*"), False),
        (document(INK + NOT + b"/G gs 1 1 0 rg 50 590 200 30 re f", resources=b"/ExtGState << /G << /BM /Multiply >> >>"), False),
        (document(INK + b"/G gs " + NOT, resources=b"/ExtGState << /G << /ca 0 >> >>"), True),
        # What is cut off
        (document(INK + b"0 0 20 20 re W n " + NOT), True),
        (document(INK + b"60 590 300 30 re W n " + NOT), False),
        (document(INK + b"2 0 0 2 0 0 cm /X Do", resources=b"/XObject << /X %s >>" % more_at(0), more=[(UNDER.replace(b"595 842", b"99 99") % b"", line(b"not", 150, 200))]), True),
        (document(INK + b"1 0 0 1 0 -9 cm /X Do", resources=b"/XObject << /X %s >>" % more_at(0), more=[(UNDER % b"", NOT)]), False),
        # A scan has its recognised text below the picture.
        (document(INK + b"q 500 0 0 700 50 50 cm /X Do Q 3 Tr " + NOT, resources=b"/XObject << /X %s >>" % more_at(0), more=[PIXEL]), False),
        (document(INK + b"q 5 0 0 7 50 50 cm /X Do Q 3 Tr " + NOT, resources=b"/XObject << /X %s >>" % more_at(0), more=[PIXEL]), True),
        # Much too small
        (document(INK + line(b"not", 72, 600, 1)), True),
        (document(INK + line(b"not", 72, 600, 0.1)), True),
        (document(INK + line(b"not", 72, 600, 4)), False),
        # Layers
        (layered(IN_A, OFF_A), True),
        (layered(IN_B, OFF_A), False),
        (layered(IN_A, b"/BaseState /OFF /ON [%s]" % more_at(1)), True),
        (layered(IN_B, b"/BaseState /OFF /ON [%s]" % more_at(1)), False),
        (layered(IN_BOTH, OFF_A, both(b""), b"<< >>"), False),
        (layered(IN_BOTH, OFF_BOTH, both(b""), b"<< >>"), True),
        (layered(IN_BOTH, OFF_A, both(b"/P /AllOn"), b"<< >>"), True),
        (layered(IN_BOTH, OFF_A, both(b"/P /AnyOff"), b"<< >>"), False),
        (layered(IN_BOTH, OFF_A, both(b"/P /AllOff"), b"<< >>"), True),
        (layered(b"/OC /A BDC /X Do EMC", OFF_A, b"<< >>", (UNDER % b"", NOT)), True),
        (layered(b"/X Do", b"", b"<< >>", FORM_IN_A), False),
        (layered(b"/X Do", OFF_A, b"<< >>", FORM_IN_A), True),
    ],
)  # fmt: skip
def test_text_that_cannot_be_seen_is_named(data: bytes, hidden: bool) -> None:
    reading = read_pdf(data, PATH)
    assert ("not" in texts(data)) is not hidden
    assert [(line.aside, line.text) for line in reading.lines if line.aside] == (
        [("hidden", "not")] if hidden else []
    )
    codes = [note.code for note in reading.diagnostics if note.code != "recognised-text"]
    assert codes == (["hidden"] if hidden else [])


def test_recognised_text_of_a_scan_is_to_be_compared() -> None:
    more = [PIXEL]
    content = b"q 500 0 0 700 50 50 cm /X Do Q 3 Tr " + NOT
    (note,) = read_pdf(
        document(content, resources=b"/XObject << /X %s >>" % more_at(0), more=more), PATH
    ).diagnostics
    assert (note.code, note.message[:12]) == ("recognised-text", "page 1 holds")


def noted(annotation: bytes, *more: bytes, fields: bytes = b"") -> list[tuple[str, str]]:
    """Return the text that is dropped from a page with this annotation."""
    return dropped(
        document(
            line(b"text", 72, 700),
            page=b"/Annots [%s]" % more_at(0),
            catalog=b"/AcroForm << /Fields [%s] >>" % fields if fields else b"",
            more=(b"<< /Type /Annot /Rect [10 10 200 30] %s >>" % annotation, *more),
        )
    )


WORDS = b"<feff6ce86b64>"


@pytest.mark.parametrize("kind", [b"FreeText", b"Text", b"Highlight", b"Stamp"])
def test_a_comment_is_named(kind: bytes) -> None:
    assert noted(b"/Subtype /%s /Contents %s" % (kind, WORDS)) == [("comment", "注此")]


@pytest.mark.parametrize(
    ("field", "more"),
    [
        (b"/FT /Tx /T (a) /V %s" % WORDS, ()),
        (b"/FT /Ch /Ff 131072 /T (a) /Opt [%s] /V %s" % (WORDS, WORDS), ()),
        (b"/Parent %s" % more_at(1), (b"<< /FT /Tx /T (a) /V %s >>" % WORDS,)),
    ],
    ids=["text", "choice", "a parent's"],
)
def test_what_a_form_field_holds_is_named(field: bytes, more: tuple[bytes, ...]) -> None:
    found = noted(b"/Subtype /Widget %s" % field, *more, fields=more_at(len(more)))
    assert found == [("form_field", "注此")]


@pytest.mark.parametrize(
    "annotation",
    [
        b"/Subtype /Popup /Contents %s" % WORDS,
        b"/Subtype /Link /A << /S /URI /URI (javascript:a) >>",
        b"/Subtype /Link /A << /S /GoTo /D [0 /Fit] >>",
        b"/Subtype /Text",
    ],
)
def test_what_tells_nothing_more_is_not_named(annotation: bytes) -> None:
    assert noted(annotation) == []


def test_a_link_of_any_length_tells_where_it_leads() -> None:
    target = b"http://a.org/" + b"a" * 5000
    action = b"/Subtype /Link /A << /S /URI /URI (%s) >>" % target
    assert noted(action) == [("link_target", target.decode())]
