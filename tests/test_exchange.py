"""Files for translators (XLIFF, .xlsx, .csv): nothing is lost on the way out and back, and an import keeps the rules."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result
from constructed import seeds_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_suggest import ENGLISH, PLAN, POST, SINKS, SNOW, STATIONS, TEXT
from xlsxwriter import Workbook

from generator.cli import main
from generator.errors import InputError
from generator.escape import csv_cell, csv_text
from generator.seeds import Seeds
from generator.translate.assignments import Assignment, Example
from generator.translate.catalogue import Catalogue
from generator.translate.exchange import cells_of, exported, imported
from generator.translate.intake import Offer, take
from generator.translate.po import read_po
from generator.vocabulary import Term

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
ENDINGS = ("xlf", "xlsx", "csv")


def assignment(zh: str, en: str = "", **values: object) -> Assignment:
    state = "fuzzy" if en else "missing"
    least = {
        "state": state,
        "origin": "",
        "places": ("2030-1/1.1",),
        "title": "",
        "terms": (),
        "examples": (),
    }
    return Assignment(zh=zh, en=en, **(least | values))  # type: ignore[arg-type]


def back(folder: Path, ending: str, assignments: list[Assignment]) -> list[tuple[str, str, str]]:
    """Return (Chinese, English, English at export) of each segment after it was exported and imported."""
    path = folder / f"a.{ending}"
    path.write_bytes(exported(assignments, path))
    return [(offer.zh, offer.en, offer.exported) for offer in imported(path)]


STRANGE = [
    'quotation "marks" \'single\' “curly”', "=1+1", "+86 10", "-1", "@x", "'x", "'=x", "''=x", "＝１＋１", "＋１",
    "a\nb", "\na\n", "a\r\nb", "a\rb", "a\tb", "\ta", "  two  spaces  ", "ＡＢＣ，（１）", "😀👩‍👩‍👧", "𠀀", "x" * 30_000, "极" * 30_000,
    "\x01a\x07b\x1f", "\x7f\x85", "\u2028x\u2029", "\ufffe\uffff", "_x0041_", "_x000D_", "<b>&amp;</b>", "]]>", "<!-- x -->", "&#7;",
    "1", "1.50", "007", "1e5", "TRUE", "yes", "2026-01-01", "http://a.b/c?d=e#f", "mailto:a@b.c", "{=1+1}", "a;b,c\td",
]  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_lost_on_the_way_out_and_back(tmp_path: Path, ending: str) -> None:
    rows = [assignment(f"极{text}光", text) for text in STRANGE]
    rows += [assignment(f"天{text}文") for text in STRANGE]
    wanted = [(one.zh, one.en, one.en) for one in rows]
    if ending == "csv":
        assert back(tmp_path, ending, rows) == wanted
    else:
        assert back(tmp_path, ending, rows) == [
            # A reader of .xlsx keeps these two as their escapes; no catalogue holds them.
            tuple(t.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_") for t in each)
            if ending == "xlsx"
            else (each[0], each[1], re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "\ufffd", each[2]))
            for each in wanted
        ]


PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))).filter(
    lambda text: text.strip() or not text
)
"""Spaces alone are no English."""


@settings(max_examples=60, deadline=None)
@given(st.lists(PRINTED, max_size=5))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    rows = [assignment(f"极{number}{text}", text) for number, text in enumerate(texts)]
    folder = tmp_path_factory.mktemp("any")
    for ending in ("xlf", "csv"):
        assert back(folder, ending, rows) == [(one.zh, one.en, one.en) for one in rows]


@given(st.text())
def test_a_cell_of_csv_is_no_formula_and_comes_back(text: str) -> None:
    assert csv_text(csv_cell(text)) == text
    assert not csv_cell(text).startswith(("=", "+", "-", "@"))


FULL = assignment(
    PLAN,
    "A plan",
    origin="draft by x",
    places=("2030-1/1.1#requirement-2", "2030-1/1.2"),
    title="极光",
    terms=(Term(term="申报单位", en=("applicant", "applicants"), forbidden=("declaring unit",)),),
    examples=(Example("申报单位", "Applicants", 60),),
)
CONTEXT = {
    "Place": "2030-1/1.1#requirement-2 (+1)",
    "Title": "极光",
    "Origin": "draft by x",
    "Terms": "申报单位 = applicant / applicants; not: declaring unit",
    "Similar": "60 %: 申报单位 = Applicants",
    "English at export": "A plan",
}


def test_xliff(tmp_path: Path) -> None:
    """The elements, attributes and values that XLIFF 2.0 has, in its order."""
    rows = [FULL, assignment(SNOW), assignment(SINKS, "Sinks", state="translated")]
    root = etree.fromstring(exported(rows, tmp_path / "a.xlf"))
    assert (root.tag, dict(root.attrib)) == (
        f"{XLIFF}xliff",
        {"version": "2.0", "srcLang": "zh-CN", "trgLang": "en"},
    )
    (file,) = root
    assert [unit.get("id") for unit in file] == [one.id for one in rows]
    assert [[e.tag.removeprefix(XLIFF) for e in unit] for unit in file] == [
        ["notes", "segment"]
    ] * 3
    assert {unit.get("{http://www.w3.org/XML/1998/namespace}space") for unit in file} == {
        "preserve"
    }
    assert {note.get("category"): note.text for note in file[0][0]} == CONTEXT
    assert [segment.get("state") for segment in root.iter(f"{XLIFF}segment")] == [
        "translated",
        "initial",
        "reviewed",
    ]
    assert [[e.text for e in segment] for segment in root.iter(f"{XLIFF}segment")] == [
        [PLAN, "A plan"],
        [SNOW],
        [SINKS, "Sinks"],
    ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_table(tmp_path: Path, ending: str) -> None:
    data = exported(
        [FULL, assignment(SINKS, "Sinks", state="translated")], tmp_path / f"a.{ending}"
    )
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    else:
        rows = cells_of(data)
    head = ["Chinese", "English", "Reviewed", *CONTEXT]
    assert rows[0] == head
    assert rows[1] == [PLAN, "A plan", "", *CONTEXT.values()]
    assert rows[2][:3] == [SINKS, "Sinks", "yes"]


def test_a_spreadsheet_holds_text_alone(tmp_path: Path) -> None:
    data = exported([assignment("=1+1", "=2+2")], tmp_path / "a.xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 't="s"' in sheet
    with pytest.raises(InputError, match="is too long for a cell"):
        exported([assignment("极" * 32_768)], tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.ods", b"", "expected a file that ends in .xlf, .xlsx or .csv"),
        ("a.xlf", b"", ":1: is not XML: "),
        ("a.xlf", b"<a>\n<b></a>", ":2: is not XML: "),
        ("a.xlf", b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', ":1: is not XLIFF 2: "),
        ("a.xlsx", b"PK", "is not a spreadsheet (.xlsx) that can be read"),
        ("a.xlsx", b"Chinese,English\n", "save it as .xlsx once more"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "is an old .xls, or has a password: save it as .xlsx, without a password"),
        ("a.csv", b"", "is empty: expected the table that the export wrote"),
        ("a.csv", b",,\n", "is empty: "),
        ("a.csv", b"Chinese,Englisch\n", "no row names the columns “Chinese” and “English”: row 1 is “Chinese | Englisch”; put the head"),
        ("a.csv", b"<?xml version='1.0'?>", "row 1 is “<?xml version='1.0'?>”"),
        ("a.csv", b"Chinese,English,English\n", "row 1 names two columns “English”: rename one"),
        ("a.csv", b"Chinese,English,English at export,English at export\n", "two columns “English at export”"),
        ("a.csv", "Chinese,English\n甲,\"A\n乙,B\n丙,\"C\"\n".encode(), ":2: is not CSV: "),
        ("a.csv", "Chinese,English,Title\n甲,A,\"\n乙,B,\n".encode(), ":2: is not CSV: unexpected end of data in this row: close the quotation mark"),
        ("a.csv", "Chinese,English\n甲,\"A\" b\n".encode(), ":2: is not CSV: "),
        ("a.csv", b"Chinese,English\n" + b"x,\n" * 7_000_000, "holds more than 20,000,000 bytes"),
        ("a.csv", b"Chinese,English\n" + b"x" * 200_000, "is not CSV: field larger than field limit"),
        ("a.csv", bytes(range(256)), "is no"),
        ("b.csv", None, "cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    csv.field_size_limit(131_072)  # as Python has it; other packages in the same process raise it
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as error:
        list(imported(path))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_spreadsheet_that_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    with pytest.raises(InputError, match="holds more than 50,000,000 bytes"):
        list(imported(path))


def test_a_spreadsheet_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    with pytest.raises(InputError, match="is not a spreadsheet"):
        list(imported(path))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_spreadsheet_with_damaged_xml(tmp_path: Path, name: str) -> None:
    """It is not too large; another program can save it anew."""
    made, path = tmp_path / "made.xlsx", tmp_path / "a.xlsx"
    made.write_bytes(exported([FULL], made))
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part) + b"<" * (part == name))
    with pytest.raises(InputError, match=r"is not a spreadsheet .* save it as .xlsx once more"):
        list(imported(path))


SAVED = {
    "gbk": "Chinese;English;Reviewed\r\n极光;Aurora;yes\r\n".encode("gb18030"),
    "utf-16": "Chinese\tEnglish\tReviewed\n极光\tAurora\tyes\n".encode("utf-16"),
    "other order": "\ufeffEnglish,Chinese,reviewed\nAurora,极光,YES\n".encode(),
    "other case": "chinese , ENGLISH,Reviewed,note\n极光,Aurora,是\n,,\n\n".encode(),
    "tick": "Chinese,English,Reviewed\n极光,Aurora,√\n".encode(),
    "pipes": "Chinese|English|Reviewed\n极光|Aurora|x".encode(),
    "sep": "sep=;\nChinese;English;Reviewed\n极光;Aurora;1\n".encode(),
    "a row above": "For Anna\n,,\nChinese,English,Reviewed\n极光,Aurora,yes\n".encode(),
}


@pytest.mark.parametrize("name", SAVED)
def test_csv_as_other_programs_save_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(SAVED[name])
    (offer,) = imported(path)
    assert (offer.zh, offer.en, offer.reviewed, offer.exported) == ("极光", "Aurora", True, "")
    assert (offer.fault, offer.place) == (
        "",
        {"sep": "row 3", "a row above": "row 4"}.get(name, "row 2"),
    )


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("极光,Aurora,ok\n", "has “ok” in the column “Reviewed”: expected “yes”, or nothing"),
        ("极光,Aurora,1.0\n", "has “1.0” in the column “Reviewed”"),
        ("极光,Aurora,No\n", ""),
        ("极光,Aurora,否\n", ""),
        ("极光,Aurora, bright,yes\n", "has more cells than the head"),
        ("极光,Aurora,,,\n", ""),
        (",Aurora,yes\n", "has English, but no Chinese: “Aurora”"),
        ("极光,Auro", "is cut off: the file ends within this row"),
        ("极光,Aurora\n", ""),
        ("极光,Aurora,", ""),
    ],
)
def test_a_row_that_does_not_say_clearly_what_it_is(tmp_path: Path, rows: str, fault: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Chinese,English,Reviewed\n" + rows, encoding="utf-8")
    (offer,) = imported(path)
    assert offer.fault.startswith(fault)
    assert bool(offer.fault) == bool(fault)


def test_cells_without_a_value_are_not_read_as_empty(tmp_path: Path) -> None:
    """Errors, and formulas that no program has worked out; on the sheet that has the columns."""
    made, path = tmp_path / "made.xlsx", tmp_path / "a.xlsx"
    with Workbook(str(made)) as book:
        book.add_worksheet("notes").write(0, 0, "For Anna")
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Chinese", "English", "Reviewed"])
        for number, value in enumerate(("#REF!", "", "Aurora", "-"), 1):
            sheet.write(number, 0, f"极{number}")
            sheet.write_formula(number, 1, f'=A{number}&"x"', None, value)
        sheet.write_formula(5, 2, "=A1", None, "-")
        sheet.write(5, 0, "极5")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name)
                .replace(b' t="str"><f>A4&amp;"x"</f><v>-</v>', b'><f>A4&amp;"x"</f>')
                .replace(b' t="str"><f>A1</f><v>-</v>', b' t="e"><f>A1</f><v>#N/A</v>'),
            )
    assert [(o.zh, o.en, o.fault) for o in imported(path)] == [
        ("极1", "#REF!", ""),
        ("极2", "", ""),
        ("极3", "Aurora", ""),
        ("极4", '=A4&"x"', ""),
        ("极5", "", "has “#N/A” in the column “Reviewed”: expected “yes”, or nothing"),
    ]


def test_numbers_and_truths_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Chinese", "English", "Reviewed"])
        for number, reviewed in enumerate((True, 1, "yes", "no", False, ""), 1):
            sheet.write_row(number, 0, [str(number), number, reviewed])
    assert [(offer.zh, offer.en, offer.reviewed) for offer in imported(path)] == [
        ("1", "1", True),
        ("2", "2", True),
        ("3", "3", True),
        ("4", "4", False),
        ("5", "5", False),
        ("6", "6", False),
    ]


def test_what_a_cat_tool_does_to_a_unit(tmp_path: Path) -> None:
    """It cuts a unit into segments, marks terms, writes control characters as elements, and adds its own things."""
    path = tmp_path / "a.xlf"
    path.write_text(
        f"""<?xml version="1.0"?>
