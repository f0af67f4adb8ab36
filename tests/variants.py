"""Other possible layouts of the guides: rewrites of the five guides with the same content.

A variant takes the cleaned paragraphs of a real guide, changes the wording of labels, numbers and punctuation, and wraps
them into lines again. Its `fold` maps the old and the new wording to the same text, so that the data can be compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from five import AS_PRINTED

from generator.grammar.labels import LABELS

Rewrite = Callable[[list[str]], list[str]]
Fold = Callable[[str], str]

_WORDS = "|".join(words for _, words in LABELS)
LABEL = re.compile(rf"^(?P<words>{_WORDS})：")
HEADING = re.compile(r"^(?P<number>\d\.\d{1,2})(?=[中金])")
_CLOSING = "，。；：、！？）》”〕,;:!?)"
_OPENING = "（《“〔("


UNTOLD = (
    # 2022-1/1.4 and 2024-2-draft/1.8: the scheme stands in the echo of a link, which `clean` took out.
    ("http://www.oead.at", "www.oead.at"),
    # 2021-2-draft/1.5: between addresses that fill their lines no width tells paragraphs apart.
    ("；\n", "；"),
    (";\n", ";"),
)


def _unmarked(children: Sequence[dict[str, Any]]) -> bool:
    """Return whether ``children`` are the items of a list that lost its bullets (2017-1/1.9).

    If such an item fills its line, its end cannot be recognised, so these items are compared as one text.
    """
    return len(children) > 1 and all(child["label"] is None for child in children)


def _is_heading(text: str) -> bool:
    return bool(HEADING.match(text))


# Setting: paragraphs → lines.


def units(text: str) -> list[str]:
    """Return the units that are never broken: a word or a Han character, with its punctuation."""
    return re.findall(rf"[{_OPENING}]*(?:[!-~]+ ?|.)[{_CLOSING}]*", text)


def columns(text: str) -> float:
    """Return the width of a text in columns, with two columns for a Han character and Latin letters in a serif font."""
    return sum(map(_columns, text))


def _columns(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WFA":
        return 2
    return 1.4 if c.isupper() else 0.5 if c == " " else 0.9 if c.isalpha() else 1


def wrapped(characters: int, indent: int = 2) -> Rewrite:
    """Wrap into lines of a number of Han characters. The first line of a paragraph is shorter by ``indent``."""

    def rewrite(paragraphs: list[str]) -> list[str]:
        return [line for paragraph in paragraphs for line in _set(paragraph, characters, indent)]

    return rewrite


def _set(paragraph: str, characters: int, indent: int) -> Iterator[str]:
    line, room = "", 2 * (characters - indent)
    for unit in units(paragraph):
        if line and columns(line) + columns(unit.rstrip()) > room:
            yield line.rstrip()
            line, room = "", 2 * characters
        line += unit
    yield line.rstrip()


def unwrapped(paragraphs: list[str]) -> list[str]:
    return list(paragraphs)


# Blank lines and page furniture: lines → lines.


def blank_after_every_line(lines: list[str]) -> list[str]:
    return [each for line in lines for each in (line, "")]


def with_running_heads(lines: list[str]) -> list[str]:
    """Add, after every 25 lines, a page number and the running head of the next page."""
    pages = [lines[i : i + 25] for i in range(0, len(lines), 25)]
    return [
        line
        for number, page in enumerate(pages, start=1)
        for line in (
            "国家重点研发计划重点专项项目申报指南",
            *page,
            f"— {number} —",
        )
    ]


def with_plain_page_numbers(lines: list[str]) -> list[str]:
    """Add a bare page number after every 25 lines, as `pdftotext` prints it."""
    pages = [lines[i : i + 25] for i in range(0, len(lines), 25)]
    return [
        line
        for number, page in enumerate(pages, start=1)
        for line in (*page, "", str(number), "\f")
    ]


def with_page_counts(lines: list[str]) -> list[str]:
    """Add “第 3 页 共 20 页” after every 25 lines."""
    pages = [lines[i : i + 25] for i in range(0, len(lines), 25)]
    return [
        line
        for number, page in enumerate(pages, start=1)
        for line in (*page, f"第 {number} 页 共 {len(pages)} 页")
    ]


# Rewrites of single paragraphs.


def each(rewrite: Callable[[str], str]) -> Rewrite:
    return lambda paragraphs: [rewrite(paragraph) for paragraph in paragraphs]


def substitution(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Rewrite:
    compiled = re.compile(pattern)
    return each(lambda text: compiled.sub(new, text))


_HALF = str.maketrans("，；：（）？！", ",;:()?!")
half_width_marks = each(lambda text: text.translate(_HALF))


def fold_marks(text: str) -> str:
    return text.translate(_HALF)


_FULL = {ord(str(i)): ord("０") + i for i in range(10)}
_NO_ADDRESS = r"(?<![!-~])(?<![!-~] )\d+(?![!-~]| [!-~])"
full_width_digits = substitution(_NO_ADDRESS, lambda m: m[0].translate(_FULL))


def fold_digits(text: str) -> str:
    return text.translate({wide: digit for digit, wide in _FULL.items()})


_HAN = "〇一二三四五六七八九"


def han_number(value: int) -> str:
    """Return a number below 1000 in Chinese: 十, 二十, 一百二十六."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_HAN[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_HAN[ones] if ones else "")


