"""Identifiers, anchors and paths. No other module builds or parses them, except `generator.ids.addresses`, which
parses paths.

Paths begin at the site root without a slash; the path of a folder ends in a slash. The grammar is public:

>>> str(GuideId.parse("2021-2-draft"))
'2021-2-draft'
>>> DirectionId.parse("2017-1/1.16")
DirectionId(guide=GuideId(year=2017, batch=1, series=None, stage='final'), number='1.16')
>>> field_anchor((2, 3))
'field-2-3'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from string import ascii_lowercase
from typing import get_args
from uuid import UUID, uuid5

from generator.model import Series, Stage

LANGUAGES = ("zh", "en")
SERIES: tuple[Series, ...] = get_args(Series)
GUIDE = rf"\d{{4}}-[1-9]\d*(?:-(?:{'|'.join(SERIES)}))?(?:-draft)?"
DIRECTION = rf"{GUIDE}/\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}(?:-[b-z]+)?"
"""Patterns of the ids of guides and directions, to be used with re.ASCII."""
_GUIDE, _DIRECTION = re.compile(GUIDE, re.ASCII), re.compile(DIRECTION, re.ASCII)
_UNKNOWN = re.compile(r"[a-z0-9-]{1,60}")
_ANCHOR = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
_NAMES = UUID("f0a1943c-6c80-4f29-8949-495d5f2d40e8")
"""The namespace of the UUIDs; a change of it would change the id of every entry in every feed."""


# Identifiers


@dataclass(frozen=True, slots=True)
class GuideId:
    """The id of a guide: `YYYY-B[-SERIES][-draft]`.

    `draft` marks a 征求意见稿. A sister guide of the same batch has a series: `exchange` (人员交流计划) or `hmt`
    (港澳台). Ids are sorted by time; a sister guide stands beside its batch, a draft before its final text:

    >>> [str(one) for one in sorted(map(GuideId.parse, ["2026-2", "2026-1-hmt", "2026-1", "2026-1-draft"]))]
    ['2026-1-draft', '2026-1', '2026-1-hmt', '2026-2']
    >>> GuideId.parse("2026-1-exchange-draft")
    GuideId(year=2026, batch=1, series='exchange', stage='draft')
    >>> GuideId.parse("2026-1-draft-hmt")
    Traceback (most recent call last):
    ValueError: '2026-1-draft-hmt' is no guide id: expected YYYY-B, YYYY-B-draft, or YYYY-B-exchange, YYYY-B-hmt and their drafts
    """

    year: int
    batch: int
    series: Series | None
    stage: Stage

    @classmethod
    def parse(cls, text: str) -> GuideId:
        """Return the id that ``text`` spells; ValueError says what was expected."""
        if not _GUIDE.fullmatch(text):
            sisters = ", ".join(f"YYYY-B-{series}" for series in SERIES)
            expected = f"expected YYYY-B, YYYY-B-draft, or {sisters} and their drafts"
            raise ValueError(f"{text!r} is no guide id: {expected}")
        year, batch, *rest = text.split("-")
        series = next((series for series in SERIES if series in rest), None)
        return cls(int(year), int(batch), series, "draft" if "draft" in rest else "final")

    def __str__(self) -> str:
        series = f"-{self.series}" if self.series else ""
        return f"{self.year:04}-{self.batch}{series}{'-draft' if self.stage == 'draft' else ''}"

    def __lt__(self, other: GuideId) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str, bool]:
        return self.year, self.batch, self.series or "", self.stage == "final"


@dataclass(frozen=True, slots=True)
class DirectionId:
    """The id of a direction: the guide's id, a slash, and the number as printed."""

    guide: GuideId
    number: str

    @classmethod
    def parse(cls, text: str) -> DirectionId:
        """Return the id that ``text`` spells; ValueError says what was expected."""
        if not _DIRECTION.fullmatch(text):
            raise ValueError(f"{text!r} is no direction id: expected a guide id, /, and 1.4")
        guide, _, number = text.partition("/")
        return cls(GuideId.parse(guide), number)

    def __str__(self) -> str:
        return f"{self.guide}/{self.number}"


def distinct_number(number: str, earlier: int) -> str:
    """Return ``number``, with a suffix if the guide has already printed it ``earlier`` times: `-b` … `-z`, `-bb` ….

    >>> distinct_number("1.4", 0), distinct_number("1.4", 1), distinct_number("1.4", 26)
    ('1.4', '1.4-b', '1.4-bb')
    """
    letters, suffix = ascii_lowercase[1:], ""
    while earlier:
        earlier, digit = divmod(earlier - 1, len(letters))
        suffix = letters[digit] + suffix
    return f"{number}-{suffix}" if suffix else number


