"""Plain values as YAML in block style, byte for byte as PyYAML writes them.

PyYAML looks at every character in Python, which took longer than all else that is made of a direction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from generator.data import dumps

_OUT_OF_LINE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Line breaks, and what YAML has to escape."""
_MARKUP = re.compile(r"[ #,\[\]{}&*!|>'\"%@`]|[?:-](?: |$)|---|\.\.\.")
"""At the start of a text: what would be no text."""
_MARKUP_WITHIN = re.compile(r":(?: |$)| #| $")
_OTHER_TYPES = yaml.SafeDumper.yaml_implicit_resolvers
"""First character → what is no text where it stands without quotation marks: `1.10`, `no`."""


def block_yaml(value: Mapping[str, Any]) -> str:
    """``value`` without a line break at its end; its keys are words, its numbers whole.

    >>> print(block_yaml({"number": "1.10", "partners": ["FI"], "fields": [{"zh": "能源", "en": None}]}))
    number: '1.10'
    partners:
    - FI
    fields:
    - zh: 能源
      en: null
    """
    return _mapping(value, "\n")


def _mapping(value: Mapping[str, Any], line: str) -> str:
    """The entries, all but the first after ``line``, a line break with their indentation."""
    return line.join([f"{key}:{_after_key(entry, line)}" for key, entry in value.items()])


def _sequence(value: Sequence[Any], line: str) -> str:
    return line.join([f"- {_entry(entry, line)}" for entry in value])


def _after_key(value: Any, line: str) -> str:
    if value and isinstance(value, dict):
        return f"{line}  {_mapping(value, f'{line}  ')}"
    if value and isinstance(value, list):
        return line + _sequence(value, line)
    return f" {_scalar(value, line)}"


def _entry(value: Any, line: str) -> str:
    if value and isinstance(value, dict):
        return _mapping(value, f"{line}  ")
    if value and isinstance(value, list):
        return _sequence(value, f"{line}  ")
    return _scalar(value, line)


def _scalar(value: Any, line: str) -> str:
    """A text, or what JSON and YAML write alike: a whole number, an empty list."""
    if not isinstance(value, str):
        return dumps(value).rstrip()
    if _OUT_OF_LINE.search(value):
        return _by_library(value, line)
    if _MARKUP.match(value) or _MARKUP_WITHIN.search(value) or _of_other_type(value):
        return "'" + value.replace("'", "''") + "'"
    return value


def _of_other_type(text: str) -> bool:
    patterns = _OTHER_TYPES.get(text[:1])
    return patterns is not None and any(pattern.match(text) for _, pattern in patterns)


def _by_library(value: str, line: str) -> str:
    """As PyYAML writes ``value`` at the same depth."""
    nested: list[Any] = [value]
    for _ in range(len(line) // 2):
        nested = [nested]
    return yaml.safe_dump(nested, allow_unicode=True, width=2**31)[len(line) + 1 : -1]