_QUOTA = r"(?<![\d.年第])(?P<n>\d{1,3})(?=[个项](?:项目|。|左右|（|，|；|指南|国家)|个$)"
_PAIR = r"(?<!\d)(?P<low>\d{1,2})[-—~～至](?P<high>\d{1,2})(?=[个年]|项左右)"
_YEARS = r"(?<=[为过期])(?P<n>\d)(?=年(?!度))"


def _han_numerals(text: str) -> str:
    if text.startswith(("（1）上述", "拟支持项目数：2-3个，每个项目平均")):
        return text
    text = re.sub(
        _PAIR, lambda m: f"{han_number(int(m['low']))}至{han_number(int(m['high']))}", text
    )
    text = re.sub(_QUOTA, lambda m: han_number(int(m["n"])), text)
    return re.sub(_YEARS, lambda m: han_number(int(m["n"])), text)


han_numerals = each(_han_numerals)


def fold_numerals(text: str) -> str:
    return _han_numerals(text)


def _in_yi(match: re.Match[str]) -> str:
    amount = f"{int(match['n']) / 10000:.4f}".rstrip("0").rstrip(".")
    return f"{amount}亿元"


money_in_yi = each(
    lambda text: re.sub(r"(?P<n>\d{4,6})万元", _in_yi, text) if LABEL.match(text) else text
)

LABEL_WORDS: tuple[dict[str, str], ...] = (
    {"合作协议": "合作依据", "领域方向": "支持领域", "合作领域": "支持领域", "拟支持项目数": "支持项目数", "拟支持经费": "支持金额", "共拟支持经费": "总经费", "其他要求": "申报要求", "拟支持时间": "项目周期"},
    {"合作协议": "协议依据", "领域方向": "重点领域", "合作领域": "重点领域", "拟支持项目数": "拟支持项目数量", "拟支持经费": "资助额度", "共拟支持经费": "资助额度", "其他要求": "有关要求", "拟支持时间": "实施期限"},
    {"合作协议": "合作依据", "领域方向": "合作领域", "拟支持项目数": "支持项目数量", "拟支持经费": "拟支持总经费", "共拟支持经费": "经费额度", "其他要求": "具体要求", "拟支持时间": "项目执行期"},
)  # fmt: skip


def other_labels(words: dict[str, str]) -> Rewrite:
    return each(lambda text: LABEL.sub(lambda m: f"{words.get(m['words'], m['words'])}：", text))


label_colons_half = each(lambda text: LABEL.sub(lambda m: f"{m['words']}:", text))
label_spaced = each(lambda text: LABEL.sub(lambda m: f"{' '.join(m['words'])} ： ", text))
label_bracketed = each(lambda text: LABEL.sub(lambda m: f"【{m['words']}】", text))


def label_on_own_line(paragraphs: list[str]) -> list[str]:
    """Put “其他要求” alone on its line, without a colon, with its text below."""
    return [
        part
        for text in paragraphs
        for part in LABEL.sub(lambda m: f"{m['words']}\n", text).split("\n")
        if part
    ]


def label_without_colon(paragraphs: list[str]) -> list[str]:
    """Replace the colon after a label with a space: “拟支持项目数 10个。”."""
    return [LABEL.sub(lambda m: f"{m['words']} ", text) for text in paragraphs]


