"""YAML that people write: read once, checked against a schema, errors with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from yaml.composer import Composer

from generator.errors import InputError
from generator.text.characters import is_invisible

T = TypeVar("T")
_UNFIT = (ValueError, AttributeError, IndexError, KeyError, OverflowError)
"""What PyYAML raises for “2022-13-45”, “!!timestamp x”, “!!int ''”, “!!bool x”."""


class Strict(BaseModel):
    """A record of a seed file: no unknown keys, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Bilingual(Strict):
    """A name or phrase in both languages."""

    zh: str
    en: str


def load(path: Path, schema: type[T]) -> T:
    """The file at ``path`` as ``schema``; InputError with the line of the first wrong entry."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", path) from error
    return loads(text, path, schema)


def loads(text: str, path: Path, schema: type[T]) -> T:
    """The same of text that is, or is going to be, in the file at ``path``."""
    try:
        return _adapter(schema).validate_python(_read_by_libyaml(text))
    except (yaml.YAMLError, RecursionError, *_UNFIT):
        return _read_with_errors(text, path, schema)


def _read_by_libyaml(text: str) -> Any:
    """The data in ``text``, seven times as fast as PyYAML's own reader has them. An error of any
    kind where that one has to look: it says what is wrong, and libyaml takes some tabs and question
    marks that it refuses.
    """
    if not yaml.__with_libyaml__ or "\t" in text or "?" in text or _may_hide(text):
        raise ValueError("to be read by PyYAML's own reader")
    return _LibYaml(text).get_single_data()


def _may_hide(text: str) -> bool:
    """Whether the words of ``text`` can hold what cannot be seen, as it is or by an escape."""
    return "\\" in text or any(map(is_invisible, set(text)))


if yaml.__with_libyaml__:

    class _LibYaml(Composer, yaml.CSafeLoader):
        """libyaml's events, put together by PyYAML: libyaml's own way of it has no bound in depth, and
        brackets within brackets end the program.
        """

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(schema: type[T]) -> TypeAdapter[T]:
    """What checks data against ``schema``, made once."""
    if schema not in _ADAPTERS:
        _ADAPTERS[schema] = TypeAdapter(schema)
    return _ADAPTERS[schema]


def _read_with_errors(text: str, path: Path, schema: type[T]) -> T:
    """The same as `loads`; InputError says what is wrong, and in which line."""
    node = None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(f"is not valid YAML: {error.problem}", path, line) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise InputError(
            f"holds a character that YAML has not: {error.reason}", path, line
        ) from error
    except _UNFIT as error:
        unfit = next((scalar for scalar in _scalars(node) if not _fits(scalar)), None)
        if unfit is None:
            raise InputError(f"is not valid YAML: {error}", path) from error
        message = f"is not valid YAML: “{unfit.value[:40]}” is no {unfit.tag.rpartition(':')[2]}"
        raise InputError(message, path, unfit.start_mark.line + 1) from error
    except RecursionError as error:
        raise InputError("is not valid YAML: brackets too deep within one another", path) from error
    for scalar in _scalars(node):
        if found := next(filter(is_invisible, scalar.value), None):
            message = f"holds a character that cannot be seen: U+{ord(found):04X}"
            raise InputError(message, path, scalar.start_mark.line + 1)
    try:
        return _adapter(schema).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{place}: {first['msg'].lower()}" if place else first["msg"]
        raise InputError(message, path, line_of(node, first["loc"])) from error


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The words of a file in their order, each once, also where aliases (“*a”) repeat them: nine
    lines can repeat a word a billion times, or hold themselves.
    """
    seen: set[int] = set()
    ahead = [node] if node else []
    while ahead:
        node = ahead.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.MappingNode):
            ahead += [child for entry in reversed(node.value) for child in reversed(entry)]
        elif isinstance(node, yaml.SequenceNode):
            ahead += reversed(node.value)


def _fits(scalar: yaml.ScalarNode) -> bool:
    """Whether a word can be what its form or its tag says that it is."""
    try:
        yaml.SafeLoader("").construct_object(scalar)
    except _UNFIT:
        return False
    return True


def line_of(node: yaml.Node | None, location: tuple[Any, ...]) -> int | None:
    """The line (from 1) of the entry at ``location``, or of the nearest one that holds it."""
    if node is None:
        return None
    line = int(node.start_mark.line) + 1
    for part in location:
        child = _child(node, part)
        if child is None:
            break
        node = child
        line = int(node.start_mark.line) + 1
    return line


def _child(node: yaml.Node, part: Any) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item if isinstance(item, yaml.Node) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value if isinstance(value, yaml.Node) else None
    return None


def line_of_key(path: Path, location: tuple[Any, ...]) -> int | None:
    """The line of the entry at ``location`` in the YAML file at ``path``."""
    return line_of(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader), location)
