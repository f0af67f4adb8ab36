"""Characters in one form: tables of (text, expected), and what a guide written with them says. All are constructed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from generator.clean import apply
from generator.errors import InputError
from generator.model import Guide, Line, Reading, Source
from generator.pipeline import parse_data
from generator.read import read_data
from generator.text.characters import visible
from generator.text.contacts import contacts
from generator.text.forms import changes, one_form
from generator.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
VOCABULARY = Vocabulary.load(ROOT / "seeds" / "vocabulary")
PLAIN = """国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第二批项目申报指南
本批次共设立1个指南方向，拟支持项目数15项。
1.1 中国和芬兰政府间科技合作项目
合作协议：《中国和芬兰示例科技合作议定书》。
领域方向：
1. 农业与食品；
2. 氢能。
拟支持项目数：10-12项。
拟支持经费：2000万元人民币。
其他要求：
1. 项目执行期2-3年；
2. 电话：010-00000000，邮箱：call-office@example.org。
"""


def reading(text: str | bytes) -> Reading:
    return read_data(text if isinstance(text, bytes) else text.encode(), Path("guide.txt"))


def guide(text: str | bytes) -> Guide:
    data = text if isinstance(text, bytes) else text.encode()
    source = Source("guide.txt", "0" * 64)
    return parse_data(data, Path("guide.txt"), VOCABULARY, source)


@pytest.mark.parametrize(
    ("printed", "meant", "forms"),
    [
        ("领域⽅向", "领域方向", "radical"),
        ("⼾⾭⿈⼈⼝", "户青黄人口", "radical " * 5),
        ("农业与⻝品，⻓江，⺠生，⻋辆，⻛能", "农业与食品，长江，民生，车辆，风能", "radical " * 5),
        ("㇐、目标", "一、目标", "radical"),
        ("2031\uf98e度，\uf914，\ufa11", "2031年度，樂，\ufa11", "compatibility_ideograph " * 2),
        ("\U0002f804", "你", "compatibility_ideograph"),
        ("芬兰\ufe00，农\U000e0100业", "芬兰，农业", "variation_selector " * 2),
        ("合作协议︓《甲》︐乙︒（︵丙︶）", "合作协议：《甲》，乙。（（丙））", "vertical_form " * 5),
        ("︽议定书︾﹁甲﹂", "《议定书》「甲」", "vertical_form " * 4),
        ("领域﹕农业﹔水﹙海﹚", "领域：农业；水（海）", "small_form " * 4),
        ("农业､氢能､海洋｡", "农业、氢能、海洋。", "half_width_form " * 3),
        ("ｶﾞｽ", "ガス", "half_width_form"),
        ("sta\ufb00@o\ufb03ce.org，\ufb02ow", "staff@office.org，flow", "ligature " * 3),
        ("≪议定书≫⟪备忘录⟫，甲≪乙", "《议定书》《备忘录》，甲≪乙", "title_mark " * 4),
        ("1\u2009950万元，12\u202f345.6万元，5\u200930万元", "1,950万元，12,345.6万元，5\u200930万元", "thousands " * 2),
        ("𝐶𝑂₂", "CO₂", "styled_letter " * 2),
        ("10\u00ad12项，2\u00ad3年", "10-12项，2-3年", "soft_hyphen " * 2),
        ("\u00ad3\u00ad", "-3-", "soft_hyphen " * 2),
        ("CL6\u00ad2023，COVID\u00ad19，中\u00ad欧", "CL6-2023，COVID-19，中-欧", "soft_hyphen " * 3),
        ("call\u00adoffice@a.org，www.a\u00adb.org", "call-office@a.org，www.a-b.org", "address_hyphen " * 2),
        ("call–office@a.org，http://a.org/b−c", "call-office@a.org，http://a.org/b-c", "address_hyphen " * 2),
        ("10‐12项，2‑3年，010‒1234", "10-12项，2-3年，010-1234", "hyphen " * 3),
        ("10⁃12项，2֊3年，010\x1e1234", "10-12项，2-3年，010-1234", "hyphen " * 3),
        ("call⁃office@a.org，www.a\x1eb.org", "call-office@a.org，www.a-b.org", "address_hyphen " * 2),
        ("10−12项，三 − 五年，10项−12项", "10—12项，三 — 五年，10项—12项", "dash " * 3),
        ("2―3年，2ー3年，2─3年", "2—3年，2—3年，2—3年", "dash " * 3),
        ("10〜12项，2∼3年，2〰3年", "10～12项，2～3年，2～3年", "wave_dash " * 3),
        ("合作协议∶《甲》", "合作协议：《甲》", "colon"),
        ("氢\0能", "氢能", "nul"),
    ],
)  # fmt: skip
def test_one_form(printed: str, meant: str, forms: str) -> None:
    text, found = changes(printed)
    assert text == meant
    assert [change.form for change in found] == forms.split()
    assert one_form(meant) == meant


@pytest.mark.parametrize(
    "text",
    [
        "農業與氫能（H₂、CO₂、m²）",
        "５项，２０３１年度，ＡＢＣ",
        "10–12项，2—3年，2～3年，10－12项",
        "−20℃，A−B，x∼y，1∶1配套",
        "データ，ルー",
        "co\u00adoperation",  # only where a word may be parted; `clean` takes it out
        "张三—a@b.org",
        "①②㎡℃Ⅳ㈠⑴⒈",
        "《甲》“乙”「丙」（丁）",
        "é ü Å ß ﷼",
        "𠮷能𬭎",
    ],
)
def test_what_is_printed_on_purpose_stays(text: str) -> None:
    assert changes(text) == (text, [])


def test_each_change_has_its_place() -> None:
    found = reading(f"甲\n领域⽅向︓\n{PLAIN}").folds
    assert [(f.form, f.printed, f.meant, f.line, f.column) for f in found] == [
        ("radical", "⽅", "方", 2, 3),
        ("vertical_form", "︓", "：", 2, 5),
    ]


@pytest.mark.parametrize(
    ("common", "other"),
    [
        ("方", "⽅"), ("二", "⼆"), ("食", "⻝"), ("年", "\uf98e"), ("农", "农\U000e0100"), ("芬兰", "芬兰\ufe00"),
        ("：", "︓"), ("，", "︐"), ("。", "｡"), ("-", "\u00ad"), ("-", "\u2010"), ("-", "\u2011"), ("-", "\u2012"),
        ("能", "\0能"), ("ff", "\ufb00"),
    ],
)  # fmt: skip
def test_a_guide_in_other_characters_says_the_same(common: str, other: str) -> None:
    plain, made = guide(PLAIN), guide(PLAIN.replace(common, other))
    assert made.directions == plain.directions
    assert (made.id, made.title, made.declared) == (plain.id, plain.title, plain.declared)
    assert len(made.folds) == PLAIN.count(common)


@pytest.mark.parametrize("dash", ["–", "—", "－", "~", "～", "−", "―", "〜", "∼", "〰", "ー"])
def test_a_range_with_any_dash(dash: str) -> None:
    (direction,) = guide(
        PLAIN.replace("10-12", f"10{dash}12").replace("2-3", f"2{dash}3")
    ).directions
    assert (direction.projects.min, direction.projects.max, direction.projects.kind) == (
        10,
        12,
        "range",
    )
    years = direction.duration
    assert years
    assert (years.min_years, years.max_years, years.kind) == (2, 3, "range")


@pytest.mark.parametrize(
    ("text", "emails", "phones"),
    [
        ("电话：010–00000000，a–b@x.org", ["a-b@x.org"], ["010-00000000"]),
        ("电话：010—12345678", [], ["010-12345678"]),
        ("电话：０１０－１２３４５６７８，ａｂ＠ｘ．ｏｒｇ", ["ab@x.org"], ["010-12345678"]),
        ("联系人：张三—z@x.org", ["z@x.org"], []),
    ],
)
def test_contacts_in_other_characters(text: str, emails: list[str], phones: list[str]) -> None:
    found = contacts([text])
    assert ([*found.emails], [*found.phones]) == (emails, phones)


# Bytes that are no characters


def notes(data: str | bytes) -> list[tuple[str, int | None, str]]:
    return [(note.code, note.line, note.message) for note in reading(data).diagnostics]


def test_stray_nuls_are_left_out_and_named() -> None:
    found = guide(PLAIN.replace("氢能", "氢\0能").replace("水", "\0\0水"))
    assert found.directions == guide(PLAIN).directions
    assert [(n.level, n.code, n.line, n.message) for n in found.diagnostics if n.code == "nul"] == [
        ("warning", "nul", 7, "1 NUL character (U+0000) left out")
    ]


@pytest.mark.parametrize("name", ["x.html", "x.md"])
def test_nuls_in_markup_are_left_out_and_named(name: str) -> None:
    found = read_data(
        "<p>合作\0协议</p>\n\n<p>拟\0支持</p>\n".encode() + b"<p></p>" * 200, Path(name)
    )
    assert [line.text for line in found.lines if line.text] == ["合作协议", "拟支持"]
    assert [(n.code, n.message) for n in found.diagnostics] == [
        ("nul", "2 NUL characters (U+0000) left out, the first in line 1 of the file")
    ]


@pytest.mark.parametrize("end", ["\x0b", "\u2028", "\u2029"])
def test_a_line_may_end_inside_a_line_of_the_file(end: str) -> None:
    found = guide(PLAIN.replace("\n", end))
    assert [(d.number, d.projects, d.funding) for d in found.directions] == [
        (d.number, d.projects, d.funding) for d in guide(PLAIN).directions
    ]
    assert {
        line.number for line in read_data(PLAIN.replace("\n", end).encode(), Path("x.txt")).lines
    } == {1}


def test_control_characters_are_no_spaces() -> None:
    assert visible("24\x1f00万元") == "2400万元"


def test_many_unreadable_characters_are_counted() -> None:
    text = PLAIN + "".join(f"支持第{n}项技术研究和示范应用的国际合作\ufffd\n" for n in range(15))
    found = [note for note in reading(text).diagnostics if note.code == "unreadable-letters"]
    assert len(found) == 11
    assert found[-1].message.startswith("5 more unreadable characters on 5 lines from here")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("gb18030", "utf-8"), ("cp1252", "gb18030"), ("latin-1", "gb18030"), ("cp1252", "utf-8"), ("latin-1", "utf-8"),
        ("big5", "gb18030"), ("euc_kr", "gb18030"), ("cp1251", "gb18030"), ("shift_jis", "gb18030"), ("big5", "utf-8"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lost", ["ignore", "replace"])
def test_a_text_read_in_a_wrong_encoding_is_refused(wrong: str, right: str, lost: str) -> None:
    """Both with what got lost left out and with U+FFFD in its place."""
    with pytest.raises(InputError, match=r"cannot be read as text|is garbled"):
        reading(PLAIN.encode(right).decode(wrong, lost))


def test_fonts_that_give_other_ideographs_are_noticed() -> None:
    text = "".join(chr(ord(c) + 300) if "\u4e00" <= c <= "\u9f00" else c for c in PLAIN)
    with pytest.raises(InputError, match="the characters make no Chinese words"):
        reading(text)


def test_replacement_characters_decoded_again_are_unreadable() -> None:
    ((code, line, message),) = notes(PLAIN.replace("氢能", "氢锟斤拷"))
    assert (code, line, message[:24]) == ("unreadable-letters", 7, "1 unreadable character: ")


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "農業與氫能國際合作項目\n" * 20,
        "Coopération franco-chinoise à l'été 2031, évaluée\n" * 9 + "中法合作",
        "データ科学とエネルギーの共同研究\n中日合作项目\n",
    ],
)
def test_what_can_be_read_is_not_called_garbled(text: str) -> None:
    assert notes(text) == []


def test_a_text_without_chinese_is_doubted() -> None:
    assert [code for code, _, _ in notes("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFG\n" * 9)] == [
        "no-chinese"
    ]


# Page numbers


@pytest.mark.parametrize(
    "between",
    ["3\n\f", "\f3\n", "\n3\n\n\f\n", "mailto:a@example.org\n3\n", "3\nmailto:a@example.org\n"],
)
def test_a_bare_number_at_the_edge_of_a_page_is_its_number(between: str) -> None:
    text = PLAIN.replace("议定书》。", f"议定书》、\n{between}《另一协定》。")
    (direction,) = guide(text).directions
    assert [item.text.zh for item in direction.agreements] == [
        "《中国和芬兰示例科技合作议定书》",
        "《另一协定》",
    ]


def test_a_bare_number_beside_a_running_head_is_the_pages() -> None:
    head, plain = "国家重点研发计划重点专项", PLAIN.split("\n")
    found = guide("\n".join([head, *plain[:6], head, "9", *plain[6:9], "10", head, *plain[9:]]))
    assert [d.text for d in found.dropped if d.rule == "lone_page_number"] == ["9", "10"]
    parts = [[item.text for item in one.directions[0].items] for one in (found, guide(PLAIN))]
    assert parts[0] == parts[1]


@pytest.mark.parametrize(
    "texts", [["甲", "3", "乙"], ["拟支持项目数：", "3", "\f乙"], ["3项", "\f乙"]]
)
def test_other_bare_numbers_stay(texts: list[str]) -> None:
    lines = [Line(text, number) for number, text in enumerate(texts, start=1)]
    assert apply("lone_page_number", lines)[0] == lines


# Output in any encoding


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "cp1252", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [("parse", "{file}", "--trace"), ("parse", "中文\U00020bb7.txt"), ("add", "{file}", "--dry-run"), ("--help",), ("check", "diagnostics")],
    ids=lambda arguments: arguments[0],
)  # fmt: skip
def test_output_in_any_encoding(encoding: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "指南.txt"
    file.write_text(PLAIN.replace("食品", "食品（Malmö，Ångström，\U00020bb7）"), "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "generator", *(word.format(file=file) for word in arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in ended.stderr + ended.stdout
    assert b"an error in the program" not in ended.stderr
    if arguments[0] == "parse" and "{file}" in arguments:
        printed = ended.stdout.decode("utf-8" if encoding == "ascii" else encoding)
        field = json.loads(printed)["directions"][0]["fields"][0]
        assert field["text"]["zh"] == "农业与食品（Malmö，Ångström，\U00020bb7）；"


def test_a_checkout_on_windows_has_the_same_bytes(tmp_path: Path) -> None:
    """With `core.autocrlf`, git writes CRLF into text files unless .gitattributes says otherwise."""
    names = (
        ".gitattributes",
        "Makefile",
        "seeds/guides/2017-1/guide.txt",
        "seeds/guides/2017-1/guide.yml",
    )
    run = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True)
    run(["git", "init", "-q"])
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    run(["git", "-c", "core.autocrlf=true", "add", "."])
    for name in names:
        (tmp_path / name).unlink()
    run(["git", "-c", "core.autocrlf=true", "checkout", "--", "."])
    for name in names:
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes(), name
