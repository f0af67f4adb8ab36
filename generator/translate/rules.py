"""The rules that English of the guides must keep, each a small function of one entry, or of all entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from babel.dates import get_month_names
from polib import POEntry

from generator.grammar.numerals import half_width, value
from generator.parse.numbers import MONEY, floor_cny, funding
from generator.text.contacts import EMAIL, URL, repair_url
from generator.translate.countries import Countries
from generator.translate.figures import (
    AMOUNT,
    HALF_YEARS,
    MONTH,
    OF_MYRIADS,
    WHOLE_NUMBER,
    chinese_values,
    english_values,
    in_months,
    other_months,
)
from generator.vocabulary import Term
from generator.write.phrases import Phrases

_CHINESE = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Han characters of all planes with their radicals, compatibility forms and enclosed forms, and full-width marks."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_ERROR = re.compile(r"#[A-ZÄÖÜÉ/0-9_]+[!?]?")
"""What spreadsheet programs write for a cell that they cannot show."""
_JUNK = re.compile(
    r"=.*|(?:.*\b)?(?:TODO|TBD|FIXME)\b.*|TRUE|FALSE|NULL|null|NaN|nan|undefined", re.DOTALL
)
"""Formulas, the values of programs as they write them (“True” may be English), and words that stand for English to come."""
_COUNTED = re.compile(
    r"(?<![一二两三四五六七八九十百千万亿几数])(?P<numeral>[三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"
    r"(?=[个项家名届次批]|国(?!集团))"
)
"""A numeral from three to ninety-nine with what it counts, which no English leaves out."""
_PHONE = re.compile(r"(?<![\d.,-])[+0]\d[\d ()-]{5,}\d")
"""A telephone number with its code; the figures of others are compared as numbers."""
_MONTHS = get_month_names("wide", locale="en")
_ENUMERATOR = re.compile(r"(?:^|(?<=[;:] ))\d{1,2}\) ")
_ENGLISH = Phrases("en", str)
_PAIRS = {"(": ")", "[": "]", "“": "”"}
_WORDS = re.compile(r"[^a-z0-9]+")
_LETTER = re.compile(r"[A-Za-z]")
_SHORTEST, _LONGEST, _JUDGED_FROM = 1.8, 7, 20
"""The fewest and the most English letters for one Chinese character, and the number of Chinese characters from which
the length is checked.
"""
_ABSURD, _SHORT = 15, 8
"""The same for fewer: the most letters for each, with `_LONG` more, and the number from which there is a least too."""
_LONG = 60
_MARKS = re.compile(r"[—–~～-]+")


def no_chinese(entry: POEntry) -> Iterator[str]:
    """Report Han characters and full-width marks in the English."""
    if found := _CHINESE.findall(entry.msgstr):
        yield f"holds {''.join(found)[:20]}"


def is_english(entry: POEntry) -> Iterator[str]:
    """Report what is no translation: letters that are not Latin, errors and formulas of spreadsheet programs, “TODO”.

    With a comment of the translator, it may begin with “=” or have such a word.
    """
    if _ERROR.fullmatch(entry.msgstr) or (_JUNK.fullmatch(entry.msgstr) and not entry.tcomment):
        yield f"“{entry.msgstr[:20]}” is no translation"
    elif _CHINESE.search(entry.msgid) and not _CHINESE.search(entry.msgstr):
        latin = len(_LATIN.findall(entry.msgstr))
        others = sum(map(str.isalpha, entry.msgstr)) - latin
        if not latin or others > latin:
            yield "is not in Latin letters"


def no_closing_mark(entry: POEntry) -> Iterator[str]:
    """Report a punctuation mark at the end, because the page adds one."""
    if entry.msgstr.endswith((";", ",", ":")) or (
        entry.msgstr.endswith(".") and entry.msgstr[-4:] != "etc."
    ):
        yield f"ends in “{entry.msgstr[-1]}”"


def same_numbers(entry: POEntry) -> Iterator[str]:
    """Report numbers that the English lacks; 万元 and 亿元 must be exact millions of RMB, and months must have names."""
    rest, english = half_width(entry.msgid), _without_addresses(entry.msgstr)
    values = [value for _, values in english_values(english) for value in values]
    for match in MONEY.finditer(rest):
        amount, low = funding(match).amount_cny or 0, floor_cny(match)
        figure = _ENGLISH.money(amount).removeprefix("RMB ")
        if match["unit"] and not re.search(
            rf"(?<![\d.,]){re.escape(figure)}(?!\w|[.,]\d)", english
        ):
            yield f"lacks {figure}"
        if match["unit"] and low is not None and low not in values:
            yield f"lacks {_ENGLISH.money(low).removeprefix('RMB ')}"
    rest = MONEY.sub(lambda m: " " if m["unit"] else m[0], rest)
    for match in MONTH.finditer(rest):
        if (name := _MONTHS[int(match["month"])]) not in english:
            yield f"lacks {name}"
    rest = MONTH.sub(" ", rest)
    for number in dict.fromkeys(OF_MYRIADS.findall(rest)):
        if chinese_values(number).isdisjoint(values):
            yield f"lacks {number}"
    rest = OF_MYRIADS.sub(" ", rest)
    rest = HALF_YEARS.sub(lambda m: m[0] if in_months(m).isdisjoint(values) else " ", rest)
    present = set(WHOLE_NUMBER.findall(AMOUNT.sub(" ", english)))
    for number in dict.fromkeys(WHOLE_NUMBER.findall(_without_addresses(rest))):
        if number not in present:
            yield f"lacks {number}"
    for numeral in dict.fromkeys(_COUNTED.findall(rest)):
        if value(numeral) not in values:
            yield f"lacks {value(numeral)}"


def no_other_numbers(entry: POEntry) -> Iterator[str]:
    """Report numbers and months in the English that the Chinese does not have, unless the translator's comment has them."""
    english, printed = _without_addresses(entry.msgstr), half_width(_without_addresses(entry.msgid))
    known = chinese_values(printed)
    others = [words for words, values in english_values(english) if not values & known]
    for words in dict.fromkeys([*others, *other_months(printed, english)]):
        if words not in entry.tcomment:
            yield f"has {words}, which the Chinese does not have"


