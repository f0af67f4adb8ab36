"""Joins: lines that make one text, and titles and e-mail addresses that a line break cuts."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from generator.grammar.labels import label
from generator.passage import Passage

_HYPHEN = re.compile(r"[A-Za-z0-9]-$")
_OPEN_ADDRESS = re.compile(r"(?:(?://|www\.)[!-~]*|@(?:[!-~]*[.@_-])?)$")
_SCHEME = re.compile(r"https?\s?[：:]$")
_TAIL = 300
_MAIL_TAIL = re.compile(r"[A-Za-z0-9._%+@-]+$")
_MAIL_HEAD = re.compile(r"[A-Za-z0-9._%+@-]+")
_ANNOUNCES_MAIL = re.compile(r"(?:邮箱|邮件|信箱|[Mm]ail)(?:地址)?\s*[：:]?[^。\u4e00-\u9fff]*$")
_DOMAINS = {"com", "org", "net", "edu", "gov", "int", "info"}
"""The usual ends of a mailbox's domain; others are told by the dot before them."""
_TITLE_MARK = re.compile("[《》]")
_LONGEST_TITLE = 4
"""The most further lines over which a title in 《》 may run on."""


def whole_titles(paragraphs: Sequence[Passage]) -> list[Passage]:
    """Return the paragraphs, with those joined over which a title in 《》 runs on.

    Text that is not wrapped to a width may still break a line inside a title, as may a format.
    """
    found: list[Passage] = []
    place = 0
    while place < len(paragraphs):
        end = place + 1
        if "《" in paragraphs[place].text:
            end = _end_of_title(paragraphs, place)
        whole = join(paragraphs[place:end]) if end > place + 1 else paragraphs[place]
        found.append(replace(whole, cell=paragraphs[place].cell))
        place = end
    return found


def _end_of_title(paragraphs: Sequence[Passage], start: int) -> int:
    """Return the place behind the paragraphs over which the titles in the one at ``start`` run on."""
    end = start + 1
    while _is_open(paragraphs[end - 1].text) and end < len(paragraphs):
        for after in range(end, min(end + _LONGEST_TITLE, len(paragraphs))):
            text = paragraphs[after].text
            if paragraphs[after].cell != paragraphs[start].cell or _sure_label(text):
                return end
            if mark := _TITLE_MARK.search(text):
                if mark[0] == "《":
                    return end
                end = after + 1
                break
        else:
            return end
    return end


def _is_open(text: str) -> bool:
    return text.rfind("《") > text.rfind("》")


def _sure_label(text: str) -> bool:
    found = label(text)
    return found is not None and found.sure


def whole_mailboxes(paragraphs: Sequence[Passage], mailboxes: Collection[str]) -> list[Passage]:
    """Return the paragraphs with the e-mail addresses whole that links lead to, wherever a line broke them."""
    found = list(paragraphs)
    for mailbox in mailboxes:
        first = re.compile(re.escape(mailbox[0]) + "[!-~ ]*$")
        pattern = re.compile(r"\s?".join(map(re.escape, mailbox)))
        for index, paragraph in enumerate(found):
            for end in range(index + 1, min(index + _LONGEST_TITLE, len(found)) + 1):
                whole = Passage.concat(found[index:end])
                match = pattern.search(whole.text)
                if match and (end == index + 1 or first.search(paragraph.text)):
                    pieces = [whole[: match.start()]]
                    pieces += [
                        whole[i : i + 1] for i in range(*match.span()) if whole.text[i] != " "
                    ]
                    whole = Passage.concat([*pieces, whole[match.end() :]])
                    found[index:end] = [replace(whole, cell=paragraph.cell)]
                    break
                if not first.search(whole.text):
                    break
    return found


def join(lines: Sequence[Passage]) -> Passage:
    """Return the lines as one paragraph, with a space between two lines.

    There is no space within an address or after a hyphen: “HORIZON-CL6-2023-” / “BIODIV”.
    """
    parts, tail = [lines[0]], lines[0].text[-_TAIL:]
    for line in lines[1:]:
        glue = "" if _HYPHEN.search(tail) or is_cut(tail, line.text) else " "
        parts += [Passage.of(glue, line.lines[0]), line]
        tail = (tail + glue + line.text)[-_TAIL:]
    return Passage.concat(parts)


def is_cut(text: str, following: str) -> bool:
    """Return whether an address continues from the end of ``text`` into ``following``.

    2022-1, lines 478–486: “elisa.yu” / “@businessfinland.fi”, “…/en/” / “for-finnish-customers”.
    """
    if not following[0].isascii():
        return False
    if _is_cut_mailbox(text[-_TAIL:], following):
        return True
    if following.startswith("//"):
        return bool(_SCHEME.search(text[-_TAIL:]))
    return following.startswith("@") or bool(_OPEN_ADDRESS.search(text[-_TAIL:]))


def _is_cut_mailbox(text: str, following: str) -> bool:
    """Return whether an e-mail address continues from the end of ``text`` into ``following``, at any character.

    Without a second dot, “example.or” / “g” goes on if both together end in a usual domain. A first part goes on if
    the text announces an address: “邮箱：jan.no” / “vak@example.org”.

    >>> _is_cut_mailbox("邮箱：a@exam", "ple.org。"), _is_cut_mailbox("a@example.o", "rg"), _is_cut_mailbox("a@b.org", "TRL")
    (True, True, False)
    """
    tail, head = _MAIL_TAIL.search(text), _MAIL_HEAD.match(following)
    if tail is None or head is None or ("@" in tail[0]) == ("@" in head[0]):
        return False
    if "@" in head[0]:
        return _ANNOUNCES_MAIL.search(text[: tail.start()]) is not None
    *labels, last = tail[0].rpartition("@")[2].split(".")
    more = head[0].strip(".")
    if not labels or not last:
        return True
    if "." in more:
        return more[0].islower() and not more.startswith("www.")
    if len(last) == len(more) == 1:
        return True
    return (last + more).lower() in _DOMAINS and last.lower() not in _DOMAINS
