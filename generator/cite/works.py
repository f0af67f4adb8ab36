"""What can be cited: directions and guides, by the ministry; partners' pages, comparisons and the data, by this site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator import ids
from generator.ids.addresses import Address, parse_path
from generator.link import Library
from generator.model import Direction, Guide, Text

AUTHOR = {
    "zh": "中华人民共和国科学技术部",
    "en": "Ministry of Science and Technology of the People’s Republic of China",
}
SITE = {"zh": "国际科技合作指南库", "en": "STI Cooperation Guides"}
_LABEL = {"zh": "指南方向", "en": "Direction"}
_PARTNER = {
    "zh": "{name}：历年国际科技合作项目申报指南中的方向",
    "en": "{name} in China’s S&T cooperation calls",
}
_COMPARISON = {
    "zh": "项目申报指南{later}与{earlier}对照",
    "en": "Call guides {later} and {earlier} compared",
}
DATA_TITLE = {"zh": "国际科技合作指南库：开放数据", "en": "STI Cooperation Guides: open data"}
_DATA_AUTHOR = "The coop-guides authors"
_DRAFT = {
    "zh": "征求意见稿，并非正式申报指南",
    "en": "Draft for comment, not the final call guide",
}
_SUPERSEDED = {"zh": "已由{guide}取代", "en": "Superseded by {guide}"}
_TRANSLATION = "Unofficial translation by {site}; original title: {title}"
_OFFICIAL = {"zh": "官方原文：{url}", "en": "Official text: {url}"}
_IN_YEAR = {"zh": "（{year}年）", "en": " ({year})"}
Kind = Literal["direction", "guide", "page", "data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The citation of a work in one language."""

    kind: Kind
    key: str
    """The key for BibTeX and CSL: `most-2022-1-1.5-en`."""
    language: str
    author: str
    title: str
    path: str
    """The path of the work under the site root, which is cited, and beside which its files are."""
    base: str = ""
    """The address of the site root, or empty if it is not known."""
    container: str = ""
    """The title of the direction's guide, which names its year. The title of a draft says that it is a draft."""
    number: str = ""
    """The number of a direction as printed: “1.5”."""
    published: str | None = None
    """The date of issue, YYYY-MM-DD or YYYY-MM, where it is known: of the data, that of their version. The year of a
    guide is no date of issue.
    """
    original: str = ""
    """The Chinese title of which `title` is a translation."""
    version: str = ""
    official: str = ""
    """The address of the official text, where it is known."""
    notes: tuple[str, ...] = ()
    """That the text is a draft, superseded, or a translation; where the official text is."""

    @property
    def url(self) -> str | None:
        """The address to cite, or None if the site's address is not known."""
        return self.base + self.path if self.base else None

    @property
    def label(self) -> str:
        """The word before the number: “指南方向”, “Direction”."""
        return _LABEL[self.language]

    @property
    def place(self) -> str:
        """The number with its word: “指南方向1.5”, “Direction 1.5”. Empty for a work without a number."""
        gap = " " if self.language == "en" else ""
        return self.number and f"{self.label}{gap}{self.number}"

    @property
    def translator(self) -> str:
        """The name of the site, if `title` is a translation."""
        return SITE[self.language] if self.original else ""

    @property
    def date(self) -> tuple[int, ...]:
        """Year, month and day of issue, as far as they are known."""
        return tuple(map(int, self.published.split("-"))) if self.published else ()


def citation(path: str, library: Library, base: str) -> Citation | None:
    """Return the citation for the page at ``path`` in a language, or None if nothing on it is cited as a whole.

    The page of a direction without an English title is cited in Chinese. ``base`` is the address of the site root, or
    empty.
    """
    language, _, rest = path.partition("/")
    found = citations(rest, library, base)
    return next((c for c in found if c.language == language), found[0] if found else None)


def citations(path: str, library: Library, base: str) -> tuple[Citation, ...]:
    """Return the citation of what has its landing page at ``path``, in Chinese, and in English if the titles have English."""
    found = (_of(path, language, library, base) for language in ids.LANGUAGES)
    return tuple(c for c in found if c)


def picture_citation(page: str, name: str, title: str, base: str) -> Citation:
    """Return the citation of the picture ``name`` on the page at ``page``, by its place on the page's landing page, if any."""
    language, _, path = page.partition("/")
    try:
        parse_path(path)
    except ValueError:
        path = page
    slug = path.strip("/").replace("/", "-") or "home"
    return Citation(
        kind="page",
        key=f"coop-guides-{slug}-{name}-{language}",
        language=language,
        author=SITE[language],
        title=title,
        path=ids.place(path, f"picture-{name}"),
        base=base,
    )


def _of(path: str, language: str, library: Library, base: str) -> Citation | None:
    at = parse_path(f"{language}/{path}")
    if at.kind == "direction":
        direction = library.directions[at.name]
        return _of_guide(library.guide(direction.guide), direction, language, library, base)
    if at.kind == "guide":
        return _of_guide(library.guide(at.name), None, language, library, base)
    return _of_page(at, path, language, library, base)


def _of_guide(
    guide: Guide, direction: Direction | None, language: str, library: Library, base: str
) -> Citation | None:
    """Return the citation of ``guide``, or of its ``direction``; None if a title has no English."""
    title = _title(direction.title, language) or direction.id if direction else ""
    whole = _title(guide.title, language)
    if language == "en" and not (whole and (direction is None or direction.title.en)):
        return None
    if str(guide.year) not in whole:
        whole += _IN_YEAR[language].format(year=guide.year)
    identifier = direction.id if direction else guide.id
    record, original = library.records[guide.id], (direction or guide).title.zh
    notes = []
    if guide.stage == "draft":
        notes.append(_DRAFT[language])
    if later := library.superseded_by(guide.id):
        notes.append(_SUPERSEDED[language].format(guide=later))
    if language == "en":
        notes.append(_TRANSLATION.format(site=SITE["en"], title=original or identifier))
    official = record.source_url or ""
    if official:
        notes.append(_OFFICIAL[language].format(url=official))
    return Citation(
        kind="direction" if direction else "guide",
        key=f"most-{identifier.replace('/', '-')}-{language}",
        language=language,
        author=AUTHOR[language],
        title=title or whole,
        container=whole if direction else "",
        number=direction.number if direction else "",
        published=record.published,
        path=ids.direction_path(identifier),
        base=base,
        original=original if language == "en" else "",
        official=official,
        notes=tuple(notes),
    )


def _title(text: Text, language: str) -> str:
    return text.zh if language == "zh" else text.en or ""


def _of_page(at: Address, path: str, language: str, library: Library, base: str) -> Citation | None:
    """Return the citation of a page that this site wrote: a partner's history, a comparison, or the data."""
    data = (at.kind, at.name) == ("overview", "data")
    version = library.history.current if data else None
    if at.kind == "partner":
        name = library.vocabulary.partner_name(at.name)
        title = _PARTNER[language].format(name=name.zh if language == "zh" else name.en)
    elif at.kind == "comparison":
        earlier, later = ids.compared_guides(at.name)
        title = _COMPARISON[language].format(earlier=earlier, later=later)
    elif data:
        title = DATA_TITLE[language]
    else:
        return None
    return Citation(
        kind="data" if data else "page",
        key=f"coop-guides-{at.name.lower()}-{language}",
        language=language,
        author=_DATA_AUTHOR if data else SITE[language],
        title=title,
        version=version.version or "" if version else "",
        published=version.date if version else None,
        path=path,
        base=base,
    )