def labels_numbered(paragraphs: list[str]) -> list[str]:
    """Number the parts of a direction: “1. 合作协议：…”, “2. 领域方向：…”."""
    numbered, count = [], 0
    for text in paragraphs:
        if _is_heading(text):
            count = 0
        elif LABEL.match(text):
            count += 1
        numbered.append(f"{count}．{text}" if LABEL.match(text) else text)
    return numbered


_SHORT_PARTS = ("拟支持", "共拟支持", "支持", "总经费")


def statements_on_one_line(paragraphs: list[str]) -> list[str]:
    """Join quota, money and requirements into one paragraph, as in a row of a table."""
    joined: list[str] = []
    for text in paragraphs:
        before = joined[-1] if joined else ""
        if LABEL.match(text) and before.startswith(_SHORT_PARTS) and before.endswith("。"):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


def without_stops(paragraphs: list[str]) -> list[str]:
    """Join them without full stops: “…万元人民币（每个项目不超过750万元）其他要求：”."""
    joined: list[str] = []
    for text in paragraphs:
        before = joined[-1] if joined else ""
        if LABEL.match(text) and before.startswith(_SHORT_PARTS) and before.endswith("。"):
            joined[-1] = before.rstrip("。") + text
        else:
            joined.append(text)
    return joined


_ITEM = re.compile(r"^(?:（\d+）|\d+[.、）])")


def items_on_one_line(paragraphs: list[str]) -> list[str]:
    """Join items that end in punctuation into one paragraph, together with their label or lead."""
    joined: list[str] = []
    for text in paragraphs:
        before = joined[-1] if joined else ""
        if (
            _ITEM.match(text)
            and not _is_heading(text)
            and before.endswith(("；", "。", "："))
            and (_ITEM.match(before) or LABEL.match(before))
            and not _is_heading(before)
        ):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


def heading(form: str) -> Rewrite:
    """Change headings to ``form``: “（{n}）”, “{n}. ”, “方向{n}：”."""
    return each(lambda text: HEADING.sub(lambda m: form.format(n=m["number"]), text))


def counted(form: str, numeral: Callable[[int], str]) -> Rewrite:
    """Number headings continuously in ``form``: “（{n}）”, “{n}、”."""

    def rewrite(paragraphs: list[str]) -> list[str]:
        count, found = 0, []
        for text in paragraphs:
            count += _is_heading(text)
            found.append(HEADING.sub(form.format(n=numeral(count)), text))
        return found

    return rewrite


def brackets(form: str) -> Rewrite:
    """Change items “（3）” and “3）” to ``form``."""
    return substitution(r"^（?(?P<n>\d{1,2})）", lambda m: form.format(n=m["n"]))


def circled(paragraphs: list[str]) -> list[str]:
    """Change items “（3）” and “3）” to “③”."""
    return [
        re.sub(r"^（?(\d{1,2})）", lambda m: chr(ord("①") + int(m[1]) - 1), text)
        for text in paragraphs
    ]


def dots(form: str) -> Rewrite:
    """Change items “3.” and “3、” to ``form``."""
    return substitution(r"^(?P<n>\d{1,2})[.、](?!\d)", lambda m: form.format(n=m["n"]))


_BESIDE_LATIN = r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])"
spaced = substitution(_BESIDE_LATIN, " ")


# Whole variants.


@dataclass(frozen=True)
class Variant:
    """A way to print a guide again in another layout."""

    name: str
    rewrites: tuple[Rewrite, ...] = ()
    setting: Rewrite = field(default_factory=lambda: wrapped(28))
    furniture: tuple[Rewrite, ...] = ()
    ends: str = "\n"
    begins: str = ""
    folds: tuple[Fold, ...] = ()
    silent: frozenset[str] = frozenset()
    """Keys of the data that necessarily differ in this variant."""

    def print(self, paragraphs: Sequence[str]) -> str:
        """Return the text of a guide with these paragraphs."""
        lines = list(paragraphs)
        for rewrite in (*self.rewrites, self.setting, *self.furniture):
            lines = rewrite(lines)
        return self.begins + self.ends.join([*lines, ""])

    def comparable(self, value: Any) -> Any:
        """Return the data of a guide, folded and without places in the file."""
        if isinstance(value, dict):
            kept = {
                key: self.comparable(inner)
                for key, inner in value.items()
                if key not in (*AS_PRINTED, *self.silent)
            }
            if "children" in value and _unmarked(value["children"]):
                texts = [kept, *kept["children"]]
                return "".join(item["text"]["zh"] for item in texts)
            return kept
        if isinstance(value, list):
            return [self.comparable(inner) for inner in value]
        if isinstance(value, str):
            for old, new in UNTOLD:
                value = value.replace(old, new)
            for fold in self.folds:
                value = fold(value)
        return value

    def __add__(self, other: Variant) -> Variant:
        """Return both variants combined: the rewrites of this one, then those of the other, whose line layout is used."""
        return replace(
            other,
            name=f"{self.name} + {other.name}",
            rewrites=self.rewrites + other.rewrites,
            furniture=self.furniture + other.furniture,
            folds=self.folds + other.folds,
            silent=self.silent | other.silent,
            begins=self.begins or other.begins,
        )

    def set_as(self, other: Variant) -> Variant:
        """Return the same wording with the line layout of ``other``."""
        return replace(self, name=f"{self.name} + {other.name}", setting=other.setting)


