"""What the parts of a page are called: ASCII words and numbers, the same in both languages."""

from __future__ import annotations

import re

from generator.ids.identifiers import GuideId

_ANCHOR = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")


def positional(kind: str, position: tuple[int, ...]) -> str:
    """An anchor by position, counted from 1 on each level.

    >>> positional("requirement", (5,))
    'requirement-5'
    """
    return "-".join((kind, *map(str, position)))


def field_anchor(position: tuple[int, ...]) -> str:
    """The anchor of a field item."""
    return positional("field", position)


def requirement_anchor(position: tuple[int, ...]) -> str:
    """The anchor of a requirement."""
    return positional("requirement", position)


def agreement_anchor(position: tuple[int, ...]) -> str:
    """The anchor of an agreement."""
    return positional("agreement", position)


def strand_anchor(position: tuple[int, ...]) -> str:
    """The anchor of a strand."""
    return positional("strand", position)


def in_guide(guide: str) -> str:
    """The anchor of what a page quotes from a guide.

    >>> in_guide("2022-1")
    'in-2022-1'
    """
    return f"in-{guide}"


def step_anchor(guide: str) -> str:
    """The anchor of a lineage's step: by batch, as a draft and its final text are one step.

    >>> step_anchor("2023-1-draft"), step_anchor("2023-1")
    ('step-2023-1', 'step-2023-1')
    """
    identity = GuideId.parse(guide)
    return f"step-{identity.year}-{identity.batch}"


def call_anchor(lineage: str) -> str:
    """The anchor of a lineage on its partner's page.

    >>> call_anchor("kr-2022-1-2.7")
    'call-kr-2022-1-2-7'
    """
    return f"call-{lineage.replace('.', '-')}"


def is_anchor(text: str) -> bool:
    """Whether ``text`` can be an anchor: ASCII words and numbers joined by hyphens."""
    return bool(_ANCHOR.fullmatch(text))
