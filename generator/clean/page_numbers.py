"""Page numbers that stand as lines of their own between the lines of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Dropped, Line

_PAGE_NUMBER = re.compile(r"[—–-]\s*\d{1,4}\s*[—–-]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?")


def drop_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Lines such as “— 12 —” go (2017-1, line 446, in the middle of an agreement)."""
    kept, dropped = [], []
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text.strip()):
            dropped.append(Dropped("page_number", line.text.strip(), line.number))
        else:
            kept.append(line)
    return kept, dropped
