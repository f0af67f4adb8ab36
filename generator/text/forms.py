"""Characters that only encode a common one differently, and the one step that brings them to the common form.

A PDF font may call the glyph of 方 by the number of the Kangxi radical “⽅”, a text copied from a vertical page has “︓” for
“：”, and Word calls each hyphen a soft one. Traditional characters, subscripts (H₂) and full-width digits are no such
characters: they stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長"
    "⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""CJK radicals supplement: each radical and its ideograph, as Unicode's Equivalent_Unified_Ideograph gives it."""
_STROKES = "㇏乀㇐一㇑丨㇒丿㇔丶㇖乛㇚亅㇝乀㇟乚㇠乙"
_USUAL = "⼾户⾭青⿈黄"
"""Kangxi radicals whose ideograph in mainland print is not the one that Unicode calls compatible (戶, 靑, 黃)."""
_VERTICAL = "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰：︱—︲–︳_︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹇［﹈］"
_SMALL = (
    "﹐，﹑、﹒．﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹛｛﹜｝﹝〔﹞〕﹟#﹠&﹡*﹢+﹣-﹤<﹥>﹦=﹨\\﹩$﹪%﹫@"
)
_DIGIT = "0-9０-９一二三四五六七八九十百两零〇"
_COUNTED = rf"(?:(?<=[{_DIGIT}年月日项个元万亿％%])|(?<=[{_DIGIT}年月日项个元万亿％%]\s))"
"""Before a dash that stands between two numbers, “2−3年”; elsewhere “−20℃” is below zero."""
_NUMBER = rf"(?=\s?[{_DIGIT}])"
DASHES = "\u2212\u223c\u223d\u223e\u2500\u2796"
"""Symbols of which the step may make dashes."""


def _pairs(text: str) -> dict[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _from(table: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: table.get(match[0]) or unicodedata.normalize("NFKC", match[0])


_SOFT = r"(?:(?<![a-z])\u00ad|\u00ad(?![a-z]))"
FORMS: dict[str, tuple[str, str | Callable[[re.Match[str]], str]]] = {
    "nul": (r"\0", ""),
    "variation_selector": (r"[\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef]", ""),
    "radical": (
        r"[\u2e80-\u2fd5\u31c0-\u31e3]",
        _from(_pairs(_SUPPLEMENT) | _pairs(_STROKES) | _pairs(_USUAL)),
    ),
    "compatibility_ideograph": (r"[\uf900-\ufaff\U0002f800-\U0002fa1f]", _compatible),
    "vertical_form": (r"[\ufe10-\ufe19\ufe30-\ufe48]", _from(_pairs(_VERTICAL))),
    "small_form": (r"[\ufe50-\ufe6b]", _from(_pairs(_SMALL))),
    "half_width_form": (r"[\uff61-\uff9f]+|[\uffa1-\uffdc\uffe8-\uffee]", _compatible),
    "ligature": (r"[\ufb00-\ufb06]", _compatible),
    "styled_letter": (r"[\U0001d400-\U0001d7ff]", _compatible),
    "title_mark": (r"[\u226a\u27ea]([^\u226a\u226b\u27ea\u27eb]{2,80})[\u226b\u27eb]", r"《\1》"),
    "thousands": (r"(?<=\d)[\u2009\u202f](?=\d{3}(?!\d))", ","),
    "blank": (r"[\u115f\u1160\u2800\u3164\uffa0]", " "),
    # Before the rules for hyphens: a soft hyphen inside an address is one that is printed.
    "address_hyphen": (
        r"(?:[!-~\x1e\u00ad\u2010-\u2015\u2043\u2212]*@|www\.|https?://)[!-~\x1e\u00ad\u2010-\u2015\u2043\u2212]+",
        lambda match: re.sub("[\x1e\u00ad\u2010-\u2013\u2043\u2212]", "-", match[0]),
    ),
    "hyphen": (r"[\x1e\u02d7\u058a\u05be\u1806\u2010-\u2012\u2043]", "-"),
    "soft_hyphen": (_SOFT, "-"),
    "dash": (rf"\u2015|{_COUNTED}[\u2212\u2796\u2500\u30fc\u2e3a]{_NUMBER}", "—"),
    "wave_dash": (rf"[\u301c\u3030\u2053]|{_COUNTED}[\u223c\u223d\u223e\u02dc]{_NUMBER}", "～"),
    "colon": (r"(?<=[\u3400-\u9fff）)])[\u2236\ua789]", "："),
}
"""The forms by name, in the order in which they are changed: pattern and replacement.

A soft hyphen between two small letters only says where a word may be parted; `clean` takes it out as invisible.
"""
_FORMS = tuple((name, re.compile(pattern), new) for name, (pattern, new) in FORMS.items())
_ANY = re.compile(
    "[\0\x1e\u00ad\u02d7\u02dc\u058a\u05be\u115f\u1160\u1806\u180b-\u180f\u2010-\u2013\u2015\u2043\u2009\u202f\u2053\u2212\u2236\u223c-\u223e\u226a\u27ea"
    "\u2500\u2796\u2800\u2e3a\u2e80-\u2fd5\u301c\u3030\u30fc\u3164\u31c0-\u31e3\ua789\uf900-\ufaff\ufb00-\ufb06"
    "\ufe00-\ufe6b\uff61-\uffee\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f\U000e0100-\U000e01ef]"
)
"""A character that some form may change; most lines have none."""


class Change(NamedTuple):
    """A place of a text that was changed."""

    form: str
    printed: str
    meant: str
    place: int
    """The index in the text as printed."""


def one_form(text: str) -> str:
    r"""Return ``text`` with its characters in their common form.

    >>> one_form("领域⽅向︓农󠄀业､⻝品｡"), one_form("H₂，２项，農業")
    ('领域方向：农业、食品。', 'H₂，２项，農業')
    >>> one_form("2\u00ad3年，10〜12项"), one_form("co\u00adoperation"), one_form("−20℃")
    ('2-3年，10～12项', 'co\xadoperation', '−20℃')
    """
    return changes(text)[0] if _ANY.search(text) else text


def changes(text: str) -> tuple[str, list[Change]]:
    """Return ``text`` with its characters in their common form, and each change with its place."""
    if not _ANY.search(text):
        return text, []
    pieces, places, found = list(text), list(range(len(text))), list[Change]()
    for name, pattern, new in _FORMS:
        now = "".join(pieces)
        for match in reversed(list(pattern.finditer(now))):
            start, end = match.span()
            meant = match.expand(new) if isinstance(new, str) else new(match)
            if meant == match[0]:
                continue
            if len(meant) == end - start:  # name only what differs: a hyphen, not its whole address
                for index, (old, one) in enumerate(zip(match[0], meant, strict=True), start=start):
                    if old != one:
                        found.append(Change(name, old, one, places[index]))
                        pieces[index] = one
                continue
            found.append(Change(name, match[0], meant, places[start]))
            pieces[start:end] = meant
            places[start:end] = [places[start]] * len(meant)
    return "".join(pieces), sorted(found, key=lambda change: change.place)
