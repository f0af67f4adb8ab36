"""Identifiers, anchors and paths: the only place that builds and parses them.

The grammar is public (DESIGN section 4):

>>> str(GuideId.parse("2021-2-draft"))
'2021-2-draft'
>>> DirectionId.parse("2017-1/1.16")
DirectionId(guide=GuideId(year=2017, batch=1, stage='final'), number='1.16')
>>> field_anchor((2, 3))
'field-2-3'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase
from uuid import UUID, uuid5

from generator.model import Stage

_GUIDE = re.compile(r"(?P<year>\d{4})-(?P<batch>[1-9]\d*)(?P<draft>-draft)?")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}(?:-[b-z]+)?")
_CODE = re.compile(r"[a-z0-9.-]+")
_ANCHOR = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")

_NAMES = UUID("f0a1943c-6c80-4f29-8949-495d5f2d40e8")
"""The namespace of our UUIDs; another one would rename every entry of every feed."""

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True, order=True)
class GuideId:
    """`YYYY-B` for a final text, `YYYY-B-draft` for a 征求意见稿."""

    year: int
    batch: int
    stage: Stage

    @classmethod
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
    a name of ASCII letters alone ends in `-0`, which is no Punycode. Case makes no difference.

    >>> unknown_code("瓦坎达"), unknown_code("Wakanda")
    ('X-6ESP20ECNS', 'X-WAKANDA-0')
    >>> "X-6ESP20ECNS".removeprefix("X-").lower().encode().decode("punycode")
    '瓦坎达'
    """
    name = "-".join(printed.casefold().split())
    encoded = f"{name}-0" if name.isascii() else name.encode("punycode").decode()
    return f"X-{encoded.upper()}"


def positional(kind: str, position: tuple[int, ...]) -> str:
    """An anchor by position, counted from 1 on each level.

    >>> positional("requirement", (5,))
    'requirement-5'
    """
    return "-".join((kind, *map(str, position)))


def field_anchor(position: tuple[int, ...]) -> str:
    """The anchor of a field item."""
    return positional("field", position)


def requirement_anchor(position: tuple[int, ...]) -> str:
    """The anchor of a requirement."""
    return positional("requirement", position)


def agreement_anchor(position: tuple[int, ...]) -> str:
    """The anchor of an agreement."""
    return positional("agreement", position)


def strand_anchor(position: tuple[int, ...]) -> str:
    """The anchor of a strand."""
    return positional("strand", position)


def in_guide(guide: str) -> str:
    """The anchor of what a page quotes from a guide.

    >>> in_guide("2022-1")
    'in-2022-1'
    """
    return f"in-{guide}"


def step_anchor(guide: str) -> str:
    """The anchor of a lineage's step: by batch, as a draft and its final text are one step.

    >>> step_anchor("2023-1-draft"), step_anchor("2023-1")
    ('step-2023-1', 'step-2023-1')
    """
    identity = GuideId.parse(guide)
    return f"step-{identity.year}-{identity.batch}"


def call_anchor(lineage: str) -> str:
    """The anchor of a lineage on its partner's page.

    >>> call_anchor("kr-2022-1-2.7")
    'call-kr-2022-1-2-7'
    """
    return f"call-{lineage.replace('.', '-')}"


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


def is_anchor(text: str) -> bool:
    """Whether ``text`` can be an anchor: ASCII words and numbers joined by hyphens."""
    return bool(_ANCHOR.fullmatch(text))


# Where things stand under the site root, and in content/ beside it. Paths have no
# leading slash; a folder's path ends in one.


def direction_path(direction: str, language: str | None = None) -> str:
    """Of a direction's page, or without a language of its landing page.

    >>> direction_path("2022-1/1.5", "en"), direction_path("2022-1/1.5")
    ('en/2022-1/1.5/', '2022-1/1.5/')
    """
    return f"{language}/{direction}/" if language else f"{direction}/"


