"""The command `guides release`, which records newly published paths and anchors in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import click
from pydantic import ValidationError

from generator.cli.library import writing
from generator.cli.options import SEEDS, SITE
from generator.errors import InputError
from generator.ids import LANGUAGES
from generator.ledger import (
    Contents,
    Release,
    additions,
    broken,
    load_ledger,
    load_redirects,
    new_contents,
    out_of_order,
    write_ledger,
)
from generator.outputs import is_site
from generator.seeds import Seeds


@click.command()
@SEEDS
@SITE
@click.argument("version")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day of the release; by default today.",
)
def release(seeds: Path, site: Path, version: str, day: datetime | None) -> None:
    """Record in the ledger what the website publishes as VERSION.

    Build the website first. Recorded are the paths and anchors that no earlier release has, and which directions have
    changed, so that feeds tell readers when. From then on, `guides check links` fails if a path or anchor is gone without
    a redirect in redirects.yml.

    VERSION is a number such as 1.2.3, higher than that of the last release.
    """
    places = Seeds(seeds)
    if not is_site(site):
        raise InputError("is no site that `guides build` made: run it first", site)
    for home in ("", *LANGUAGES):
        if not (site / home / "index.html").is_file():
            raise InputError("is not built: run `guides build` first", site / home)
    today = (day or datetime.now(UTC)).date()
    _entry(version, today, {})  # before the site is read
    with writing(places):
        releases = load_ledger(places.ledger)
        problems = list(broken(releases, load_redirects(places.redirects), site))
        if problems:
            raise InputError(f"{problems[0]} ({len(problems)} such)", places.ledger)
        new, changed = additions(releases, site), new_contents(releases, site)
        if not new and not changed:
            click.echo(f"{places.ledger}: nothing new")
            return
        entry = _entry(version, today, new, changed)
        if releases and (problem := out_of_order(releases[-1], entry)):
            raise InputError(problem, places.ledger)
        write_ledger(places.ledger, (*releases, entry))
    anchors = sum(map(len, new.values()))
    told = f"{places.ledger}: {version} with {len(new)} paths and {anchors} anchors"
    click.echo(f"{told}, {len(changed)} pages with new contents" if changed else told)


def _entry(
    version: str,
    day: date,
    paths: dict[str, tuple[str, ...]],
    contents: Mapping[str, Contents] = MappingProxyType({}),
) -> Release:
    """Return the release. InputError if its version, date or a path is not valid."""
    try:
        return Release(release=version, date=day, paths=paths, contents=dict(contents))
    except ValidationError as error:
        first = error.errors()[0]
        if first["loc"] == ("release",):
            raise InputError(f"{version!r} is no version: expected 1.2.3") from error
        raise InputError(f"{first['loc'][0]}: {first['ctx']['error']}") from error
