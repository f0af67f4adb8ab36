"""YAML files that people write, checked against a schema; errors name the file and the line."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)
from yaml.composer import Composer
from yaml.reader import Reader

from generator.errors import InputError
from generator.text.characters import is_invisible

T = TypeVar("T")
_UNFIT = (ValueError, AttributeError, IndexError, KeyError, OverflowError)
"""The exceptions that PyYAML raises for “2022-13-45”, “!!timestamp x”, “!!int ''”, “!!bool x” and the like."""
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
FIRST_YEAR, LAST_YEAR = 1900, 9999
"""The first and last year that a guide, or a date in the seeds, may have."""


class Strict(BaseModel):
    """A record in a seed file: unknown keys are errors, and it cannot be changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


Filled = Annotated[str, AfterValidator(_filled)]
"""Text that does not consist of spaces only."""


class Bilingual(Strict):
    """A name or phrase in both languages."""

    zh: Filled
    en: Filled


def as_day(value: Any) -> date:
    """Return the date that YAML has read, or that is written as text; ValueError if there is no such date."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"there is no {value}") from error
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"“{value}” is no date: expected YYYY-MM-DD")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"{value} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _instant(value: Any) -> datetime:
    """Return the time in UTC that YAML has read, or that is written as text; ValueError if it is none."""
    if isinstance(value, str) and re.fullmatch(r"[-0-9]{10}T[:0-9]{8}Z", value):
        try:
            value = datetime.fromisoformat(value)
        except ValueError as error:
            raise ValueError(f"there is no {value}") from error
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"“{value}” is no time: expected YYYY-MM-DDThh:mm:ssZ")
    return value


def _month(value: Any) -> str:
    """Return ``value``, a month as YYYY-MM; ValueError if there is no such month."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", value):
        raise ValueError(f"“{value}” is no month: expected YYYY-MM")
    as_day(f"{value}-01")
    return value


def _day_or_month(value: Any) -> str:
    """Return a date or a month as text."""
    return _month(value) if isinstance(value, str) and len(value) == 7 else str(as_day(value))


Day = Annotated[date, BeforeValidator(as_day)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
"""A time in UTC."""
Month = Annotated[str, BeforeValidator(_month)]
DayOrMonth = Annotated[str, BeforeValidator(_day_or_month)]
Count = Annotated[int, Field(ge=0, le=10**15)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


def load(path: Path, schema: type[T]) -> T:
    """Return the content of the file at ``path`` as ``schema``; InputError names the line of the first wrong entry."""
    return loads(read_text(path), path, schema)


def read_text(path: Path) -> str:
    """Return the text of a seed file; InputError if it is not UTF-8 or holds an unresolved merge conflict."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8 text", path, line) from error
    if conflict := _CONFLICT.search(text):
        message = f"holds a merge conflict that is not resolved: “{conflict[0][:40]}”"
        raise InputError(message, path, text.count("\n", 0, conflict.start()) + 1)
    return text


def loads(text: str, path: Path, schema: type[T]) -> T:
    """Return the YAML in ``text`` as ``schema``; errors name ``path``, the file of the text.

    InputError names the line of the first wrong entry. Types are not converted: `true` is not a number, and `1` is
    not text.
    """
    node, data = _parsed(text, path)
    try:
        return TypeAdapter(schema).validate_python(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(_message(first), path, line_of(node, first["loc"])) from error


def line_of_key(path: Path, location: tuple[Any, ...]) -> int | None:
    """Return the line of the entry at ``location`` in the YAML file at ``path``."""
    return line_of(compose(read_text(path), path), location)


def compose(text: str, path: Path) -> yaml.Node | None:
    """Return the nodes of the YAML in ``text``; errors name ``path``, the file of the text.

    InputError if it is not valid YAML, or a key stands twice.
    """
    return _parsed(text, path)[0]


def _parsed(text: str, path: Path) -> tuple[yaml.Node | None, Any]:
    """Return the nodes of the YAML in ``text``, and its data."""
    if strange := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        code = f"U+{ord(strange[0]):04X}"
        raise InputError(f"holds a character that YAML does not allow: {code}", path, line)
    loader = _Loader(text)
    loader.path = path
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(f"is not valid YAML: {error.problem}", path, at) from error
    except RecursionError as error:
        message = "is not valid YAML: brackets are nested too deeply"
        raise InputError(message, path) from error


if yaml.__with_libyaml__:

    class _Events(Composer, yaml.CSafeLoader):
        """A loader that parses with libyaml but composes nodes with PyYAML.

        libyaml's composer recurses without a limit, so that deeply nested brackets would crash the program.
        """

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)

else:
    _Events = yaml.SafeLoader  # type: ignore[assignment,misc]


class _Loader(_Events):
    """A loader that refuses invisible characters and duplicate keys, and turns lists into tuples."""

    path: Path
    """The path that errors name."""

    def compose_scalar_node(self, anchor: Any) -> yaml.ScalarNode:
        """Return a scalar; InputError if it has an invisible character, even one written as an escape."""
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        if found := next(filter(is_invisible, node.value), None):
            message = f"holds a character that cannot be seen: U+{ord(found):04X}"
            raise InputError(message, self.path, node.start_mark.line + 1)
        return node

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        """Return a mapping; MarkedYAMLError if a key stands twice or is “<<”, which merges another mapping."""
        node: yaml.MappingNode = super().compose_mapping_node(anchor)
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            problem = None
            if key.tag == "tag:yaml.org,2002:merge":
                problem = "“<<” is not allowed here: write the keys out"
            elif key.value in lines:
                problem = f"“{key.value}” stands twice, first in line {lines[key.value]}"
            if problem:
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            lines[key.value] = key.start_mark.line + 1
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of ``node``; MarkedYAMLError if it is not valid for the type of its form or tag."""
        try:
            return super().construct_object(node, deep)
        except _UNFIT as error:
            problem = f"“{str(node.value)[:40]}” is no {node.tag.rpartition(':')[2]}"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from error

    def construct_tuple(self, node: yaml.SequenceNode) -> tuple[Any, ...]:
        """Return a list as a tuple."""
        return tuple(self.construct_sequence(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:seq", _Loader.construct_tuple)


def _message(error: Any) -> str:
    """Return the message of an ``error`` of pydantic; words from the file keep their case."""
    own = error["ctx"]["error"] if error["type"] == "value_error" else None
    said = str(own) if own else error["msg"][:1].lower() + error["msg"][1:]
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {said}" if place else said


def line_of(node: yaml.Node | None, location: tuple[Any, ...]) -> int | None:
    """Return the line (from 1) of the entry at ``location``, or of the nearest one that contains it.

    For an entry with a key, the line is that of the key.
    """
    if node is None:
        return None
    place = node
    for part in location:
        found: list[tuple[yaml.Node, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(part)]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            found = [(value, value) for value in node.value[part : part + 1]]
        if not found:
            break
        place, node = found[0]
    return int(place.start_mark.line) + 1