def _without_addresses(text: str) -> str:
    return _PHONE.sub(" ", URL.sub(" ", EMAIL.sub(" ", text)))


def same_addresses(entry: POEntry) -> Iterator[str]:
    """Report e-mail and web addresses and telephone numbers of the Chinese that the English lacks, and others that it has."""
    printed, english = _addresses(entry.msgid), _addresses(entry.msgstr)
    for bare, address in printed.items():
        if bare not in english:
            yield f"lacks {address}"
    for bare, address in english.items():
        if bare not in printed:
            yield f"has {address}, which the Chinese does not have"


def _addresses(text: str) -> dict[str, str]:
    """Return the addresses and telephone numbers in ``text``: in a form to be compared → as they are to be written."""
    found = {match[0]: match[0] for match in EMAIL.finditer(text)}
    found |= {(url := repair_url(match[0])): url for match in URL.finditer(text)}
    rest = half_width(URL.sub(" ", EMAIL.sub(" ", text)))
    found |= {"".join(filter(str.isdigit, phone)): phone for phone in _PHONE.findall(rest)}
    return found


def balanced_brackets(entry: POEntry) -> Iterator[str]:
    """Report brackets and quotation marks that do not close in the order in which they open."""
    expected: list[str] = []
    for c in _ENUMERATOR.sub("", entry.msgstr):
        if c in _PAIRS:
            expected.append(_PAIRS[c])
        elif c in _PAIRS.values() and (not expected or expected.pop() != c):
            yield f"“{c}” closes nothing"
            return
    if expected:
        yield f"“{expected[-1]}” is missing"


def likely_length(entry: POEntry) -> Iterator[str]:
    """Report English that is much shorter or longer than usual, unless the translator has written a comment."""
    han = len(_CHINESE.findall(entry.msgid))
    letters = len(_LETTER.findall(entry.msgstr)) - len(_LETTER.findall(entry.msgid))
    if not han or entry.tcomment:
        return
    ratio = letters / han
    if han < _JUDGED_FROM:
        if letters > _ABSURD * han + _LONG or (han >= _SHORT and ratio < 1 / 2):
            yield f"letters: {max(0, letters)}, Chinese characters: {han}, without a comment"
    elif not _SHORTEST <= ratio <= _LONGEST:
        yield f"has {ratio:.1f} letters for each Chinese character, without a comment"


