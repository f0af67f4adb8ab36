"""What a guide, a direction and a place in one are called, and how that is read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from string import ascii_lowercase

from generator.model import Stage

_GUIDE = re.compile(r"(?P<year>\d{4})-(?P<batch>[1-9]\d*)(?P<draft>-draft)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}(?:-[b-z]+)?", re.ASCII)
_UNKNOWN = re.compile(r"[a-z0-9-]{1,60}")
_KEPT = 2**14
"""How many identifiers are remembered as they were read: pages name the same ones over and over."""


@dataclass(frozen=True, slots=True, order=True)
class GuideId:
    """`YYYY-B` for a final text, `YYYY-B-draft` for a 征求意见稿."""

    year: int
    batch: int
    stage: Stage

    @classmethod
    @lru_cache(maxsize=_KEPT)
    def parse(cls, text: str) -> GuideId:
        """The id that ``text`` spells; ValueError says what was expected."""
        match = _GUIDE.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is no guide id: expected YYYY-B or YYYY-B-draft")
        return cls(int(match["year"]), int(match["batch"]), "draft" if match["draft"] else "final")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.batch}{'-draft' if self.stage == 'draft' else ''}"


@dataclass(frozen=True, slots=True)
class DirectionId:
    """Guide id, a slash, and the number as printed."""

    guide: GuideId
    number: str

    @classmethod
    @lru_cache(maxsize=_KEPT)
    def parse(cls, text: str) -> DirectionId:
        """The id that ``text`` spells; ValueError says what was expected."""
        guide, slash, number = text.partition("/")
        if not slash or not _NUMBER.fullmatch(number):
            raise ValueError(f"{text!r} is no direction id: expected a guide id, /, and 1.4")
        return cls(GuideId.parse(guide), number)

    def __str__(self) -> str:
        return f"{self.guide}/{self.number}"


def distinct_number(number: str, earlier: int) -> str:
    """``number``, or with `-b`, `-c`, … `-z`, `-bb` where the guide has printed it ``earlier`` times.

    >>> distinct_number("1.4", 0), distinct_number("1.4", 1), distinct_number("1.4", 26)
    ('1.4', '1.4-b', '1.4-bb')
    """
    letters, suffix = ascii_lowercase[1:], ""
    while earlier:
        earlier, digit = divmod(earlier - 1, len(letters))
        suffix = letters[digit] + suffix
    return f"{number}-{suffix}" if suffix else number


def unknown_code(printed: str) -> str:
    """The code of a partner that no list knows, made of its name as printed: `X-` and Punycode (RFC
    3492) in upper case. No country and no grouping has a hyphen, and ISO 3166 leaves X to its users;
    a name of ASCII letters alone ends in `-0`, which is no Punycode. Case makes no difference. Where
    that is long, or has a sign that no path of ours has, its digest takes its place.

    >>> unknown_code("瓦坎达"), unknown_code("Wakanda")
    ('X-6ESP20ECNS', 'X-WAKANDA-0')
    >>> "X-6ESP20ECNS".removeprefix("X-").lower().encode().decode("punycode")
    '瓦坎达'
    >>> unknown_code("瓦/../坎达")
    'X-456ECBB8A010E5F3-1'
    """
    name = "-".join(printed.casefold().split())
    encoded = f"{name}-0" if name.isascii() else name.encode("punycode").decode()
    if not _UNKNOWN.fullmatch(encoded):
        encoded = f"{sha256(name.encode()).hexdigest()[:16]}-1"
    return f"X-{encoded.upper()}"


def place(identifier: str, anchor: str) -> str:
    """Where an item stands: the identifier of its guide or direction, and its anchor.

    >>> place("2022-1/1.5", "field-2")
    '2022-1/1.5#field-2'
    """
    return f"{identifier}#{anchor}"


def split_place(text: str) -> tuple[str, str]:
    """(identifier, anchor) of a place; the anchor is empty where there is none.

    >>> split_place("2022-1/1.5#field-2"), split_place("2022-1")
    (('2022-1/1.5', 'field-2'), ('2022-1', ''))
    """
    identifier, _, anchor = text.partition("#")
    return identifier, anchor


@lru_cache(maxsize=_KEPT)
def guide_of(identifier: str) -> str:
    """The guide's id of a guide's or direction's identifier, or of a place in one.

    >>> guide_of("2022-1/1.5#field-1"), guide_of("2021-2-draft")
    ('2022-1', '2021-2-draft')
    """
    return str(GuideId.parse(split_place(identifier)[0].partition("/")[0]))


def number_of(direction: str) -> str:
    """The number of a direction's id.

    >>> number_of("2017-1/1.16")
    '1.16'
    """
    return DirectionId.parse(direction).number