def guide_path(guide: str, language: str | None = None) -> str:
    """Of a guide's page, or without a language of its landing page."""
    return direction_path(guide, language)


def changes_path(guide: str, language: str) -> str:
    """Of the page that compares a final text with its draft.

    >>> changes_path("2023-1", "zh")
    'zh/2023-1/changes/'
    """
    return f"{guide_path(guide, language)}changes/"


def comparison_path(earlier: str, later: str, language: str) -> str:
    """Of the page that compares a guide with one before it.

    >>> comparison_path("2021-2-draft", "2022-1", "en")
    'en/guides/2022-1-since-2021-2-draft/'
    """
    return f"{language}/guides/{later}-since-{earlier}/"


def lineage_path(code: str, language: str) -> str:
    """Of a lineage's page.

    >>> lineage_path("kr-2022-1-2.7", "en")
    'en/lineages/kr-2022-1-2.7/'
    """
    return f"{language}/lineages/{code}/"


def partner_path(code: str, language: str) -> str:
    """Of a partner's page; codes are lower case in addresses.

    >>> partner_path("FI", "zh")
    'zh/partners/fi/'
    """
    return f"{language}/partners/{code.lower()}/"


def partner_data_path(code: str, suffix: str) -> str:
    """Of a partner's data.

    >>> partner_data_path("FI", "csv")
    'data/partners/fi.csv'
    """
    return f"data/partners/{code.lower()}.{suffix}"


def flag_path(flag: str, language: str) -> str:
    """Of the page of a condition; in addresses its code has hyphens.

    >>> flag_path("matching_funds", "en")
    'en/requirements/matching-funds/'
    """
    return f"{language}/requirements/{flag.replace('_', '-')}/"


def domain_path(code: str, language: str) -> str:
    """Of a domain's page."""
    return f"{language}/domains/{code}/"


def feed_path(page: str) -> str:
    """Of the Atom feed that belongs to the page at ``page``.

    >>> feed_path("zh/"), feed_path(partner_path("FI", "en"))
    ('zh/feed.xml', 'en/partners/fi/feed.xml')
    """
    return f"{page}feed.xml"


def markdown_path(page: str) -> str:
    """Of the Markdown that stands beside the page at ``page``.

    >>> markdown_path("zh/"), markdown_path(partner_path("FI", "en"))
    ('zh/index.md', 'en/partners/fi/index.md')
    """
    return f"{page}index.md"


def urn(name: str) -> str:
    """What is called ``name`` under the site root, as a URI that holds wherever the site is
    published: the same name always gives the same UUID (version 5 of RFC 9562).

    >>> urn(direction_path("2022-1/1.5", "en"))
    'urn:uuid:90c9f411-091b-5279-9ac6-e3dbb5d087b7'
    """
    return uuid5(_NAMES, name).urn


def source_path(guide: str, name: str) -> str:
    """Of the text as received, published for readers to compare with. A web page is served as plain
    text: its scripts would run as the site's own.

    >>> source_path("2022-1", "guide.txt"), source_path("2022-1", "guide.HTM")
    ('data/sources/2022-1/guide.txt', 'data/sources/2022-1/guide.HTM.txt')
    """
    suffix = ".txt" if name.lower().endswith((".html", ".htm")) else ""
    return f"data/sources/{guide}/{name}{suffix}"


def content_file(path: str) -> str:
    """The Markdown file from which MkDocs makes the page at ``path``.

    >>> content_file("en/2022-1/1.5/"), content_file("zh/2022-1/"), content_file("zh/")
    ('en/2022-1/1.5.md', 'zh/2022-1/index.md', 'zh/index.md')
    """
    parts = path.rstrip("/").split("/")
    if len(parts) == 3:
        return f"{'/'.join(parts)}.md"
    return f"{'/'.join(parts)}/index.md"