def unknown_code(printed: str) -> str:
    """Return the code of a partner that is not in the vocabulary, made from its name as printed.

    It is `X-` and the name in Punycode (RFC 3492), in upper case; a name in ASCII gets `-0` at the end. ISO 3166
    reserves X for its users. Case and spacing of the name do not matter. A name that is too long for a path, or
    has characters that a path may not have, is replaced by a digest and `-1`.

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


def guide_of(identifier: str) -> str:
    """Return the id of the guide to which an identifier (of a guide or direction) or a place belongs.

    >>> guide_of("2022-1/1.5#field-1"), guide_of("2021-2-draft")
    ('2022-1', '2021-2-draft')
    """
    return str(GuideId.parse(split_place(identifier)[0].partition("/")[0]))


def number_of(direction: str) -> str:
    """Return the number in a direction's id.

    >>> number_of("2017-1/1.16")
    '1.16'
    """
    return DirectionId.parse(direction).number


def urn(name: str) -> str:
    """Return a URI for the path ``name`` that does not depend on the site's address (UUID version 5, RFC 9562).

    >>> urn("en/2022-1/1.5/")
    'urn:uuid:90c9f411-091b-5279-9ac6-e3dbb5d087b7'
    """
    return uuid5(_NAMES, name).urn


# Places and anchors: ASCII words and numbers, the same in both languages


def place(identifier: str, anchor: str) -> str:
    """Return the place of an item: the identifier of its guide or direction, and its anchor.

    >>> place("2022-1/1.5", "field-2")
    '2022-1/1.5#field-2'
    """
    return f"{identifier}#{anchor}"


def split_place(text: str) -> tuple[str, str]:
    """Return (identifier, anchor) of a place; the anchor may be empty.

    >>> split_place("2022-1/1.5#field-2"), split_place("2022-1")
    (('2022-1/1.5', 'field-2'), ('2022-1', ''))
    """
    identifier, _, anchor = text.partition("#")
    return identifier, anchor


def is_anchor(text: str) -> bool:
    """Return whether ``text`` can be an anchor: ASCII words and numbers joined by hyphens."""
    return bool(_ANCHOR.fullmatch(text))


def positional(kind: str, position: tuple[int, ...]) -> str:
    """Return the anchor for a position, counted from 1 on each level.

    >>> positional("requirement", (5,))
    'requirement-5'
    """
    return "-".join((kind, *map(str, position)))


field_anchor = partial(positional, "field")
requirement_anchor = partial(positional, "requirement")
agreement_anchor = partial(positional, "agreement")
strand_anchor = partial(positional, "strand")


def in_guide(guide: str) -> str:
    """Return the anchor of a passage that a page quotes from a guide.

    >>> in_guide("2022-1")
    'in-2022-1'
    """
    return f"in-{guide}"


def without_stage(guide: str) -> str:
    """Return the identifier that a guide has or would have as a final text.

    >>> without_stage("2023-1-draft"), without_stage("2023-1")
    ('2023-1', '2023-1')
    """
    return guide.removesuffix("-draft")


def step_anchor(guide: str) -> str:
    """Return the anchor of a step in a lineage; a draft and its final text have the same.

    >>> step_anchor("2023-1-draft"), step_anchor("2023-1")
    ('step-2023-1', 'step-2023-1')
    """
    return f"step-{without_stage(guide)}"


def call_anchor(lineage: str) -> str:
    """Return the anchor of a lineage on its partner's page.

    >>> call_anchor("kr-2022-1-2.7")
    'call-kr-2022-1-2-7'
    """
    return f"call-{lineage.replace('.', '-')}"


# Paths of pages


def direction_path(direction: str, language: str | None = None) -> str:
    """Return the path of a direction's page; without a language, the path of its landing page.

    >>> direction_path("2022-1/1.5", "en"), direction_path("2022-1/1.5")
    ('en/2022-1/1.5/', '2022-1/1.5/')
    """
    return _in(language, f"{direction}/")


def _in(language: str | None, path: str) -> str:
    return f"{language}/{path}" if language else path


def guide_path(guide: str, language: str | None = None) -> str:
    """Return the path of a guide's page, as `direction_path`."""
    return direction_path(guide, language)


def changes_path(guide: str, language: str) -> str:
    """Return the path of the page that compares a final text with its draft.

    >>> changes_path("2023-1", "zh")
    'zh/2023-1/changes/'
    """
    return f"{language}/{guide}/changes/"


def comparison_path(earlier: str, later: str, language: str | None = None) -> str:
    """Return the path of the page that compares a guide with an earlier one.

    >>> comparison_path("2021-2-draft", "2022-1", "en")
    'en/guides/2022-1-since-2021-2-draft/'
    """
    return _in(language, f"guides/{later}-since-{earlier}/")


