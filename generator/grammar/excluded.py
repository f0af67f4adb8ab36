"""What a text excludes: “不含军事应用”, “除英国外”, “（医药除外）”."""

from __future__ import annotations

import re

_EXCLUDED = re.compile(
    r"不(?:包含|包括|含|涉及|涵盖)[^，。；（）的\n]*"
    # 除…外, but not the end of 去除 and the like
    r"|(?<![去消删清拆脱排免解扣根剔铲切破祛])除了?[^，。；（）\n]{1,40}?"
    # not the 外 of 海外, 境外 and 国外, but that of 除法国外
    r"(?:[以之]外|(?<![海境])(?<![除了、和与及或在对到从赴的]国)外(?=[，。；（）的]|$))"
    # 除…外，还 and 除…外，也 add to what they name; 除…外，均 excludes it
    r"(?!，?(?!的)[^，。；（）]{0,8}(?:还(?!原)|也|亦|另(?!行)))"
    r"|[^，。；（）\n]{1,40}除外"
)
"""The words that exclude, and what they exclude, to the end of the clause."""


def without_excluded(text: str) -> str:
    """Return ``text``, with full-width punctuation, without what it excludes.

    >>> without_excluded("数字化转型（不含人工智能军事应用）"), without_excluded("除核能外的能源")
    ('数字化转型（）', '的能源')
    >>> without_excluded("生命科学（医药除外）"), without_excluded("去除水中污染物、海外应用")
    ('生命科学（）', '去除水中污染物、海外应用')
    >>> without_excluded("（除法国、英国外）"), without_excluded("除核能外，还支持氢能")
    ('（）', '除核能外，还支持氢能')
    """
    return _EXCLUDED.sub("", text)