def page_path(file: str) -> str:
    """Of the page that MkDocs makes from the Markdown file ``file``: `content_file` the other way.

    >>> page_path("en/2022-1/1.5.md"), page_path("zh/2022-1/index.md"), page_path("zh/index.md")
    ('en/2022-1/1.5/', 'zh/2022-1/', 'zh/')
    """
    return f"{file.removesuffix('.md').removesuffix('/index')}/"


def relative(target: str, base: str) -> str:
    """A link from the page at ``base`` to ``target``, both under the site root.

    >>> relative("en/2022-1/1.5/", "zh/2022-1/1.5/")
    '../../../en/2022-1/1.5/'
    >>> relative("zh/2022-1/", "zh/2022-1/")
    './'
    """
    up = base.split("/")[:-1]
    down = target.split("/")
    while up and len(down) > 1 and up[0] == down[0]:
        del up[0], down[0]
    return "../" * len(up) + "/".join(down) or "./"


def address(target: str, page: str, base: str) -> str:
    """The same whole, where ``base``, the address of the site root, is known; it may be empty.

    >>> address("en/feed.xml", "en/2022-1/", "https://example.org/"), address("en/", "en/", "")
    ('https://example.org/en/feed.xml', './')
    """
    return base + target if base else relative(target, page)


@dataclass(frozen=True, slots=True)
class Address:
    """What stands at a path: `language` is None for pages in none; `name` is an identifier, a
    partner's, domain's, lineage's or flag's code, two guides, or the name of an overview.
    """

    language: str | None
    kind: str
    name: str = ""

    def __str__(self) -> str:
        folder = next((f"{name}/" for name, kind in _FOLDERS.items() if kind == self.kind), "")
        name = _CASES.get(self.kind, (str, str))[0](self.name)
        head = f"{self.language}/" if self.language else ""
        tail = "changes/" if self.kind == "changes" else ""
        return f"{head}{folder}{name}{'/' if name else ''}{tail}"


_FOLDERS = {
    "guides": "comparison",
    "partners": "partner",
    "domains": "domain",
    "lineages": "lineage",
    "requirements": "flag",
}
_CASES: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "partner": (str.lower, str.upper),
    "flag": (lambda code: code.replace("_", "-"), lambda name: name.replace("-", "_")),
}
"""Kind → how its code is spelled in an address, and back."""
_OVERVIEWS = frozenset(
    {
        "guides",
        "partners",
        "domains",
        "lineages",
        "requirements",
        "explore",
        "about",
        "privacy",
        "data",
    }
)


def parse_path(path: str) -> Address:
    """What stands at ``path``; ValueError where no page of ours can.

    >>> parse_path("en/2022-1/1.5/")
    Address(language='en', kind='direction', name='2022-1/1.5')
    >>> parse_path("zh/partners/fi/"), str(parse_path("zh/partners/fi/"))
    (Address(language='zh', kind='partner', name='FI'), 'zh/partners/fi/')
    """
    language, slash, rest = path.partition("/")
    if language not in LANGUAGES:
        language, rest = "", path
    elif not slash:
        raise ValueError(f"{path!r} is no path of a page: expected a slash at the end")
    name = rest.removesuffix("/")
    if name and name == rest:
        raise ValueError(f"{path!r} is no path of a page: expected a slash at the end")
    return Address(language or None, *_kind(name, bool(language)))


def _kind(name: str, in_language: bool) -> tuple[str, str]:
    head, _, tail = name.partition("/")
    if in_language and name in _OVERVIEWS:
        return "overview", name
    if in_language and tail and head in _FOLDERS and _CODE.fullmatch(tail):
        kind = _FOLDERS[head]
        return kind, _CASES.get(kind, (str, str))[1](tail)
    if in_language and tail == "changes":
        return "changes", str(GuideId.parse(head))
    if not name:
        return "home", ""
    identifier = DirectionId if tail else GuideId
    return identifier.__name__.removesuffix("Id").lower(), str(identifier.parse(name))
