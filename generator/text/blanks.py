"""Links and contacts that a text announces and then leaves empty: “下载链接：xxx”, “见链接：”."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK = re.compile(
    r"(?:文件|模板|申请|表格|下载|相关|对应|指南|项目|的|见)*+"
    r"(?P<what>链接|网址|网站|联系人|联系方式|联系电话|电话|邮箱|电邮)(?:如下|为)?+\s*+[：:]"
    r"\s*+(?:[xX×*＊_＿…]{2,})?+\s*+(?=[）)，,。；;]|$)"
)
"""A label, a colon, and a placeholder or nothing up to the end of the clause. 2023-1-draft/1.1, 1.4, 1.6, 2.6;
2024-2-draft/1.5–1.7, 1.9."""
_LINKS = frozenset({"链接", "网址", "网站"})


def blanks(text: str, *, goes_on: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (`link` or `contact`, the words printed) for each link or contact that ``text`` leaves empty.

    ``goes_on`` says that more follows the text, which may be what its last label announces.

    >>> list(blanks("填写合作方案（下载链接：xxx）；网址：https://a.cn，见链接："))
    [('link', '下载链接：xxx'), ('link', '见链接：')]
    """
    text = text.rstrip()
    for match in _BLANK.finditer(text):
        if not (goes_on and match.end() == len(text)):
            yield "link" if match["what"] in _LINKS else "contact", match[0].strip()
