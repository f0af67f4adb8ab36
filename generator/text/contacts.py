"""Addresses in running text, mended where the PDF or the typist broke them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model import Contacts

EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
URL = re.compile(
    r"(?:https?\s?[：:]\s?//|www\.)[A-Za-z0-9][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*"  # RFC 3986
)
PHONES = re.compile(r"(?:电话|手机|传真|[Tt]el)\s*[：:]?\s*(?P<numbers>[+\d][\d\s、,/+()-]*\d)")
_NUMBER = re.compile(r"\+?\d[\d ()-]{4,}\d")
_TRAILING = ".,;:!?)]}>'\""


def repair_url(printed: str, targets: Sequence[str] = ()) -> str:
    """The address that ``printed`` means: ASCII colon, no full stop stuck to it, and the scheme
    where the PDF's link ``targets`` show it.

    >>> repair_url("https：//sede.cdti.gob.es/"), repair_url("www.a.at/b.", ["http://www.a.at/b"])
    ('https://sede.cdti.gob.es/', 'http://www.a.at/b')
    """
    address = re.sub(r"\s?：\s?|\s:\s?|:\s", ":", printed).rstrip(_TRAILING)
    return next((t for t in targets if t.partition("://")[2] == address), address)


def contacts(texts: Iterable[str], targets: Sequence[str] = ()) -> Contacts:
    """Every e-mail address, telephone number and web address of ``texts``, once, in order."""
    emails: dict[str, None] = {}
    phones: dict[str, None] = {}
    urls: dict[str, None] = {}
    for text in texts:
        emails |= dict.fromkeys(m[0].rstrip(".") for m in EMAIL.finditer(text))
        urls |= dict.fromkeys(repair_url(m[0], targets) for m in URL.finditer(text))
        for match in PHONES.finditer(text):
            phones |= dict.fromkeys(m[0].strip() for m in _NUMBER.finditer(match["numbers"]))
    return Contacts(tuple(emails), tuple(phones), tuple(urls))
