"""No pattern of the rules has nested repetitions, so that matching takes linear time."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

PACKAGES = ("generator.clean", "generator.enrich", "generator.grammar", "generator.parse")
_MANY = 100
_LOOKS = (_constants.ASSERT, _constants.ASSERT_NOT)


def patterns() -> Iterator[tuple[str, str]]:
    """Yield (module and name, pattern) of every pattern in the modules of the rules."""
    for package in map(importlib.import_module, PACKAGES):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                for found in _within(value):
                    yield f"{info.name}.{name}", found


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, re.Pattern):
        yield value.pattern
    elif isinstance(value, dict):
        for each in value.values():
            yield from _within(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _within(each)


def nested(parsed: Any, *, inside: bool = False) -> bool:
    """Return whether an unbounded repetition is inside another one, unless it follows a fixed start."""
    for operator, argument in parsed:
        if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            _, most, body = argument
            unbounded = most > _MANY
            if unbounded and inside:
                return True
            separated = len(body) > 1 and body[0][0] == _constants.LITERAL
            if nested(body, inside=unbounded and not separated):
                return True
        elif operator == _constants.SUBPATTERN:
            if nested(argument[-1], inside=inside):
                return True
        elif operator == _constants.BRANCH:
            if any(nested(branch, inside=inside) for branch in argument[1]):
                return True
        elif operator in _LOOKS and nested(argument[1], inside=inside):
            return True
    return False


@pytest.mark.parametrize(("name", "pattern"), sorted(set(patterns())))
def test_no_repetition_of_repetitions(name: str, pattern: str) -> None:
    assert not nested(_parser.parse(pattern)), name


@pytest.mark.parametrize("pattern", [r"(a+)+", r"(?:\s*x*)*", r"(?:a|b+)*c"])
def test_the_test_finds_them(pattern: str) -> None:
    assert nested(_parser.parse(pattern))
