"""E-mail addresses, telephone numbers and web addresses in a guide's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.model import Contacts
from generator.text.characters import is_invisible

EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
URL = re.compile(
    r"(?:https?\s?[：:]\s?//|www\.)[A-Za-z0-9][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*"  # RFC 3986
)
PHONES = re.compile(r"(?:电话|手机|传真|[Tt]el)\s*+[：:]?\s*+(?P<numbers>[+\d][\d\s、,/+()-]*\d)")
_NUMBER = re.compile(r"\+?\d[\d ()-]{4,}\d")
_WHOLE = re.compile(r"https?://[^\s\\<>\"`{}|^]+")
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])?|localhost")
_ASCII = {ord(c): ord(c) - 0xFEE0 for c in "＠．＿＋％"} | {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
}
_JOINED = re.compile(r"(?<=[A-Za-z0-9])(?:[–−－]|[—～]+(?=\d{3}))(?=[A-Za-z0-9])")
"""A dash in place of a hyphen inside an address or a number."""
_TRAILING = ".,;:!?)]}>'\""
_OWN_LABEL = re.compile(
    r"(?:^|[\s，,；;、])(?:(?:联系)?电话|手机|传真|(?:电子)?邮[箱件]|电邮|网[站址]|[Tt]el(?:ephone)?|[Ff]ax|[Ee]-?mail|[Ww]ebsite)"
    r"\s*+[.：:]*+\s*+$"
)
"""The words directly before an address or number that only say of which kind it is."""
_INTRODUCES = re.compile(r"联系(?:人\s*[：:为]|方式)|\b[Cc]ontacts?\b(?=[^:;.(]*(?::|\bis\b|$))")
_LINK_WORDS = re.compile(r"网址|网站|链接|\b(?:[Ww]ebsite|link)\b")
_CLAUSE = re.compile(r"[，,；;。\n]|\.\s|[(（](?=[^)）]*$)")
_MARKS = "，,；;。、：: \n"


def repair_url(printed: str, targets: Sequence[str] = ()) -> str:
    """Return the web address that ``printed`` means, repaired where the PDF or the author broke it.

    A full-width colon becomes an ASCII one, punctuation at the end is removed, and a missing scheme is
    taken from the link ``targets`` of the PDF.

    >>> repair_url("https：//sede.cdti.gob.es/"), repair_url("www.a.at/b.", ["http://www.a.at/b"])
    ('https://sede.cdti.gob.es/', 'http://www.a.at/b')
    """
    address = re.sub(r"\s?：\s?|\s:\s?|:\s", ":", printed).rstrip(_TRAILING)
    return next((t for t in targets if t.partition("://")[2] == address), address)


def web_address(text: str) -> str:
    """Return ``text`` unchanged if it is the address of a web page; otherwise raise ValueError.

    >>> web_address("https://service.most.gov.cn/kjjh?id=1#top")
    'https://service.most.gov.cn/kjjh?id=1#top'
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
        named = "@" in parts.netloc
    except ValueError:
        host, named = "", False
    if named:
        raise ValueError("an address with a user's name in it: expected https://host/path")
    if not _WHOLE.fullmatch(text) or any(map(is_invisible, text)) or not HOST.fullmatch(host):
        raise ValueError(f"“{text}” is no address: expected https://host/path")
    return text


def _plain(text: str) -> str:
    """Return ``text`` with the characters of addresses in ASCII; the length stays the same.

    >>> _plain("ａ．ｂ＠ｘ．ｏｒｇ，010–1234")
    'a.b@x.org，010-1234'
    """
    return _JOINED.sub("-", text.translate(_ASCII))


def contacts(texts: Iterable[str], targets: Sequence[str] = ()) -> Contacts:
    """Return all e-mail addresses, telephone numbers and web addresses in ``texts``, each once, in order."""
    emails: dict[str, None] = {}
    phones: dict[str, None] = {}
    urls: dict[str, None] = {}
    for text in map(_plain, texts):
        emails |= dict.fromkeys(m[0].rstrip(".") for m in EMAIL.finditer(text))
        urls |= dict.fromkeys(repair_url(m[0], targets) for m in URL.finditer(text))
        for match in PHONES.finditer(text):
            phones |= dict.fromkeys(m[0].strip() for m in _NUMBER.finditer(match["numbers"]))
    return Contacts(tuple(emails), tuple(phones), tuple(urls))


class Contact(NamedTuple):
    """A person or body with its addresses and numbers, or a web address alone."""

    words: str
    """The words before the first of them, as the text has them: “韩方联系人：韩国研究财团SangHa Woo”. Empty before a web
    address if they do not say that they are about a link."""
    details: tuple[str, ...]
    """E-mail addresses, telephone numbers and web addresses, repaired, in the order of the text."""


def named_contacts(text: str, known: Contacts) -> list[Contact]:
    """Return the contacts in ``text``, in Chinese or English, with their words. ``known`` are those of its direction.

    >>> known = Contacts(("a@x.fi", "b@x.fi"), ("+358 40 761",), ("https://x.fi/",))
    >>> for contact in named_contacts("指南网址：https：//x.fi/，联系人：A，电话：+358 40 761，邮箱：a@x.fi；B，邮箱：b@x.fi。", known):
    ...     print(*contact)
    指南网址 ('https://x.fi/',)
    联系人：A ('+358 40 761', 'a@x.fi')
    B ('b@x.fi',)
    """
    found: list[Contact] = []
    end = 0
    for start, after, detail in _details(_plain(text), known):
        words = _OWN_LABEL.sub("", text[end:start]).strip(_MARKS)
        if found and not words:
            found[-1] = found[-1]._replace(details=(*found[-1].details, detail))
        else:
            clause = _last_clause(words)
            about_it = detail not in known.urls or _LINK_WORDS.search(clause)
            found.append(Contact(clause if about_it else "", (detail,)))
        end = after
    return found


def _details(text: str, known: Contacts) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, repaired) of each of the ``known`` contacts in ``text``, in order."""
    spans = [(m.start(), m.end(), m[0].rstrip(".")) for m in EMAIL.finditer(text)]
    spans += [(m.start(), m.end(), repair_url(m[0], known.urls)) for m in URL.finditer(text)]
    spans += [
        (m.start(), m.end(), phone)
        for phone in known.phones
        for m in re.finditer(rf"(?<!\d){re.escape(phone)}(?!\d)", text)
    ]
    every, end = {*known.emails, *known.phones, *known.urls}, 0
    for start, after, detail in sorted(spans):
        if detail in every and start >= end:
            yield start, after, detail
            end = after


def _last_clause(words: str) -> str:
    """Return the end of ``words`` that names a contact: from the clause that introduces it, or the last clause."""
    introduced = _INTRODUCES.search(words)
    until = introduced.start() if introduced else len(words)
    starts = [match.end() for match in _CLAUSE.finditer(words, 0, until)]
    return words[starts[-1] if starts else 0 :].strip(_MARKS)
