"""Functions that break a file or a text at a few places, at random but reproducibly.

They insert parts that are typical of the guides, and parts that have broken similar programs: digits of other scripts,
numbers that are too large, brackets that never close.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO
from random import Random

from lxml import etree

TOKENS = (
    "1.1 ", "1.2、", "（2.1）", "方向1：", "指南方向2 ", "1. ", "第1.3.2", "合作协议：", "领域方向：", "领域方向一：", "主题二：",
    "拟支持项目数：", "共拟支持经费：", "其他要求：", "拟支持时间：", "联系人：", "外交承诺：", "【领域方向】", "其他要求", "（1）", "（2）",
    "2）", "3.", "一、", "（二）", "①", "⑳", "●", "\uf06c", "《", "》", "（", "）", "“", "”", "〔", "(", ")", "；", ";", "、", "，", "。", "：", ":",
    "不超过", "10个", "十个", "两至三年", "每个项目", "各", "共", "1-3个", "待定", "万元", "1.5亿元", "20000万元", "RMB 300万", "3年", "36个月",
    "项目执行期", "等领域。", "等", "包括：", "包括但不限于：", "如下：", "领域不限。", "无。", "及其", "修正案", "附件1", "征求意见稿", "申报指南",
    "2022年度第一批", "2022年度第十批", "二〇二四年度", "第0批", "中国和法国政府间合作项目", "中国和亚特兰蒂斯合作项目", "中巴", "中以（色列）", "内地与香港",
    "欧盟", "金砖国家", "合作国别仅限法国、德国", "企业牵头", "分别提交", "https：//a.b/", "http://a.b/c", "mailto:a@b.cn", "www.a.b", "a@b.cn", "a@",
    "电话：010-1234567", "— 3 —", "第 3 页 共 9 页", "\n7\n", "\n8\n", "\f", "\t", "|", " | ", "_____\n① ", "［1］", "1111.2.2.2.2中中中中",
    "2017201720172017", "\n", "\n\n", "\r\n", " ", "\u3000\u3000", "\u2028", "\x85", "\x1c", "\x0b",
)  # fmt: skip
CHARACTERS = (
    *"0123456789０９٣३௧๕߃²³¹½①⑽⒈Ⅷ㊀〇○零十百千万亿.．。:：-—–~/%+", "\U0001d7d9", "\U00011066",
    "\u200b", "\ufeff", "\u00ad", "\u202e", "\u0301", "\u3099", "\ud800", "\udfff", "\ufffe", "\uffff", "\x00", "\x01", "\x7f",
    "é", "ß", "İ", "ŉ", "ﬁ", "⼈", "\u4e00", "\U00020000", "\U0001f600", "\ue000", "¥", "￥", "{", "}", "<", "&", '"', "'", "\\",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "00", "1", "2", "3", "9", "10", "99", "100", "127", "255", "256", "65536", "2147483648", "-2147483649",
    "9223372036854775808", "1e9", "1e400", "nan", "inf", "-0.0", "0.00001", "--5", "²", "٣", "9" * 30, "9" * 5000, "",
)  # fmt: skip
_LINE = re.compile(r"[^\n]*\n?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NUMBER_BYTES = re.compile(_NUMBER.pattern.encode())
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MOST = 400_000


def text(chance: Random, whole: str, others: Sequence[str], tokens: Sequence[str]) -> str:
    """Return ``whole`` with changes at up to eight places. Parts of ``others`` may be inserted."""
    for _ in range(chance.randint(1, 8)):
        kind = chance.choice(_TEXT_KINDS)
        whole = kind(chance, whole, others, tokens)[:_MOST]
    return whole


def _tokens(chance: Random, whole: str, _: Sequence[str], tokens: Sequence[str]) -> str:
    at, length = _place(chance, len(whole)), chance.choice((0, 0, 1, 3, 40))
    new = "".join(chance.choices(tokens, k=chance.choice((1, 1, 2, 5))))
    return whole[:at] + new + whole[at + length :]


def _repeated(chance: Random, whole: str, _: Sequence[str], tokens: Sequence[str]) -> str:
    at = _place(chance, len(whole))
    return whole[:at] + chance.choice(tokens) * chance.choice((2, 10, 100, 1000)) + whole[at:]


def _characters(chance: Random, whole: str, _: Sequence[str], __: Sequence[str]) -> str:
    at, length = _place(chance, len(whole)), chance.choice((0, 1, 1, 2))
    return whole[:at] + chance.choice(CHARACTERS) + whole[at + length :]


def _figures(chance: Random, whole: str, _: Sequence[str], __: Sequence[str]) -> str:
    """Replace one of the numbers with another number, or with digits of another script."""
    found = list(_NUMBER.finditer(whole))
    if not found:
        return whole
    match = chance.choice(found)
    return whole[: match.start()] + chance.choice(NUMBERS) + whole[match.end() :]


def _lines(chance: Random, whole: str, _: Sequence[str], __: Sequence[str]) -> str:
    lines = _LINE.findall(whole)
    one, other = sorted((_place(chance, len(lines)), _place(chance, len(lines))))
    other = min(other, one + chance.choice((1, 2, 10, 100)))
    some = lines[one:other]
    changed: Sequence[str] = chance.choice(
        (
            [],
            some * 2,
            some * 20,
            some[::-1],
            [line.rstrip("\n") for line in some],
            [line + "\n" for line in some],
            ["　　" + line for line in some],
            chance.sample(some, len(some)),
        )
    )
    return "".join([*lines[:one], *changed, *lines[other:]])


def _moved(chance: Random, whole: str, _: Sequence[str], __: Sequence[str]) -> str:
    one, other = sorted((_place(chance, len(whole)), _place(chance, len(whole))))
    other = min(other, one + 2000)
    at = _place(chance, one)
    return whole[:at] + whole[one:other] + whole[at:one] + whole[other:]


def _spliced(chance: Random, whole: str, others: Sequence[str], _: Sequence[str]) -> str:
    other = chance.choice(others)
    start = _place(chance, len(other))
    at = _place(chance, len(whole))
    return whole[:at] + other[start : start + chance.choice((10, 200, 3000))] + whole[at:]


def _cut(chance: Random, whole: str, _: Sequence[str], __: Sequence[str]) -> str:
    at, length = _place(chance, len(whole)), chance.choice((1, 10, 100, 2000))
    return chance.choice((whole[:at] + whole[at + length :], whole[at : at + 5000]))


_TEXT_KINDS: tuple[Callable[[Random, str, Sequence[str], Sequence[str]], str], ...] = (
    _tokens,
    _tokens,
    _repeated,
    _characters,
    _characters,
    _figures,
    _lines,
    _moved,
    _spliced,
    _cut,
)


def raw(chance: Random, data: bytes) -> bytes:
    """Return ``data`` with bytes changed, cut or doubled, or with numbers in it replaced."""
    for _ in range(chance.randint(1, 6)):
        at, length = _place(chance, len(data)), chance.choice((1, 4, 30, 500))
        piece = chance.choice(
            (
                b"",
                chance.randbytes(length),
                data[at : at + length] * 2,
                b"\0",
                b"\xff\xfe",
                bytes([data[at] ^ (1 << chance.randrange(8))]) if data[at:] else b"",
            )
        )
        data = data[:at] + piece + data[at + chance.choice((0, 1, length)) :]
    return data


def numbers(chance: Random, data: bytes) -> bytes:
    """Return ``data`` with a few of its decimal numbers replaced."""
    found = list(_NUMBER_BYTES.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 5))), key=_from_end):
        new = chance.choice(NUMBERS).encode()
        data = data[: match.start()] + new + data[match.end() :]
    return data


def pdf(chance: Random, data: bytes) -> bytes:
    """Return a PDF with broken bytes, or broken numbers in its objects or streams."""
    if chance.random() < 0.3:
        return chance.choice((raw, numbers))(chance, data)
    streams = list(_STREAM.finditer(data))
    for match in sorted(chance.sample(streams, min(len(streams), 2)), key=_from_end):
        try:
            plain = zlib.decompress(match[1])
        except zlib.error:
            continue
        plain = chance.choice((raw, numbers, numbers))(chance, plain)
        data = data[: match.start(1)] + zlib.compress(plain) + data[match.end(1) :]
    return data


def zipped(chance: Random, data: bytes, tokens: Sequence[str]) -> bytes:
    """Return a zip file with broken bytes, without one of its members, or with the XML of one changed."""
    with zipfile.ZipFile(BytesIO(data)) as before:
        members = {name: before.read(name) for name in before.namelist()}
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([*members, *["word/document.xml", "word/numbering.xml"] * 8])
        if name not in members:
            continue
        if chance.random() < 0.05:
            del members[name]
        else:
            members[name] = xml(chance, members[name], tokens)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as after:
        for name, content in members.items():
            after.writestr(zipfile.ZipInfo(name), content)  # without the time of day
    data = made.getvalue()
    return raw(chance, data) if chance.random() < 0.1 else data


def xml(chance: Random, data: bytes, tokens: Sequence[str]) -> bytes:
    """Return an XML document with elements moved, doubled or renamed, or with attributes changed."""
    if chance.random() < 0.15:
        return chance.choice((raw, numbers))(chance, data)
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return raw(chance, data)
    for _ in range(chance.randint(1, 6)):
        elements = [e for e in root.iter("*") if e is not root]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        kind = chance.randrange(7)
        if kind == 0:
            parent.remove(one)
        elif kind == 1:
            parent.insert(chance.randint(0, len(parent)), deepcopy(other))
        elif kind == 2:
            other.append(deepcopy(one))
        elif kind == 3:
            one.tag = other.tag
        elif kind == 4:
            one.text = chance.choice(tokens).translate(_NO_XML)
        elif one.attrib:
            name = chance.choice(list(one.attrib))
            if kind == 5:
                del one.attrib[name]
            else:
                one.attrib[name] = chance.choice((*NUMBERS, *tokens)).translate(_NO_XML)
    return etree.tostring(root)


_NO_XML = dict.fromkeys((*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))  # fmt: skip


def _place(chance: Random, length: int) -> int:
    return chance.randint(0, length)


def _from_end(match: re.Match[bytes]) -> int:
    return -match.start()
