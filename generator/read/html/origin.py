"""The address of a saved web page and its publication date, as the page itself states them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from generator.read.html.elements import page_of
from generator.text.contacts import web_address

_SAVED = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(?P<address>[!-~]{1,2000})\s{0,9}-->")
_HEAD = 20_000
_ADDRESS = re.compile(r"https?://[!#-&(-;=?-\[\]_a-z~]{1,1000}")
_DAY = re.compile(r"(?P<year>20\d\d)(?P<mark>[-/.年]?)(?P<month>\d{1,2})[-/.月]?(?P<day>\d{1,2})")
_DATES = ("article:published_time", "pubdate", "publishdate", "publishtime", "firstpublishedtime")


@dataclass(frozen=True, slots=True)
class Origin:
    """The address and publication date that a page states (None if it does not), and the source of each."""

    address: str | None = None
    address_by: str = ""
    published: date | None = None
    published_by: str = ""


def origin(text: str) -> Origin:
    """Return the origin that the head of a web page, or the browser that saved it, states.

    The first address with a path counts, because some sites name their front page in every page.
    """
    root, _ = page_of(text)
    if root is None:
        return Origin()
    metas = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content", "").strip()
        for meta in reversed(list(root.iter("meta")))
    }
    canonical = [
        link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"
    ]
    saved = _SAVED.search(text[:_HEAD])
    addresses = (
        ("its canonical link", "".join(canonical[:1]).strip()),
        ("its og:url", metas.get("og:url", "")),
        ("the browser that saved it", saved["address"] if saved else ""),
    )
    days = ((f"its {name}", _day(metas.get(name, ""))) for name in _DATES)
    by, address = next((found for found in addresses if _leads_to_a_page(found[1])), ("", None))
    day_by, day = next((found for found in days if found[1]), ("", None))
    return Origin(address, by, day, day_by)


def _leads_to_a_page(address: str) -> bool:
    if not _ADDRESS.fullmatch(address):
        return False
    try:
        parts = urlsplit(web_address(address))
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _day(text: str) -> date | None:
    """Return the date in a meta element, or None: “2022-03-07 10:00”, “2022年3月7日”, “20220307”."""
    match = _DAY.match(text)
    if match is None or (not match["mark"] and not re.match(r"\d{8}(?!\d)", text)):
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