<xliff xmlns="{XLIFF[1:-1]}" xmlns:x="urn:x" version="2.1" srcLang="zh-CN" trgLang="en"><file id="f"><group id="g">
<unit id="a"><x:own/><notes><note category="English at export">Old</note></notes>
<segment state="final"><source>极<mrk id="m" type="term">光</mrk>，</source><target>Au<mrk id="m" type="term">ro</mrk>ra<cp hex="0007"/><ph id="p"/>, </target></segment>
<ignorable><source> </source><target> </target></ignorable>
<segment state="reviewed"><source>冰</source><target>ice<!-- x --></target></segment></unit>
<unit id="b"><segment state="final"><source>甲</source><target>A</target></segment><segment state="translated"><source>乙</source><target>B</target></segment></unit>
<unit id="c"><segment state="final"><source>甲</source><target>A</target></segment><segment><source>丙</source></segment></unit>
</group></file></xliff>""",
        encoding="utf-8",
    )
    assert [(o.zh, o.en, o.exported, o.reviewed, o.place) for o in imported(path)] == [
        ("极光， 冰", "Aurora\x07,  ice", "Old", True, "line 3"),
        ("甲乙", "A B", "", False, "line 7"),
        ("甲丙", "", "", False, "line 8"),
    ]


UNIT = '<unit id="u">{}</unit>'
SPLIT = "<segment{}><source>甲</source><target{}>{}</target></segment>"


@pytest.mark.parametrize(
    ("parts", "english", "fault"),
    [
        ([SPLIT.format("", "", "A"), "<ignorable><source> </source></ignorable>", SPLIT.format("", "", "b")], "A b", ""),
        ([SPLIT.format("", "", "A,"), SPLIT.format("", "", "b")], "A, b", ""),
        ([SPLIT.format("", "", "A ("), SPLIT.format("", "", "b"), SPLIT.format("", "", ")")], "A (b)", ""),
        ([SPLIT.format("", ' order="3"', "of timber"), "<ignorable><source/></ignorable>", SPLIT.format("", ' order="1"', "Monitoring")], "Monitoring of timber", ""),
        ([SPLIT.format("", ' order="x"', "A")], "", "has a target with the order “x”: expected a number"),
        ([SPLIT.format("", "", "A"), "<segment><source>乙</source></segment>"], "", "has no English in 1 of its 2 parts"),
        ([SPLIT.format("", "", "A"), SPLIT.format("", "", "")], "", "has no English in 1 of its 2 parts"),
        ([SPLIT.format("", "", "")], "", ""),
        (["<segment><source>乙</source></segment>"], "", ""),
        ([SPLIT.format("", "", 'A<cp hex="zz"/>')], "", "has a character with the code “zz”, which does not exist"),
        (["<segment><target>A</target></segment>"], "", "the unit has no Chinese: expected a segment with a source"),
        ([], "", "the unit has no Chinese: expected a segment with a source"),
    ],
)  # fmt: skip
def test_the_parts_of_a_unit(tmp_path: Path, parts: list[str], english: str, fault: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(f'<xliff xmlns="{XLIFF[1:-1]}">{UNIT.format("".join(parts))}</xliff>', "utf-8")
    (offer,) = imported(path)
    assert (offer.en, offer.fault, offer.segment) == (english, fault, "u")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ('srcLang="zh-CN" trgLang="de"', "trgLang is “de”: expected “en”"),
        ('srcLang="en" trgLang="zh-CN"', "srcLang is “en”: expected “zh”"),
        ('srcLang="zh-Hans" trgLang="en-GB"', None),
        ('srcLang="ZH" trgLang="EN"', None),
    ],
)
def test_the_languages_of_a_file(tmp_path: Path, head: str, message: str | None) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(f'<xliff xmlns="{XLIFF[1:-1]}" {head}/>', encoding="utf-8")
    if not message:
        assert list(imported(path)) == []
        return
    with pytest.raises(InputError, match=message):
        list(imported(path))


@pytest.mark.parametrize("entity", ['e SYSTEM "{}/secret"', 'e "Hello"'])
def test_entities_lead_nowhere(tmp_path: Path, entity: str) -> None:
    """Nor do they vanish."""
    path = tmp_path / "a.xlf"
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    path.write_text(
        f'<!DOCTYPE xliff [<!ENTITY {entity.format(tmp_path)}>]><xliff xmlns="{XLIFF[1:-1]}">'
        "<unit><segment><source>甲</source><target>A&e;B</target></segment></unit></xliff>",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="has a DOCTYPE"):
        list(imported(path))


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    return seeds_of(tmp_path / "seeds", {"2030-1": TEXT})


def guides(command: str, seeds: Seeds, *arguments: str | Path) -> Result:
    words = ["translate", command, "--seeds", str(seeds.root), *map(str, arguments)]
    return CliRunner().invoke(main, words)


Filled = Mapping[str, tuple[str, bool]]
"""Chinese → (English, whether it is reviewed)."""


def fill(path: Path, filled: Filled) -> None:
    """Edit an exported file as a translator does."""
    if path.suffix == ".xlf":
        tree = etree.parse(path)
        for segment in tree.iter(f"{XLIFF}segment"):
            if one := filled.get(segment[0].text):
                for target in segment[1:]:
                    segment.remove(target)
                etree.SubElement(segment, f"{XLIFF}target").text = one[0]
                segment.set("state", "final" if one[1] else "translated")
        tree.write(path, encoding="UTF-8", xml_declaration=True)
        return
    if path.suffix == ".csv":
        rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    else:
        rows = cells_of(path.read_bytes())
    for row in rows:
        if one := filled.get(row[0]):
            row[1:3] = [one[0], "yes" if one[1] else ""]
    if path.suffix == ".csv":
        csv.writer(path.open("w", encoding="utf-8-sig", newline="")).writerows(rows)
    else:
        with Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def entries(seeds: Seeds) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in read_po(seeds.catalogue) if not entry.obsolete}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_translator_fills_a_file(seeds: Seeds, ending: str) -> None:
    """Reviewed English is final, other English a draft; what breaks a rule is refused, with its place."""
    path = seeds.root.parent / f"for Anna.{ending}"
    assert guides("export", seeds, path).exit_code == 0
    untouched = guides("import", seeds, path)
    assert (untouched.exit_code, " 0 reviewed, 0 drafts" in untouched.stdout) == (1, True)
    assert "no row or unit has English: fill in the English" in untouched.stderr
    fill(
        path,
        {
            SNOW: (f" {ENGLISH[SNOW]}. ", True),
            SINKS: (ENGLISH[SINKS], False),
            POST: ("Please send samples to a@example.org by 8 May 2030", True),
            STATIONS: ("Aurora\nobservatories", True),
        },
    )
    result = guides("import", seeds, path)
    assert result.exit_code == 1
    assert f"1 reviewed, 1 drafts by for Anna.{ending}, 0 unchanged, 2 refused" in result.stdout
    place = r"line \d+" if ending == "xlf" else r"row \d+"
    refused = (
        rf"guides: refused: {re.escape(str(path))}, {place}: “{re.escape(POST[:29])}…” lacks 7\n"
    )
    assert re.search(refused, result.stderr)
    assert f"“{STATIONS}” has a line break\n" in result.stderr
    found = entries(seeds)
    assert (found[SNOW].msgstr, found[SNOW].fuzzy, found[SNOW].comment) == (
        ENGLISH[SNOW],
        False,
        "",
    )
    assert (found[SINKS].msgstr, found[SINKS].fuzzy) == (ENGLISH[SINKS], True)
    assert found[SINKS].comment == f"draft by: for Anna.{ending}"
    assert (found[POST].msgstr, found[STATIONS].msgstr) == ("", "")
    # A second import of the same file changes nothing; the catalogue is in step and stays as it is.
    once = seeds.catalogue.read_bytes()
    assert (
        "0 reviewed, 0 drafts by for Anna.xlsx, 2 unchanged, 2 refused".replace("xlsx", ending)
        in guides("import", seeds, path).stdout
    )
    assert guides("update", seeds).exit_code == 0
    assert seeds.catalogue.read_bytes() == once
    # What no review has read counts as later.
    assert Catalogue.load(seeds.catalogue).later >= {SNOW}


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_of_the_catalogue_out_and_back(seeds: Seeds, ending: str) -> None:
    path = seeds.root.parent / f"all.{ending}"
    guides("update", seeds)
    once = seeds.catalogue.read_bytes()
    assert guides("export", seeds, path, "--all").exit_code == 0
    result = guides("import", seeds, path)
    assert result.exit_code == 0
    assert "0 reviewed, 0 drafts" in result.stdout
    assert seeds.catalogue.read_bytes() == once


def test_what_is_exported(seeds: Seeds) -> None:
    """What has no checked English, or all; of one guide, or all; never over a file that may hold somebody's work."""
    path = seeds.root.parent / "a.csv"
    guides("export", seeds, path, "--guide", "2030-1")
    (some,) = ({offer.zh for offer in imported(path)} for _ in range(1))
    assert ENGLISH.keys() <= some
    result = guides("export", seeds, path, "--all")
    told = f"guides: {path}: exists already: choose another name, or replace it with --force\n"
    assert (result.exit_code, result.stderr) == (2, told)
    assert guides("export", seeds, path, "--all", "--force").exit_code == 0
    reviewed = {offer.zh for offer in imported(path) if offer.reviewed}
    assert reviewed
    assert not reviewed & some
    assert guides("export", seeds, path, "--guide", "2031-1", "--force").exit_code == 2


