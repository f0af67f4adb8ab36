"""translate: Guide → Guide with English from the catalogue; never invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import is_not
from typing import Any, TypeVar, cast, get_args, get_type_hints

from generator.model import Guide, Text
from generator.translate.catalogue import Catalogue

T = TypeVar("T")


def translate(guide: Guide, catalogue: Catalogue) -> Guide:
    """``guide`` with each `Text` in English where the catalogue has its segment."""

    def in_english(text: Text) -> Text:
        if text.en or not (english := catalogue.english(text.zh)):
            return text
        return Text(text.zh, english)

    return _map(guide, in_english)


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


def _map(value: T, change: Callable[[Text], Text]) -> T:
    """``value`` with every `Text` inside it changed; what holds none is the same object."""
    if value is None:
        return value
    if isinstance(value, Text):
        return cast(T, change(value))
    if isinstance(value, tuple):
        parts = tuple([_map(part, change) for part in value])
        return cast(T, parts) if any(map(is_not, parts, value)) else value
    kind: type = type(value)
    parts = _parts(kind)
    old = [getattr(value, name) for name, _ in parts]
    new = [
        _map(part, change) if may_hold else part
        for part, (_, may_hold) in zip(old, parts, strict=True)
    ]
    return cast(T, kind(*new)) if any(map(is_not, new, old)) else value


@cache
def _parts(kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a class of the model in the order in which it takes them, and whether each may
    hold a `Text`.
    """
    hints = get_type_hints(kind)
    return tuple((f.name, _may_hold(hints[f.name], frozenset())) for f in fields(kind))


def _may_hold(hint: Any, above: frozenset[Any]) -> bool:
    """Whether a value of the type ``hint`` can hold a `Text`. ``above`` are the classes that it is
    part of: one within itself holds what it holds anyway.
    """
    if hint is Text:
        return True
    if is_dataclass(hint):
        inside = () if hint in above else get_type_hints(hint).values()
        return any(_may_hold(part, above | {hint}) for part in inside)
    return any(_may_hold(part, above) for part in get_args(hint))


__all__ = ["Catalogue", "texts", "translate"]
