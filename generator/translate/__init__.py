"""translate: Guide → Guide with English from the catalogue; never invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from generator.model import Guide, Text
from generator.translate.catalogue import Catalogue

T = TypeVar("T")


def translate(guide: Guide, catalogue: Catalogue) -> Guide:
    """``guide`` with each `Text` in English where the catalogue has its segment."""
    return _map(guide, lambda text: replace(text, en=text.en or catalogue.english(text.zh)))


def texts(value: Any) -> Iterator[Text]:
    """Every `Text` in a model value, in the order of its fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for f in fields(value):
            yield from texts(getattr(value, f.name))


def _map(value: T, change: Any) -> T:
    """``value`` with every `Text` inside it changed; what holds none is the same object."""
    if isinstance(value, Text):
        return cast(T, change(value))
    if isinstance(value, tuple):
        parts = tuple(_map(part, change) for part in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else cast(T, parts)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for f in fields(value):
            old = getattr(value, f.name)
            if (new := _map(old, change)) is not old:
                changes[f.name] = new
        return cast(T, replace(value, **changes)) if changes else value
    return value


__all__ = ["Catalogue", "texts", "translate"]
