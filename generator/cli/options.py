"""Options that several commands share, and what they say while they run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.errors import InputError
from generator.text.addresses import contact_address, repository_address, site_address

PATH = click.Path(path_type=Path, readable=False)
"""Of a file or a folder. What it is, and whether it can be read, is seen where it is used, and told in one line."""
SEEDS = click.option(
    "--seeds",
    type=PATH,
    default=Path("seeds"),
    show_default=True,
    help="What people write: guides, vocabulary, translations.",
)
CONTENT = click.option(
    "--content",
    type=PATH,
    default=Path("content"),
    show_default=True,
    help="The generated Markdown.",
)
SITE = click.option(
    "--site",
    type=PATH,
    default=Path("site"),
    show_default=True,
    help="The built site.",
)


def _given(
    valid: Callable[[str], str], example: str
) -> Callable[[click.Context, click.Parameter, str], str]:
    """What checks the value of an option by ``valid``; empty stays empty."""

    def check(ctx: click.Context, option: click.Parameter, text: str) -> str:
        del ctx
        try:
            return valid(text) if text else ""
        except ValueError as error:
            raise InputError(
                f"{option.opts[0]}: {text!r} is not as expected: {example} (it {error})"
            ) from error

    return check


BASE = click.option(
    "--base-url",
    metavar="URL",
    default="",
    envvar="SITE_URL",
    callback=_given(site_address, "https://example.org/guides/"),
    help="Address of the site root, for links that crawlers follow  [env: SITE_URL].",
)
REPOSITORY = click.option(
    "--repo-url",
    metavar="URL",
    default="",
    envvar="REPO_URL",
    callback=_given(repository_address, "https://github.com/owner/name"),
    help="The repository on GitHub in which readers report errors  [env: REPO_URL].",
)
CONTACT = click.option(
    "--security-contact",
    metavar="URL",
    default="",
    envvar="SECURITY_CONTACT",
    callback=_given(contact_address, "mailto:… or https://…"),
    help="Whom security.txt names, as mailto:… or https://…  [env: SECURITY_CONTACT].",
)


def waiting() -> None:
    """Say that another run has to end first."""
    click.echo("waiting for another run of guides …", err=True)


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal; elsewhere nothing, as the closing line says it all."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
