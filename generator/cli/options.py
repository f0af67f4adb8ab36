"""Options that several commands share, and their messages about progress."""

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
"""The type of arguments that are files or folders. It checks nothing: errors appear when the path is used, in one line."""


def _folder(name: str, text: str) -> Callable[[F], F]:
    return click.option(f"--{name}", type=PATH, default=Path(name), show_default=True, help=text)


def _address(
    option: str, variable: str, valid: Callable[[str], str], example: str, text: str
) -> Callable[[F], F]:
    """Return an option for an address, which ``valid`` checks unless it is empty."""

    def check(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
        del ctx, parameter
        try:
            return valid(value) if value else ""
        except ValueError as error:
            raise InputError(
                f"{option}: {value!r} is not as expected: {example} (it {error})"
            ) from error

    text = f"{text}.  [env: {variable}]"
    return click.option(
        option, metavar="URL", default="", envvar=variable, callback=check, help=text
    )


SEEDS = _folder("seeds", "Folder with what people write: guides, vocabulary, translations.")
CONTENT = _folder("content", "Folder for the pages (Markdown).")
SITE = _folder("site", "Folder for the website.")
BASE = _address(
    "--base-url",
    "SITE_URL",
    site_address,
    "https://example.org/guides/",
    "Address at which the website will be published, for links that programs follow",
)
REPOSITORY = _address(
    "--repo-url",
    "REPO_URL",
    repository_address,
    "https://github.com/owner/name",
    "Address of the GitHub repository in which readers report errors",
)
CONTACT = _address(
    "--security-contact",
    "SECURITY_CONTACT",
    contact_address,
    "mailto:… or https://…",
    "Contact in security.txt for reports of security problems: mailto:… or https://…",
)


def parsed_id(text: str | None) -> GuideId | None:
    """Return the id given with `--id`, or None if there is none. InputError if it is not a valid id."""
    try:
        return GuideId.parse(text) if text else None
    except ValueError as error:
        raise InputError(f"--id: {error}") from error


def waiting() -> None:
    """Print that this run waits for another one."""
    click.echo("waiting for another run of guides …", err=True)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar if standard error is a terminal. Call the yielded function after each of ``length`` steps."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
