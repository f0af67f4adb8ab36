"""YAML that people write: read once, checked against a schema, errors with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from generator.clean.invisible import is_invisible
from generator.errors import InputError

T = TypeVar("T")


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
    except ValueError as error:  # 2022-13-45
        raise InputError(f"is not valid YAML: {error}", path) from error
    except RecursionError as error:
        raise InputError("is not valid YAML: brackets too deep within one another", path) from error
    _refuse_invisible(node, path)
    try:
        return TypeAdapter(schema).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{place}: {first['msg'].lower()}" if place else first["msg"]
        raise InputError(message, path, line_of(node, first["loc"])) from error


def _refuse_invisible(node: yaml.Node | None, path: Path) -> None:
    """InputError where a word of the file holds a character that nobody can see."""
    if isinstance(node, yaml.ScalarNode):
        if found := next(filter(is_invisible, node.value), None):
            message = f"holds a character that cannot be seen: U+{ord(found):04X}"
            raise InputError(message, path, node.start_mark.line + 1)
    elif isinstance(node, yaml.CollectionNode):
        for entry in node.value:
            for child in entry if isinstance(entry, tuple) else (entry,):
                _refuse_invisible(child, path)


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
