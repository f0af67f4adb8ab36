"""Addresses that people give: the site's, the repository's, a contact's. What reaches a page's head is one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

from generator.text.contacts import HOST, web_address

_PATH = re.compile(r"(/[A-Za-z0-9._~%@+=:,-]+)*/?")
_REPOSITORY = re.compile(r"/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?")


def _parts(text: str) -> SplitResult:
    """``text`` as a whole address of the web, taken apart; ValueError where it is none."""
    parts = urlsplit(web_address(text))
    if {".", ".."} & set(re.split(r"[/\\]", unquote(parts.path))):
        raise ValueError("has a path with dots for folders")
    return parts


def site_address(text: str) -> str:
    """``text`` as the address of a folder, ending in a slash; ValueError where it is none.

    >>> site_address("https://example.org/guides")
    'https://example.org/guides/'
    """
    address = text.rstrip("/") + "/"
    parts = _parts(address)
    if not address.isascii() or set("?#") & set(address) or not _PATH.fullmatch(parts.path):
        raise ValueError("is not the address of a folder in plain letters")
    return address


def repository_address(text: str) -> str:
    """``text`` as the address of a repository, as GitHub has them; ValueError where it is none.

    >>> repository_address("https://github.com/owner/name.git/")
    'https://github.com/owner/name'
    """
    address = text.rstrip("/").removesuffix(".git")
    parts = _parts(address)
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
        if not _MAILBOX.fullmatch(name) or not HOST.fullmatch(host) or not host.isascii():
            raise ValueError("is no mailbox")
    elif _parts(text).scheme != "https":
        raise ValueError("is not https")
    elif not text.isascii():
        raise ValueError("is not in plain letters")
    return text
