"""translate: Guide → Guide with English from the catalogue. English is never invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator.model import Direction, Guide, Text
from generator.translate.catalogue import Catalogue
from generator.translate.segments import pieces


def translate(guide: Guide, catalogue: Catalogue) -> Guide:
    """Return ``guide`` with the English of each `Text` whose segments the catalogue has.

    The English of a direction's text is withheld if it takes another country for a partner (`Catalogue.other_country`).
    """

    def in_english(text: Text) -> Text:
        return text if text.en else catalogue.translated(text.zh)

    def of_direction(direction: Direction) -> Direction:
        def checked(text: Text) -> Text:
            withheld = any(
                catalogue.other_country(zh, direction.partners) for zh, _ in pieces(text.zh)
            )
            return text if withheld else in_english(text)

        changed: Direction = _map(direction, checked)
        return changed

    changed: Guide = _map(replace(guide, directions=()), in_english)
    return replace(changed, directions=tuple(map(of_direction, guide.directions)))


def texts(value: Any) -> Iterator[Text]:
    """Yield every `Text` in a value of the model, in the order of the fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def _map(value: Any, change: Callable[[Text], Text]) -> Any:
    """Return a copy of a value of the model with every `Text` in it changed."""
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        return tuple([_map(part, change) for part in value])
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _map(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **parts)
    return value


__all__ = ["Catalogue", "texts", "translate"]
