"""Link targets that the PDF's text layer repeats as lines at the foot of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from generator.model import Dropped, Line

_LINK = re.compile(r"(?:mailto:|https?://)[!-~]+[，。；;]?")
_SPACE = re.compile(r"\s+")
_SCHEME = re.compile(r"^https?://")
_BEGINS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]")
_LONGEST = 300
_HEAD = 8
RULE = "link_echo"
_TARGETS = (RULE, "link_target")


def drop_link_echoes(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Lines that only repeat an address go; an address the text itself prints stays.

    A `mailto:` line is an echo. A line that is one web address is an echo where the text
    prints that address elsewhere too and the line before does not lead up to it
    (2021-2-draft, lines 336–343, against “常见问问题：” and the address after it, line 303).
    """
    printed = _Printed(lines)
    kept: list[Line] = []
    dropped = []
    before = ""
    for line in lines:
        text = line.text.strip()
        if _LINK.fullmatch(text) and (
            text.startswith("mailto:") or _is_repeated(text, before, printed)
        ):
            dropped.append(Dropped(RULE, text, line.number))
            continue
        kept.append(line)
        before = text or before
    return kept, dropped


def _is_repeated(text: str, before: str, printed: _Printed) -> bool:
    return not before.endswith(("：", ":")) and printed.twice(_address(text))


def _address(text: str) -> str:
    """The address of a line, without its scheme and the mark behind it."""
    return _SCHEME.sub("", text.rstrip("，。；;"))


class _Printed:
    """What the lines print without white space, sorted by what it goes on with from each place at
    which one of the lines' addresses could begin: to look for each in all the text would take a time
    that grows with its square.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        links = (text for line in lines if _LINK.fullmatch(text := line.text.strip()))
        heads = {_address(text)[:_HEAD] for text in links if not text.startswith("mailto:")}
        lengths = {len(head) for head in heads}
        words = [word for line in lines for word in line.text.replace("：", ":").split()]
        self._text = text = "".join(words)
        self._places: list[str] = []
        start = 0
        for word in words if heads else ():
            for match in _BEGINS.finditer(word):
                place = start + match.start()
                if any(text[place : place + length] in heads for length in lengths):
                    self._places.append(text[place : place + _LONGEST])
            start += len(word)
        self._places.sort()

    def twice(self, address: str) -> bool:
        """Whether ``address`` is printed more than once."""
        if len(address) > _LONGEST:
            return self._text.count(address) > 1
        second = bisect_left(self._places, address) + 1
        return second < len(self._places) and self._places[second].startswith(address)


def echoed_addresses(dropped: Sequence[Dropped]) -> tuple[str, ...]:
    """The web addresses among the echoes and the targets that a format tells: whole, and with the
    scheme the text leaves out.
    """
    echoes = (entry.text.rstrip("，。；;") for entry in dropped if entry.rule in _TARGETS)
    return tuple(dict.fromkeys(echo for echo in echoes if not echo.startswith("mailto:")))
