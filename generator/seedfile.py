"""YAML that people write: read once, checked against a schema, errors with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from yaml.composer import Composer
from yaml.reader import Reader

from generator.errors import InputError
from generator.text.characters import is_invisible

T = TypeVar("T")
_UNFIT = (ValueError, AttributeError, IndexError, KeyError, OverflowError)
"""What PyYAML raises for “2022-13-45”, “!!timestamp x”, “!!int ''”, “!!bool x”."""
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
FIRST_YEAR, LAST_YEAR = 1900, 9999
"""Of a guide, and of any date in the seeds."""


class Strict(BaseModel):
    """A record of a seed file: no unknown keys, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """A name or phrase in both languages."""

    zh: str
    en: str


def as_day(value: Any) -> date:
    """A day as YAML reads it, or in quotation marks; ValueError where there is no such day."""
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


def _month(value: Any) -> str:
    """A month, YYYY-MM, as text; ValueError where there is no such month."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", value):
        raise ValueError(f"“{value}” is no month: expected YYYY-MM")
    as_day(f"{value}-01")
    return value


def _day_or_month(value: Any) -> str:
    """A day or a month, as text."""
    return _month(value) if isinstance(value, str) and len(value) == 7 else str(as_day(value))


Day = Annotated[date, BeforeValidator(as_day)]
Month = Annotated[str, BeforeValidator(_month)]
DayOrMonth = Annotated[str, BeforeValidator(_day_or_month)]
Count = Annotated[int, Field(ge=0, le=10**15)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


def load(path: Path, schema: type[T]) -> T:
    """The file at ``path`` as ``schema``; InputError with the line of the first wrong entry."""
    return loads(read_text(path), path, schema)


def read_text(path: Path) -> str:
    """The text of a file that people write; InputError where it is none, or has a conflict in it."""
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
    """The same of text that is, or is going to be, in the file at ``path``. No value is taken that is only
    like what is expected: `true` is no number, `1` no text.
    """
    loader, node = _composed(text, path)
    try:
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        raise _invalid(error, path) from error
    except _UNFIT as error:
        unfit = next((scalar for scalar in _scalars(node) if not _fits(scalar)), None)
        if unfit is None:
            raise InputError(f"is not valid YAML: {error}", path) from error
        message = f"is not valid YAML: “{unfit.value[:40]}” is no {unfit.tag.rpartition(':')[2]}"
        raise InputError(message, path, unfit.start_mark.line + 1) from error
    except RecursionError as error:
        raise InputError(_TOO_DEEP, path) from error
    if "\\" in text or any(map(is_invisible, set(text))):
        _refuse_invisible(node, path)
    try:
        return _adapter(schema).validate_python(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(_message(first), path, line_of(node, first["loc"])) from error


def line_of_key(path: Path, location: tuple[Any, ...]) -> int | None:
    """The line of the entry at ``location`` in the YAML file at ``path``."""
    return line_of(compose(read_text(path), path), location)


def compose(text: str, path: Path) -> yaml.Node | None:
    """The nodes of ``text``, which is or will be in the file at ``path``, each with its place;
    InputError where it is no YAML, or a key stands twice.
    """
    return _composed(text, path)[1]


def _composed(text: str, path: Path) -> tuple[_Loader, yaml.Node | None]:
    if strange := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        code = f"U+{ord(strange[0]):04X}"
        raise InputError(f"holds a character that YAML has not: {code}", path, line)
    loader = _Loader(text)
    try:
        return loader, loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _invalid(error, path) from error
    except RecursionError as error:
        raise InputError(_TOO_DEEP, path) from error


_TOO_DEEP = "is not valid YAML: brackets too deep within one another"


def _invalid(error: yaml.MarkedYAMLError, path: Path) -> InputError:
    line = error.problem_mark.line + 1 if error.problem_mark else None
    return InputError(f"is not valid YAML: {error.problem}", path, line)


if yaml.__with_libyaml__:

    class _Events(Composer, yaml.CSafeLoader):
        """libyaml's events, put together by PyYAML: libyaml's own way of it has no bound in depth, and
        brackets within brackets end the program.
        """

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)

else:
    _Events = yaml.SafeLoader  # type: ignore[assignment,misc]


class _Loader(_Events):
    """YAML whose mappings say everything once, with lists as tuples: records are not changed."""

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        """A mapping; MarkedYAMLError where a key stands twice, or is “<<”, which would bring in keys
        that do not stand there.
        """
        node: yaml.MappingNode = super().compose_mapping_node(anchor)
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            problem = None
            if key.tag == "tag:yaml.org,2002:merge":
                problem = "“<<” has no place here: write the keys out"
            elif key.value in lines:
                problem = f"“{key.value}” stands twice, first in line {lines[key.value]}"
            if problem:
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            lines[key.value] = key.start_mark.line + 1
        return node

    def construct_tuple(self, node: yaml.SequenceNode) -> tuple[Any, ...]:
        """A list, whole at once."""
        return tuple(self.construct_sequence(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:seq", _Loader.construct_tuple)

_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(schema: type[T]) -> TypeAdapter[T]:
    """What checks data against ``schema``, made once."""
    if schema not in _ADAPTERS:
        _ADAPTERS[schema] = TypeAdapter(schema)
    return _ADAPTERS[schema]


def _message(error: Any) -> str:
    """What pydantic's ``error`` says; the words of the file keep their case."""
    own = error["ctx"]["error"] if error["type"] == "value_error" else None
    said = str(own) if own else error["msg"][:1].lower() + error["msg"][1:]
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {said}" if place else said


def _refuse_invisible(node: yaml.Node | None, path: Path) -> None:
    for scalar in _scalars(node):
        if found := next(filter(is_invisible, scalar.value), None):
            message = f"holds a character that cannot be seen: U+{ord(found):04X}"
            raise InputError(message, path, scalar.start_mark.line + 1)


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
        line, node = child
    return line


def _child(node: yaml.Node, part: Any) -> tuple[int, yaml.Node] | None:
    """(line, value) of an entry: a key's line is where it stands, whatever the line of its value."""
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark.line + 1, value
    return None