CAPITAL = r"[,;] (?:(?:An|And|Both|By|For|From|It|Not|Of|Or|This|To|With)\b|(?:A|In|No|The)(?= (?!and\b|or\b)[a-z]))"
"""A function word with a capital behind a comma; “A”, “In” and “No” may be signs, and “The” part of a name."""
_MUST = "a requirement has “must” or “may not”"
_AVOIDED = (
    (re.compile(r"\bshall\b|\bshould\b|\bneeds? to\b|\bha(?:ve|s) to\b|\bcannot be\b|\bcan not\b(?! only)"), _MUST),
    (re.compile(r"\band so on\b"), "a list that is not complete has “such as” or “including”"),
    (re.compile(r"(?<![\w’])([A-Za-z]+) \1(?![\w&])", re.IGNORECASE), "a word stands twice"),
    (re.compile(r"\w?'\w?|\""), "apostrophes and quotation marks are curly"),
    (re.compile(CAPITAL), "a capital within a sentence"),
    (re.compile(r"[,;:][,;:.]|[^.]\.\.(?!\.)| [,;:.](?:\s|$)|[,;](?=[A-Za-z])(?![A-Z][-′’])"), "a mark of punctuation is out of place"),
)  # fmt: skip
"""(pattern, advice): wording that this site does not use."""
_OBLIGED = re.compile(r"须|(?<![反响适供效对相])应(?![用急邀])|需(?!求)")
_PLANNED = re.compile("[拟将]|要求")
"""Words by which the Chinese plans something, or tells what somebody else requires."""
_PASSIVE = re.compile(r"\b(?:(?:are|is) to be|are to|(?:are|is) required to)\b")
"""Another mood than “must”, where the Chinese states an obligation."""


def house_style(entry: POEntry) -> Iterator[str]:
    """Report the mood of requirements, open lists, doubled words and marks that are not as everywhere else here."""
    text = URL.sub("0", EMAIL.sub("0", entry.msgstr))
    for pattern, advice in _AVOIDED:
        if found := pattern.search(text):
            yield f"has “{found[0].strip()}”: {advice}"
    if _OBLIGED.search(entry.msgid) and not _PLANNED.search(entry.msgid):
        for mood in dict.fromkeys(_PASSIVE.findall(text)):
            yield f"has “{mood}”: {_MUST}"


ENTRY_RULES: tuple[Callable[[POEntry], Iterator[str]], ...] = (
    no_chinese,
    is_english,
    no_closing_mark,
    same_numbers,
    no_other_numbers,
    same_addresses,
    balanced_brackets,
    likely_length,
    house_style,
)


def terms_in(zh: str, glossary: Sequence[Term]) -> Iterator[Term]:
    """Yield the terms in ``zh``, longer ones first; a term within a longer one does not count."""
    for term in sorted(glossary, key=lambda t: -len(t.term)):
        if term.term in zh:
            zh = zh.replace(term.term, "□")
            yield term


def glossary_kept(entry: POEntry, glossary: Sequence[Term]) -> Iterator[str]:
    """Report terms that are not translated as in the glossary; longer terms are looked for first.

    If the translator's comment names the term, another translation is accepted, but not a forbidden one.
    """
    english = _plain(entry.msgstr)
    for term in terms_in(entry.msgid, glossary):
        if term.term not in entry.tcomment and not any(_plain(w) in english for w in term.en):
            yield f"“{term.term}” is not translated as “{term.en[0]}”"
        for words in term.forbidden:
            if _plain(words) in english:
                yield f"“{term.term}” must not be translated as “{words}”"


def _plain(english: str) -> str:
    """Return the words of ``english`` in lower case: “Co-Funding” is “co funding”."""
    return _WORDS.sub(" ", english.lower()).strip()


def entry_problems(
    entry: POEntry, glossary: Sequence[Term], countries: Countries | None
) -> Iterator[tuple[str, str]]:
    """Yield (problem, name of the rule) for everything that a rule finds in a single entry.

    Without ``countries``, their names are not compared.
    """
    for rule in ENTRY_RULES:
        for problem in rule(entry):
            yield problem, rule.__name__
    for problem in glossary_kept(entry, glossary):
        yield problem, "glossary"
    for problem in countries.problems(entry) if countries else ():
        yield problem, "countries"


def distinct(entries: Sequence[POEntry]) -> Iterator[tuple[str, str]]:
    """Yield (segment, problem) for different segments with the same long English, unless the translator has written
    a comment. Segments that differ only in dashes and tildes count as equal.
    """
    seen: dict[str, str] = {}
    for entry in entries:
        if len(entry.msgstr) < _LONG or entry.tcomment:
            continue
        first = seen.setdefault(entry.msgstr, entry.msgid)
        if _MARKS.sub("-", first) != _MARKS.sub("-", entry.msgid):
            yield entry.msgid, f"has the English of “{first[:40]}”"
