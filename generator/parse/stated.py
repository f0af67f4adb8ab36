"""A guide's text, or its file's name → the year, batch, series and stage that it states."""

from __future__ import annotations

import re

from generator.grammar.notices import (
    DRAFT,
    asks_for_comment,
    doubtful_mark,
    is_ours,
    programmes,
    series_of,
)
from generator.grammar.numerals import half_width, value
from generator.ids import SERIES, GuideId
from generator.model import Stage, Stated
from generator.passage import Passage

_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_BATCH = re.compile(rf"第(?P<batch>{_NUMERAL})批")
_YEAR = re.compile(r"(?P<year>20\d\d)年度")
_YEAR_IN_TITLE = re.compile(r"(?P<year>20\d\d)年(?!\d{1,2}月)")
_YEAR_OF_GUIDE = re.compile(r"(?P<year>20\d\d)年度(?=[^，。；]{0,12}指南)")
_YEAR_AND_BATCH = re.compile(rf"(?P<year>20\d\d)年[^。；]{{0,7}}?第(?P<batch>{_NUMERAL})批")
_HAN_YEAR = re.compile(r"二[〇○零][零〇○一二三四五六七八九]{2}")

_ID_IN_NAME = re.compile(
    rf"(?<![\dA-Za-z])(20\d\d-[1-9]\d?(?:-(?:{'|'.join(SERIES)}))?(?:-draft)?)(?![\dA-Za-z-])"
)
_DATE_IN_NAME = re.compile(r"20\d\d[-._年]\d{1,2}[-._月]\d{1,2}")
_YEAR_IN_NAME = re.compile(r"(?<![\dA-Za-z])(?P<year>20\d\d)(?![\dA-Za-z])")
_DRAFT_IN_NAME = re.compile(rf"征求意见|指南建议|draft|{DRAFT.pattern}", re.IGNORECASE)
_FINAL_IN_NAME = re.compile(r"正式稿|发布稿|终稿|final", re.IGNORECASE)


def stated(front: Passage, prose: Passage) -> Stated:
    """Return the identity that the title page and the running text state; the title page has priority.

    The running text may say that the guide is out for comment now; it names no series, as it tells of other guides.

    If the title page has only “2017年度项目申报指南”, the running text may state “2017年度第一批”.
    """
    front, prose = _dated(front), _dated(prose)
    is_draft = DRAFT.search(front.text) or asks_for_comment(prose.text)
    stage: Stage | None = "draft" if is_draft else None
    named = programmes(front.text)
    others = [name for name in named if not is_ours(name)]
    year = year_in_title = _first(_YEAR_IN_TITLE, front)
    batch = _first(_BATCH, front)
    for match in _YEAR_AND_BATCH.finditer(prose.text):
        if year is None:
            year = _at(match, "year", prose)
        if batch is None and year[0] == value(match["year"]):
            batch = _at(match, "batch", prose)
    year = year or _first(_YEAR_OF_GUIDE, prose) or _first(_YEAR, prose)
    return Stated(
        year=year[0] if year else None,
        batch=batch[0] if batch else None,
        stage=stage,
        year_line=year[1] if year else None,
        batch_line=batch[1] if batch else None,
        titled=year_in_title is not None,
        series=series_of(front.text) if "指南" in front.text else None,
        mark=None if is_draft else doubtful_mark(front.text),
        programme=others[0] if others and len(others) == len(named) else None,
    )


def stated_in_name(name: str) -> Stated:
    """Return the identity that the name of a file states.

    A date (20240312) does not count as the year of a guide; if the name has several years, none counts.

    >>> found = stated_in_name("附件2-“…”重点专项2023年度第一批项目申报指南（征求意见稿）.docx")
    >>> found.year, found.batch, found.stage
    (2023, 1, 'draft')
    >>> found = stated_in_name("2025-2.pdf")
    >>> found.year, found.batch, found.stage
    (2025, 2, None)
    """
    name = _dated(Passage.of(name, 1)).text
    if named := _ID_IN_NAME.search(name):
        found = GuideId.parse(named[1])
        stage = _stage_in_name(name)
        return Stated(found.year, found.batch, stage, series=found.series or series_of(name))
    name = _DATE_IN_NAME.sub(" ", name)
    years = {value(match["year"]) for match in _YEAR.finditer(name)}
    years = years or {value(match["year"]) for match in _YEAR_IN_NAME.finditer(name)}
    batches = {value(match["batch"]) for match in _BATCH.finditer(name)}
    return Stated(_only(years), _only(batches), _stage_in_name(name), series=series_of(name))


def guide_id(found: Stated) -> GuideId | None:
    """Return the id that ``found`` makes, or None if it states no year.

    Without a batch it is the first batch of the year; without the mark of a draft it is a final text. With a mark that
    says neither it is a draft, which takes nothing's place.
    """
    if found.year is None:
        return None
    stage: Stage = found.stage or ("draft" if found.mark else "final")
    return GuideId(found.year, found.batch or 1, found.series, stage)


def _stage_in_name(name: str) -> Stage | None:
    if _DRAFT_IN_NAME.search(name):
        return "draft"
    return "final" if _FINAL_IN_NAME.search(name) else None


def _dated(passage: Passage) -> Passage:
    """Return ``passage`` with years in ASCII digits (二〇二四年 becomes 2024年); the length stays the same."""
    text = _HAN_YEAR.sub(lambda m: str(value(m[0].replace("○", "〇"))), half_width(passage.text))
    return Passage(text, passage.lines)


def _first(pattern: re.Pattern[str], passage: Passage) -> tuple[int, int] | None:
    match = pattern.search(passage.text)
    return _at(match, match.lastgroup or "", passage) if match else None


def _at(match: re.Match[str], group: str, passage: Passage) -> tuple[int, int]:
    """Return the number in ``group`` of the match, and its line."""
    return value(match[group]), passage.lines[match.start(group)]


def _only(numbers: set[int]) -> int | None:
    return numbers.pop() if len(numbers) == 1 else None