def changed(seeds: Seeds, zh: str, **values: object) -> None:
    po = read_po(seeds.catalogue)
    for name, value in values.items():
        setattr(next(entry for entry in po if entry.msgid == zh), name, value)
    po.save(str(seeds.catalogue))


FROST, SNOWY = "Samples must be packed in frost", "Samples must be packed in snow"
DRAFT = {"msgstr": FROST, "flags": ["fuzzy"], "comment": "draft by: x"}
OTHER = {"msgstr": SNOWY}


@pytest.mark.parametrize(
    ("before", "file", "meanwhile", "options", "after", "told"),
    [
        (DRAFT, (FROST, False), {}, (), (FROST, True, "draft by: x"), "0 reviewed, 0 drafts by a.csv, 1 unchanged"),
        (DRAFT, (FROST, True), {}, (), (FROST, False, ""), "1 reviewed"),
        (DRAFT, (SNOWY, True), {}, (), (SNOWY, False, ""), "1 reviewed"),
        (DRAFT, (SNOWY, False), {}, ("--name", "Li"), (SNOWY, True, "draft by: Li"), "1 drafts by Li"),
        (DRAFT, ("", True), {}, (), (FROST, True, "draft by: x"), "has no English in the file; the catalogue keeps its own"),
        (DRAFT, ("Samples", True), OTHER, (), (SNOWY, True, "draft by: x"), f"has other English now than when it was exported: “{SNOWY}”"),
        (DRAFT, ("Samples", True), OTHER, ("--force",), ("Samples", False, ""), "1 reviewed"),
        (DRAFT, (FROST, False), OTHER, (), (SNOWY, True, "draft by: x"), "1 unchanged"),
        (DRAFT, (SNOWY, True), OTHER, (), (SNOWY, False, ""), "1 reviewed"),
        ({"msgstr": FROST}, (SNOWY, True), {}, ("--all",), (SNOWY, False, ""), "1 reviewed"),
        ({"msgstr": FROST}, (FROST, False), {}, ("--all",), (FROST, False, ""), "0 reviewed, 0 drafts"),
        ({"msgstr": FROST}, (SNOWY, False), {}, ("--all",), (FROST, False, ""), f"has checked English, which a draft does not replace: “{FROST}”"),
        ({"msgstr": FROST}, (SNOWY, False), {}, ("--all", "--force"), (FROST, False, ""), "has checked English"),
        # A “yes” on English that is not there any more is told.
        (DRAFT, (FROST, True), OTHER, (), (SNOWY, True, "draft by: x"), f"has other English now than when it was exported: “{SNOWY}”"),
        # One’s own earlier draft may be replaced.
        (DRAFT, ("Samples in snow", False), OTHER, ("--name", "x"), ("Samples in snow", True, "draft by: x"), "1 drafts by x"),
        # What the import takes away is no difference.
        (DRAFT, (f" {FROST}.  ", False), {}, (), (FROST, True, "draft by: x"), "0 drafts by a.csv, 1 unchanged"),
        (DRAFT, (f"{FROST} .", True), {}, (), (FROST, False, ""), "1 reviewed"),
        (DRAFT, ("The samples' \"frost\" isn't here;", False), {"msgstr": "The samples’ “frost” isn’t here"}, (), ("The samples’ “frost” isn’t here", True, "draft by: x"), "1 unchanged"),
    ],
)  # fmt: skip
def test_the_state_before_and_after_an_import(
    *,
    seeds: Seeds,
    before: dict[str, object],
    file: tuple[str, bool],
    meanwhile: dict[str, object],
    options: tuple[str, ...],
    after: tuple[str, bool, str],
    told: str,
) -> None:
    """Only what the file changes is changed, and what changed meanwhile is told and kept."""
    path = seeds.root.parent / "a.csv"
    guides("update", seeds)
    changed(seeds, SNOW, **before)
    guides("export", seeds, path, *(o for o in options if o == "--all"))
    fill(path, {SNOW: file})
    changed(seeds, SNOW, **meanwhile)
    result = guides("import", seeds, path, *(o for o in options if o != "--all"))
    assert told in result.output
    entry = entries(seeds)[SNOW]
    assert (entry.msgstr, entry.fuzzy, entry.comment) == after
    # English that became a draft is no English lost.
    assert guides("update", seeds).exit_code == 0


