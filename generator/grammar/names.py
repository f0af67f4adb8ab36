"""Where a name of a country, grouping or institution stands for itself, and is no part of a longer word.

Chinese has no spaces, so 美国 is also found in 拉美国家. An invented partner is worse than one that is reported as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CHARACTERS = "和与及或同由在对向从于自为是即如括含限赴到得按供家所国"
"""Characters behind which a name begins: 与法国, 德国法国."""
_WORDS = "支持|联合|邀请|携手|协助|资助|前往|访问"
"""Words behind which a name begins. Their last character alone may end another word: 合法国际 is not France."""
_BEGINS = rf"(?:(?<![\u4e00-\u9fff])|(?<={_WORDS})|(?<=[{_CHARACTERS}]))"
"""The place where a short name with 国 begins: not in 拉美国家, nor behind 中, as 中美国家 names the country by 美 alone."""
_BEGINS_OR_CHINA = rf"(?:(?<![\u4e00-\u9fff])|(?<={_WORDS})|(?<=[{_CHARACTERS}中]))"
"""The place where any other short name begins: 中印尼, but not 内蒙古 or 黄海地区."""
NO_MORE = "(?![洋湾洲族]|海(?:[、，。；：的和与及地沿）]|$))"
"""The end of a place's name: 印度洋 is not India, 墨西哥湾 not Mexico, 哈萨克族 not Kazakhstan; but 挪威海洋 begins with Norway."""
WHOLE_REGION = "(?<![东南西北湾])"
"""The place where a grouping's name begins: 西非洲国家 are not all African countries, 海湾阿拉伯国家 not all Arab states."""


def place_name(name: str, exclusions: Sequence[str], *, inside: bool = False) -> str:
    """Return a pattern for ``name``, of a country or region, where it is no part of one of the words ``exclusions``.

    If it has at most two characters besides 国, it must not be the end of any longer word either, unless it counts
    ``inside`` words.

    >>> [bool(re.search(place_name(*of), "与北美国家、马里兰州合作")) for of in (("美国", []), ("马里", ["马里兰"]))]
    [False, False]
    >>> bool(re.search(place_name("几内亚", ["新几内亚"]), "巴布亚新几内亚"))
    False
    >>> [bool(re.search(place_name("瓦隆", [], inside=inside), "比利时瓦隆大区")) for inside in (False, True)]
    [False, True]
    """
    before = ""
    if not inside and len(name.removesuffix("国")) <= 2:
        before = _BEGINS if name.endswith("国") else _BEGINS_OR_CHINA
    edges = (map(re.escape, word.partition(name)) for word in exclusions if name in word)
    longer = "".join(f"(?!(?<={head}){word}{tail})" for head, word, tail in edges)
    return f"{before}{longer}{re.escape(name)}"


def whole_word(name: str) -> str:
    """Return a pattern for ``name``; no further Latin letter may stand before or after a Latin name."""
    before = r"(?<![A-Za-z])" if name[0].isascii() else ""
    after = r"(?![A-Za-z])" if name[-1].isascii() else ""
    return f"{before}{re.escape(name)}{after}"
