"""Options that several commands share, and what they say while they run."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.errors import InputError

SEEDS = click.option(
    "--seeds",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("seeds"),
    show_default=True,
    help="What people write: guides, vocabulary, translations.",
)
CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The generated Markdown.",
)
SITE = click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="The built site.",
)


def _site_address(ctx: click.Context, option: click.Parameter, text: str) -> str:
    """``text`` as the address of a folder; empty stays empty."""
    del ctx
    _expect(option, text, r"https?://[^/?#]+(/[^?#]*)?", "https://example.org/guides/")
    return text.rstrip("/") + "/" if text else ""


def _repository_address(ctx: click.Context, option: click.Parameter, text: str) -> str:
    """``text`` as the address of a repository on GitHub, without a slash at its end."""
    del ctx
    _expect(option, text, r"https://[^/?#]+/[\w.-]+/[\w.-]+/?", "https://github.com/owner/name")
    return text.rstrip("/").removesuffix(".git")


def _contact(ctx: click.Context, option: click.Parameter, text: str) -> str:
    """``text`` as what RFC 9116 has as a contact."""
    del ctx
    _expect(option, text, r"https://[^/]+\S*|mailto:\S+@\S+", "mailto:… or https://…")
    return text


def _expect(option: click.Parameter, text: str, pattern: str, example: str) -> None:
    if text and not re.fullmatch(pattern, text):
        raise InputError(f"{option.opts[0]}: {text!r} is not as expected: {example}")


BASE = click.option(
    "--base-url",
    metavar="URL",
    default="",
    envvar="SITE_URL",
    callback=_site_address,
    help="Address of the site root, for links that crawlers follow  [env: SITE_URL].",
)
REPOSITORY = click.option(
    "--repo-url",
    metavar="URL",
    default="",
    envvar="REPO_URL",
    callback=_repository_address,
    help="The repository on GitHub in which readers report errors  [env: REPO_URL].",
)
CONTACT = click.option(
    "--security-contact",
    metavar="URL",
    default="",
    envvar="SECURITY_CONTACT",
    callback=_contact,
    help="Whom security.txt names, as mailto:… or https://…  [env: SECURITY_CONTACT].",
)


def waiting() -> None:
    """Say that another run has to end first."""
    click.echo("waiting for another run of guides …", err=True)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal; elsewhere nothing, as the closing line says it all."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
