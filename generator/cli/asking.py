"""Questions to the person at the terminal. They go to standard error: the report stays clean."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import click

from generator.add import Given
from generator.model import Stage
from generator.read.html.origin import Origin
from generator.seedfile import as_day
from generator.text.contacts import web_address

V = TypeVar("V")
STAGES: click.Choice[str] = click.Choice(["draft", "final"])


class Terminal:
    """Someone who can answer."""

    @classmethod
    def attended(cls) -> Terminal | None:
        """The terminal, or None where input comes from elsewhere and nobody can answer."""
        return cls() if sys.stdin and sys.stdin.isatty() else None

    def number(self, question: str, least: int, most: int) -> int:
        """Asks until the answer is a number from ``least`` to ``most``."""
        return int(click.prompt(question, type=click.IntRange(least, most), err=True))

    def stage(self, question: str, default: Stage) -> Stage:
        """Asks until the answer is a stage."""
        answer = click.prompt(question, type=STAGES, default=str(default), err=True)
        return "draft" if answer == "draft" else "final"

    def text(self, question: str) -> str:
        """Asks once; nothing is an answer."""
        return str(click.prompt(question, default="", show_default=False, err=True)).strip()

    def publication(self, given: Given, origin: Origin) -> Given:
        """``given`` with what it and the page itself lack of address and date, where the person
        knows them.
        """
        source_url, published = given.source_url, given.published
        if not (source_url or origin.address):
            source_url = _optional("Where was it published (address)", address)
        if not (published or origin.published):
            published = _optional("When (YYYY-MM-DD)", day)
        return Given(source_url, published)


def address(text: str) -> str:
    """``text`` as a web address; UsageError where it is none."""
    try:
        return web_address(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def day(text: str) -> date:
    """``text`` as a date; UsageError where it is none."""
    try:
        return as_day(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _optional(question: str, value: Callable[[str], V]) -> V | None:
    answer: V | None = click.prompt(
        f"{question}; Enter to leave out",
        default="",
        show_default=False,
        value_proc=lambda text: value(text.strip()) if text.strip() else None,
        err=True,
    )
    return answer
