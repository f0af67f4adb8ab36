"""The time in which one can apply, read from the words of the guides."""

from __future__ import annotations

import re
from datetime import date

from generator.grammar.numerals import half_width, value
from generator.grammar.sides import is_foreign
from generator.model import Deadline, Text

_HAN_DATE = re.compile(r"[〇○零一二三四五六七八九十]{1,4}(?=[年月日])")
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)\s*[年./-]\s*)?(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})(?:\s*日|(?![\d.月]))"
)
_BEFORE = r"(?P<before>[^。；;，\n]{0,20})"
_STATED = (
    re.compile(
        rf"{_BEFORE}(?:申报|申请|受理|提交|填报)[^，。；;\n\d]{{0,8}}?(?:(?:截止|截至)(?:时间|日期|日)?|最后(?:期限|日期))[为是于至到：:]{{0,2}}\s*"
        r"(?P<text>(?:[\u4e00-\u9fff]{2,4}时间)?(?:20\d\d|\d{1,2}月)[^，。；;\n]*)"
    ),
    re.compile(
        rf"{_BEFORE}[请须应需][于在]?(?P<text>20\d\d年[^，。；;\n]{{2,24}}?)(?:之|以)?前[^，。；;\n]{{0,24}}(?:申报|申请)(?!.{{0,4}}截止)"
    ),
    re.compile(
        rf"{_BEFORE}(?:申报|申请|填报|受理)(?:材料|书)?的?(?:受理|起止)?(?:时间|期限)[为是从自：:]{{1,2}}\s*"
        r"(?P<text>20\d\d\s*[年./-][^，。；;\n]{2,24}?(?:至|到|[-－–—~～])[^，。；;\n]*)"
    ),
    re.compile(
        rf"{_BEFORE}(?:申报|申请)(?:书|材料|表|单位|机构|人|者|方|项目)?[^，。；;\n\d]{{0,6}}[须应需请][于在]?"
        r"(?P<text>20\d\d\s*[年./-][^，。；;\n]{2,24}?)(?:之|以)?前[^，。；;\n]{0,8}(?:提交|报送|上传|填报)"
        r"(?![^，。；;\n]{0,12}(?:协议|证明|推荐|承诺|函|报告|意见|成果))"
    ),
    re.compile(
        rf"{_BEFORE}[须应需请][于在]?(?P<text>20\d\d\s*[年./-][^，。；;\n]{{2,24}}?)(?:之|以)?前[^，。；;\n]{{0,4}}?"
        r"(?:在线|网上|通过[^，。；;\n]{2,24}(?:系统|平台))[^，。；;\n]{0,4}(?:提交|填报|上传)"
        r"(?![^，。；;\n]{0,12}(?:协议|证明|推荐|承诺|函|报告|意见|成果))"
    ),
)
"""“申报截止时间为2031年3月15日”; “请于2031年3月15日前提交申报书”; “申报受理时间为2031年3月1日至3月15日”;
“申报单位须于2031年3月15日前提交”; “须在2031年3月15日前在线提交”."""


def deadline(text: str, *, labelled: bool = False) -> Deadline | None:
    """Return the deadline that ``text`` states: its last day in ISO 8601, and the words as printed; or None.

    ``labelled`` is for text under a label of the deadline, which is one whether it names a day or not. A day
    without a year takes the year of the day before it: “2031年6月3日至7月4日”.

    >>> found = deadline("2031年6月3日8:00至7月4日16:00。", labelled=True)
    >>> found.date, found.text.zh
    ('2031-07-04', '2031年6月3日8:00至7月4日16:00')
    >>> deadline("申报截止时间为2031年3月15日17:00。").date, deadline("芬方申报截止时间为2031年3月15日。")
    ('2031-03-15', None)
    """
    printed = text
    if not labelled:
        found = [match for pattern in _STATED for match in pattern.finditer(text)]
        ours = [match for match in found if not is_foreign(match["before"])]
        if not ours:
            return None
        printed = next((match for match in ours if "中方" in match["before"]), ours[0])["text"]
    return Deadline(_last_day(printed), Text(printed.strip().rstrip("。；;")))


def _last_day(text: str) -> str | None:
    """Return the last day that ``text`` names in full, in ISO 8601."""
    plain = half_width(_HAN_DATE.sub(lambda m: str(value(m[0].replace("○", "〇"))), text))
    year, found = "", None
    for match in _DATE.finditer(plain):
        year = match["year"] or year
        if not year:
            continue
        try:
            found = date(int(year), int(match["month"]), int(match["day"]))
        except ValueError:  # 30 February
            continue
    return found.isoformat() if found else None