def compared_guides(name: str) -> tuple[str, str]:
    """Return (earlier guide, later guide) that the page ``name`` compares.

    >>> compared_guides("2022-1-since-2021-2-draft")
    ('2021-2-draft', '2022-1')
    """
    later, _, earlier = name.partition("-since-")
    return earlier, later


def lineage_path(code: str, language: str | None = None) -> str:
    """Return the path of a lineage's page.

    >>> lineage_path("kr-2022-1-2.7", "en")
    'en/lineages/kr-2022-1-2.7/'
    """
    return _in(language, f"lineages/{code}/")


def partner_path(code: str, language: str | None = None) -> str:
    """Return the path of a partner's page; its code is in lower case there.

    >>> partner_path("FI", "zh"), partner_path("FI")
    ('zh/partners/fi/', 'partners/fi/')
    """
    return _in(language, f"partners/{code.lower()}/")


def flag_path(flag: str, language: str) -> str:
    """Return the path of a flag's page; its code has hyphens there.

    >>> flag_path("matching_funds", "en")
    'en/requirements/matching-funds/'
    """
    return f"{language}/requirements/{flag.replace('_', '-')}/"


def domain_path(code: str, language: str | None = None) -> str:
    """Return the path of a domain's page."""
    return _in(language, f"domains/{code}/")


# Paths of files


def feed_path(page: str) -> str:
    """Return the path of the Atom feed of the page at ``page``.

    >>> feed_path("zh/"), feed_path(partner_path("FI", "en"))
    ('zh/feed.xml', 'en/partners/fi/feed.xml')
    """
    return f"{page}feed.xml"


def markdown_path(page: str) -> str:
    """Return the path of the Markdown file beside the page at ``page``.

    >>> markdown_path("zh/"), markdown_path(partner_path("FI", "en"))
    ('zh/index.md', 'en/partners/fi/index.md')
    """
    return f"{page}index.md"


def picture_path(page: str, name: str, suffix: str) -> str:
    """Return the path of a file of the picture ``name`` on the page at ``page``.

    >>> picture_path("en/partners/fi/", "plans", "svg")
    'en/partners/fi/plans.svg'
    """
    return f"{page}{name}.{suffix}"


def partner_data_path(code: str, suffix: str) -> str:
    """Return the path of a partner's data.

    >>> partner_data_path("FI", "csv")
    'data/partners/fi.csv'
    """
    return f"data/partners/{code.lower()}.{suffix}"


def source_path(guide: str, name: str) -> str:
    """Return the path of a guide's file as received.

    A web page gets the suffix of plain text; otherwise its scripts would run as part of the site.

    >>> source_path("2022-1", "guide.txt"), source_path("2022-1", "guide.HTM")
    ('data/sources/2022-1/guide.txt', 'data/sources/2022-1/guide.HTM.txt')
    """
    suffix = ".txt" if name.lower().endswith((".html", ".htm")) else ""
    return f"data/sources/{guide}/{name}{suffix}"


def preview_path(kind: str, language: str) -> str:
    """Return the path of the picture that messengers show for pages of one kind.

    >>> preview_path("direction", "en")
    'assets/preview/direction.en.png'
    """
    return f"assets/preview/{kind}.{language}.png"


def content_file(path: str) -> str:
    """Return the Markdown file in content/ from which MkDocs makes the page at ``path``.

    >>> content_file("en/2022-1/1.5/"), content_file("zh/2022-1/"), content_file("zh/")
    ('en/2022-1/1.5.md', 'zh/2022-1/index.md', 'zh/index.md')
    """
    return f"{path[:-1]}.md" if path.count("/") == 3 else f"{path}index.md"


def page_path(file: str) -> str:
    """Return the path of the page that MkDocs makes from the Markdown file ``file`` in content/.

    >>> page_path("en/2022-1/1.5.md"), page_path("zh/2022-1/index.md"), page_path("zh/index.md")
    ('en/2022-1/1.5/', 'zh/2022-1/', 'zh/')
    """
    return f"{file.removesuffix('.md').removesuffix('/index')}/"


# Links


def relative(target: str, base: str) -> str:
    """Return the shortest relative link from the page at ``base`` to ``target``.

    >>> relative("en/2022-1/1.5/", "zh/2022-1/1.5/")
    '../../../en/2022-1/1.5/'
    >>> relative("zh/2022-1/", "zh/2022-1/")
    './'
    """
    shared = 0  # the length of the folders that both have in common
    while (end := base.find("/", shared) + 1) and target.startswith(base[shared:end], shared):
        shared = end
    return "../" * base.count("/", shared) + target[shared:] or "./"


def address(target: str, page: str, base: str) -> str:
    """Return the full address of ``target`` if ``base``, the address of the site root, is known; else a relative link.

    >>> address("en/feed.xml", "en/2022-1/", "https://example.org/"), address("en/", "en/", "")
    ('https://example.org/en/feed.xml', './')
    """
    return base + target if base else relative(target, page)
