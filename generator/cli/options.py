"""Options that several commands share, and what they say while they run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.errors import InputError
from generator.ids import GuideId
from generator.text.addresses import contact_address, repository_address, site_address

F = TypeVar("F", bound=Callable[..., Any] | click.Command)
PATH = click.Path(path_type=Path, readable=False)
"""The type of arguments that are files or folders. What each is, and whether it can be read, is seen where it is used, and told in one line."""


def _folder(name: str, text: str) -> Callable[[F], F]:
    return click.option(f"--{name}", type=PATH, default=Path(name), show_default=True, help=text)


def _address(
    option: str, variable: str, valid: Callable[[str], str], example: str, text: str
) -> Callable[[F], F]:
    """Return an option for an address that ``valid`` checks; empty stays empty."""

    def check(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
        del ctx, parameter
        try:
            return valid(value) if value else ""
        except ValueError as error:
            raise InputError(
                f"{option}: {value!r} is not as expected: {example} (it {error})"
            ) from error

    text = f"{text}  [env: {variable}]."
    return click.option(
        option, metavar="URL", default="", envvar=variable, callback=check, help=text
    )


SEEDS = _folder("seeds", "What people write: guides, vocabulary, translations.")
CONTENT = _folder("content", "The generated Markdown.")
SITE = _folder("site", "The built site.")
BASE = _address(
    "--base-url",
    "SITE_URL",
    site_address,
    "https://example.org/guides/",
    "Address of the site root, for links that crawlers follow",
)
REPOSITORY = _address(
    "--repo-url",
    "REPO_URL",
    repository_address,
    "https://github.com/owner/name",
    "The repository on GitHub in which readers report errors",
)
CONTACT = _address(
    "--security-contact",
    "SECURITY_CONTACT",
    contact_address,
    "mailto:… or https://…",
    "Whom security.txt names, as mailto:… or https://…",
)


def parsed_id(text: str | None) -> GuideId | None:
    """Return the id given as `--id`, or None where none is; InputError where it is no id."""
    try:
        return GuideId.parse(text) if text else None
    except ValueError as error:
        raise InputError(f"--id: {error}") from error


def waiting() -> None:
    """Say that another run has to end first."""
    click.echo("waiting for another run of guides …", err=True)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal; elsewhere nothing, as the closing line says it all."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
