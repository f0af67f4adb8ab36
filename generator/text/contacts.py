"""E-mail addresses, telephone numbers and web addresses in a guide's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
