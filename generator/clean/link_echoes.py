"""Link targets that the PDF's text layer repeats as lines at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Dropped, Line

_LINK = re.compile(r"(?:mailto:|https?://)[!-~]+[，。；;]?")
_SPACE = re.compile(r"\s+")
_SCHEME = re.compile(r"^https?://")
RULE = "link_echo"
_TARGETS = (RULE, "link_target")


def drop_link_echoes(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Lines that only repeat an address go; an address the text itself prints stays.

    A `mailto:` line is an echo. A line that is one web address is an echo where the text
    prints that address elsewhere too and the line before does not lead up to it
    (2021-2-draft, lines 336–343, against “常见问问题：” and the address after it, line 303).
    """
    compact = _SPACE.sub("", "".join(line.text for line in lines)).replace("：", ":")
    kept: list[Line] = []
    dropped = []
    before = ""
    for line in lines:
        text = line.text.strip()
        if _LINK.fullmatch(text) and (
            text.startswith("mailto:") or _is_repeated(text, before, compact)
        ):
            dropped.append(Dropped(RULE, text, line.number))
            continue
        kept.append(line)
        before = text or before
    return kept, dropped


def _is_repeated(text: str, before: str, compact: str) -> bool:
    address = _SCHEME.sub("", text.rstrip("，。；;"))
    return not before.endswith(("：", ":")) and compact.count(address) > 1


def echoed_addresses(dropped: Sequence[Dropped]) -> tuple[str, ...]:
    """The web addresses among the echoes and the targets that a format tells: whole, and with the
    scheme the text leaves out.
    """
    echoes = (entry.text.rstrip("，。；;") for entry in dropped if entry.rule in _TARGETS)
    return tuple(dict.fromkeys(echo for echo in echoes if not echo.startswith("mailto:")))