def test_a_row_that_fits_two_segments_is_taken_for_neither() -> None:
    """Of two that differ in spaces alone, the row has the Chinese of one, or it is told."""
    one, other = assignment("极 光"), assignment("极光")
    for zh, taken in (
        ("极 光", {"极 光"}),
        ("极光", {"极光"}),
        ("极  光", set()),
        ("极光。", set()),
    ):
        po = polib.POFile()
        po.extend(polib.POEntry(msgid=held.zh) for held in (one, other))
        done = take(po, [one, other], [Offer(zh, "Aurora", "", False, "row 2")], (), "x")
        assert done.taken.keys() == taken
        assert len(done.problems) == 1 - len(taken)


def test_rows_that_fit_nothing(seeds: Seeds) -> None:
    path = seeds.root.parent / "a.csv"
    rows = [
        ("Chinese", "English", "Place"),
        ("冰川", "Glaciers", ""),
        ("冰川", "", ""),
        (SNOW, FROST, ""),
        (SNOW, SNOWY, ""),
        (SNOW, FROST, ""),
        (SINKS.replace("碳", "?"), ENGLISH[SINKS], "2030-1/1.1#field-2 (+1)"),
        (f" {STATIONS}。", ENGLISH[STATIONS], ""),
        (PLAN, "#NAME?", ""),
    ]
    csv.writer(path.open("w", encoding="utf-8", newline="")).writerows(rows)
    result = guides("import", seeds, path)
    assert result.stderr.splitlines() == [
        f"guides: refused: {path}, row 2: “冰川” is in no guide any more",
        f"guides: refused: {path}, row 5: “{SNOW}” stands in the file twice, with other English",
        f"guides: refused: {path}, row 7: “苔原?汇观测” differs from the Chinese of 2030-1/1.1#field-2, “{SINKS}”: "
        "put it back as it was; if characters are damaged, save the file as .xlsx or as CSV in UTF-8",
        f"guides: refused: {path}, row 9: “{PLAN}” “#NAME?” is no translation; has 0.2 letters for each Chinese "
        "character, without a comment; “申报单位” is not translated as “applicant”",
    ]
    assert "0 reviewed, 2 drafts by a.csv, 0 unchanged, 4 refused" in result.stdout
    assert Catalogue.load(seeds.catalogue).drafts == {SNOW: FROST, STATIONS: ENGLISH[STATIONS]}


@pytest.mark.parametrize("row", ["", "极光观测站,,yes\n"])
def test_a_file_of_which_nothing_comes(seeds: Seeds, row: str) -> None:
    path = seeds.root.parent / f"{'long name ' * 7}.csv"
    path.write_text(f"Chinese,English,Reviewed\n{row}", encoding="utf-8")
    result = guides("import", seeds, path)
    told = (
        "has no English in the file, but is marked as reviewed"
        if row
        else "no row or unit has English"
    )
    assert (result.exit_code, told in result.stderr) == (1, True)


def test_a_comment_of_the_translator_allows_what_it_allows_elsewhere(seeds: Seeds) -> None:
    """Terms that the comment names may have other English, in an import too."""
    path = seeds.root.parent / "a.csv"
    guides("update", seeds)
    changed(seeds, PLAN, tcomment="申报单位: institutions")
    guides("export", seeds, path)
    english = "Institutions must explain their observation plan to the Finnish Aurora Centre (Oulu)"
    fill(path, {PLAN: (english, True)})
    assert guides("import", seeds, path).exit_code == 0
    assert entries(seeds)[PLAN].msgstr == english
