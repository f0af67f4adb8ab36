"""security.txt (RFC 9116): whom to tell of a weakness of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.ledger import Release

PATH = ".well-known/security.txt"
_HOLDS = timedelta(days=364)
"""After a release; the RFC recommends less than a year."""


def security_files(
    contact: str, releases: Sequence[Release], base: str, repository: str
) -> dict[str, str]:
    """Path under the site root → text; nothing without a ``contact``, or before the first release.

    It expires by the date of the newest release, which is when somebody last looked: a date of the
    clock would make two builds of one commit differ. It counts only at the root of a host.
    """
    if not contact or not releases:
        return {}
    newest = max(release.date for release in releases)
    expires = newest + min(_HOLDS, date.max - newest)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: zh, en",
    ]
    if base:
        lines.append(f"Canonical: {base}{PATH}")
    if repository:
        lines.append(f"Policy: {repository}/security/policy")
    return {PATH: "\n".join(lines) + "\n"}
