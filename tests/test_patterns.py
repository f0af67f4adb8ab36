"""Patterns of the rules have no nested or adjacent repetitions of the same characters, so that matching takes linear time."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

PACKAGES = tuple(f"generator.{name}" for name in ("clean", "enrich", "grammar", "parse", "text"))
_MANY = 100
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
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


def beside(parsed: Any, before: frozenset[str] = frozenset()) -> frozenset[str] | None:
    r"""The unbounded repetitions with which ``parsed`` can end, or None if one of them can stand directly beside
    another of the same characters, as in “\s*-?\s*”. ``before`` are those that can stand before it.
    """
    for operator, argument in parsed:
        ends: set[str] = set()
        for branch in _branches(operator, argument, before):
            if branch is None:
                return None
            ends |= branch
        before = frozenset(ends)
    return before


def _branches(
    operator: Any, argument: Any, before: frozenset[str]
) -> Iterator[frozenset[str] | None]:
    """What `beside` gives for each way that one element of a pattern can go."""
    if operator in _REPEATS:
        least, most, body = argument
        if most <= _MANY or len(body) > 1:
            yield beside(body, before)
        elif repr(body) in before:
            yield None
        elif operator != _constants.POSSESSIVE_REPEAT:  # which gives nothing back
            yield frozenset({repr(body)})
        yield frozenset() if least else before
    elif operator in (_constants.SUBPATTERN, _constants.BRANCH):
        for branch in argument[1] if operator == _constants.BRANCH else argument[-1:]:
            yield beside(branch, before)
    elif operator == _constants.GROUPREF_EXISTS:
        for branch in argument[1:]:
            yield beside(branch or (), before)
    elif operator in _LOOKS:
        yield before if beside(argument[1], before) is not None else None
    else:
        yield before if operator == _constants.AT else frozenset()


@pytest.mark.parametrize(("name", "pattern"), sorted(set(patterns())))
def test_no_repetition_of_repetitions(name: str, pattern: str) -> None:
    assert not nested(_parser.parse(pattern)), name
    assert beside(_parser.parse(pattern)) is not None, name


@pytest.mark.parametrize("pattern", [r"(a+)+", r"(?:\s*x*)*", r"(?:a|b+)*c"])
def test_the_test_finds_them(pattern: str) -> None:
    assert nested(_parser.parse(pattern))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\s*-?\s*", True),
        (r"(约)?\s*(?:\s*a)?", True),
        (r"\d\s*(?=-?\s*a)", True),
        (r"(?:a|b\s*)\s*+", True),
        (r"(-)?\s*(?(1)a|\s*)", True),
        (r"\s*+-?\s*", False),
        (r"\s*-\s*", False),
        (r"(?:\s*a)?\s*b", False),
        (r"\s*\d*", False),
    ],
)
def test_the_test_finds_those_beside_another(pattern: str, found: bool) -> None:
    assert (beside(_parser.parse(pattern)) is None) == found