_LABELS_SILENT = frozenset({"label"})
_NUMBERS_SILENT = frozenset({"id", "number", "message"})

SETTINGS = (
    Variant("20 characters a line", setting=wrapped(20)),
    Variant("30 characters a line", setting=wrapped(30)),
    Variant("38 characters a line", setting=wrapped(38)),
    Variant("60 characters a line", setting=wrapped(60)),
    Variant("38 characters, no indent", setting=wrapped(38, indent=0)),
    Variant("28 characters, no indent", setting=wrapped(28, indent=0)),
    Variant("one line a paragraph", setting=unwrapped),
)
FURNITURE = (
    Variant("a blank line after every line", furniture=(blank_after_every_line,)),
    Variant("running heads", furniture=(with_running_heads,)),
    Variant("plain page numbers", furniture=(with_plain_page_numbers,)),
    Variant("page counts", furniture=(with_page_counts,)),
    Variant("CRLF", ends="\r\n"),
    Variant("BOM", begins="\ufeff"),
)
MARKS = (
    Variant("half-width marks", (half_width_marks,), folds=(fold_marks,)),
    Variant("full-width digits", (full_width_digits,), folds=(fold_digits,)),
    Variant("spaces beside Latin", (spaced,)),
)
NUMBERS = (
    Variant("numerals in Chinese", (han_numerals,), folds=(fold_numerals,)),
    Variant("large sums in 亿元", (money_in_yi,)),
)
LABELS_REWRITTEN = (
    *(Variant(f"other labels {i}", (other_labels(w),)) for i, w in enumerate(LABEL_WORDS, 1)),
    Variant("labels with half-width colons", (label_colons_half,)),
    Variant("labels spread out", (label_spaced,)),
    Variant("labels in brackets", (label_bracketed,)),
    Variant("labels on lines of their own", (label_on_own_line,)),
    Variant("labels without colon", (label_without_colon,)),
    Variant("labels numbered", (labels_numbered,)),
    Variant("statements on one line", (statements_on_one_line,)),
    Variant("statements on one line without stops", (without_stops,)),
)
HEADINGS = tuple(
    Variant(f"headings {form}", (heading(form),))
    for form in ("{n} ", "{n}", "{n}. ", "{n}.", "（{n}）", "({n}) ", "{n}、", "方向{n}：", "指南方向{n} ", "【{n}】")
)  # fmt: skip
COUNTED = tuple(
    Variant(f"headings {form} counted through", (counted(form, n),), silent=_NUMBERS_SILENT)
    for form, n in (
        ("（{n}）", han_number),
        ("{n}、", han_number),
        ("{n}. ", str),
        ("方向{n}：", str),
    )
)
ITEMS = (
    *(
        Variant(f"items {form}", (brackets(form),), silent=_LABELS_SILENT)
        for form in ("（{n}）", "({n})", "{n}）", "{n})", "（ {n} ）")
    ),
    Variant("items ①", (circled,), silent=_LABELS_SILENT),
    *(
        Variant(f"items {form}", (dots(form),), silent=_LABELS_SILENT)
        for form in ("{n}、", "{n}．", "{n}. ", "{n} . ")
    ),
    Variant("items on one line", (items_on_one_line,)),
)
FAMILIES = (NUMBERS, LABELS_REWRITTEN, ITEMS, HEADINGS, MARKS)
"""Ordered so that no rewrite removes text that a later one looks for."""
REWRITES = tuple(variant for family in FAMILIES for variant in family) + COUNTED
