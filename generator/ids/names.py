"""Names that hold wherever the site is published."""

from __future__ import annotations

from uuid import UUID, uuid5

_NAMES = UUID("f0a1943c-6c80-4f29-8949-495d5f2d40e8")
"""The namespace of our UUIDs; another one would rename every entry of every feed."""


def urn(name: str) -> str:
    """What is called ``name`` under the site root, as a URI that holds wherever the site is
    published: the same name always gives the same UUID (version 5 of RFC 9562).

    >>> urn("en/2022-1/1.5/")
    'urn:uuid:90c9f411-091b-5279-9ac6-e3dbb5d087b7'
    """
    return uuid5(_NAMES, name).urn
