"""Addresses that people give: the site's, the repository's, a contact's. What reaches a page's head is one."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, unquote, urlsplit

_UNFIT = re.compile(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f-\x9f]|%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")
_PATH = re.compile(r"(/[A-Za-z0-9._~%@+=:,-]+)*/?")
_REPOSITORY = re.compile(r"/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?")


def web_address(text: str) -> SplitResult:
    """``text`` as an absolute address of the web, taken apart; ValueError says what is wrong with it."""
    if unfit := _UNFIT.search(text):
        raise ValueError(f"holds {unfit[0]!r}")
    if not text.isprintable():
        raise ValueError("holds what cannot be seen")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("has no https:// with a host")
    if "@" in parts.netloc:
        raise ValueError("names a user")
    if not _is_host(parts.hostname) or parts.netloc.endswith(":") or parts.port == 0:
        raise ValueError("has no valid host and port")
    if {".", ".."} & set(re.split(r"[/\\]", unquote(parts.path))):
        raise ValueError("has a path with dots for folders")
    return parts


def site_address(text: str) -> str:
    """``text`` as the address of a folder, ending in a slash; ValueError where it is none.

    >>> site_address("https://example.org/guides")
    'https://example.org/guides/'
    """
    address = text.rstrip("/") + "/"
    parts = web_address(address)
    if not address.isascii() or set("?#") & set(address) or not _PATH.fullmatch(parts.path):
        raise ValueError("is not the address of a folder in plain letters")
    return address


def repository_address(text: str) -> str:
    """``text`` as the address of a repository, as GitHub has them; ValueError where it is none.

    >>> repository_address("https://github.com/owner/name.git/")
    'https://github.com/owner/name'
    """
    address = text.rstrip("/").removesuffix(".git")
    parts = web_address(address)
    if parts.scheme != "https" or parts.query or parts.fragment or not address.isascii():
        raise ValueError("is not an https address in plain letters")
    if not _REPOSITORY.fullmatch(parts.path):
        raise ValueError("does not end in owner and name")
    return address


def contact_address(text: str) -> str:
    """``text`` as a contact of RFC 9116, a web page or a mailbox; ValueError where it is none.

    >>> contact_address("mailto:security@example.org")
    'mailto:security@example.org'
    """
    if text.startswith("mailto:"):
        name, _, host = text.removeprefix("mailto:").rpartition("@")
        if not _MAILBOX.fullmatch(name) or not _is_host(host):
            raise ValueError("is no mailbox")
    elif web_address(text).scheme != "https":
        raise ValueError("is not https")
    if not text.isascii():
        raise ValueError("is not in plain letters")
    return text


def _is_host(text: str) -> bool:
    try:
        if ":" in text:
            IPv6Address(text)
        elif text.rpartition(".")[2].isdecimal():
            IPv4Address(text)
        elif not text.isascii():
            text = text.encode("idna").decode()
    except (AddressValueError, UnicodeError):
        return False
    return ":" in text or (len(text) < 254 and _NAME.fullmatch(text) is not None)
