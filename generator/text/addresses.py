"""Checks of the addresses that people configure: of the site, of the repository and of a contact.

The addresses are written into the head of every page, so the checks are strict.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, unquote, urlsplit

_UNFIT = re.compile(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f]|[^\x00-\x7f]|%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~%@+=:,-]+)*/?")
_REPOSITORY = re.compile(r"/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?")


def _on_the_web(text: str) -> SplitResult:
    """Return the parts of an absolute web address; ValueError says what is wrong with ``text``."""
    if unfit := _UNFIT.search(text):
        raise ValueError(f"holds {unfit[0]!r}")
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
    """Return the address of a folder, ending in a slash; ValueError if ``text`` is not one.

    >>> site_address("https://example.org/guides")
    'https://example.org/guides/'
    """
    address = text.rstrip("/") + "/"
    parts = _on_the_web(address)
    if set("?#") & set(address) or not _PATH.fullmatch(parts.path):
        raise ValueError("is not the address of a folder in plain letters")
    return address


def repository_address(text: str) -> str:
    """Return the address of a repository in GitHub's form; ValueError if ``text`` is not one.

    >>> repository_address("https://github.com/owner/name.git/")
    'https://github.com/owner/name'
    """
    address = text.rstrip("/").removesuffix(".git")
    parts = _on_the_web(address)
    if parts.scheme != "https" or parts.query or parts.fragment:
        raise ValueError("is not an https address")
    if not _REPOSITORY.fullmatch(parts.path):
        raise ValueError("does not end in owner and name")
    return address


def contact_address(text: str) -> str:
    """Return a contact as RFC 9116 defines it, a web page or a mailbox; ValueError if ``text`` is neither.

    >>> contact_address("mailto:security@example.org")
    'mailto:security@example.org'
    """
    if text.startswith("mailto:"):
        name, _, host = text.removeprefix("mailto:").rpartition("@")
        if not _MAILBOX.fullmatch(name) or not _is_host(host):
            raise ValueError("is no mailbox")
    elif _on_the_web(text).scheme != "https":
        raise ValueError("is not https")
    return text


def _is_host(text: str) -> bool:
    try:
        if ":" in text:
            return bool(IPv6Address(text))
        if text.rpartition(".")[2].isdecimal():
            IPv4Address(text)
    except AddressValueError:
        return False
    return len(text) < 254 and _NAME.fullmatch(text) is not None
