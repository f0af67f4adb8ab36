"""The command `guides release`, which records newly published paths and anchors in the ledger, and keeps new data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import click
from pydantic import ValidationError

from generator.build.catalogues import ZIP
from generator.build.package import provenance
from generator.build.site import release_data
from generator.cli.library import library_of, writing
from generator.cli.options import BASE, SEEDS, SITE
from generator.data import Data, contents
from generator.data_versions import archive_path, archived, compare
from generator.errors import InputError
from generator.folders import replace_file
from generator.ids import LANGUAGES
from generator.ledger import (
    Contents,
    DataRecord,
    Release,
    additions,
    broken,
    load_ledger,
    load_redirects,
    new_contents,
    new_names,
    out_of_order,
    write_ledger,
)
from generator.outputs import is_site
from generator.seeds import Seeds, digest


@click.command()
@SEEDS
@SITE
@BASE
@click.argument("version")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day of the release; by default today.",
)
def release(*, seeds: Path, site: Path, base_url: str, version: str, day: datetime | None) -> None:
    """Record in the ledger what the website publishes as VERSION.

    Build the website first. Recorded are the paths and anchors that no earlier release has, the columns and keys of
    the data, and which directions have changed, so that feeds tell readers when. From then on, `guides check links`
    fails if a path or anchor is gone without a redirect in redirects.yml, or if a column or key is gone or has
    another type.

    If the data have changed since their last version, they become the next one: v1, v2 and so on.
    Its archive in seeds/data/ is part of every later build, under data/<version>/.

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
        named, data = new_names(releases, site), None
        if (site / "data" / ZIP).exists():
            data = _new_data(places, site, version, today, base_url)
        if not (new or changed or named or data):
            click.echo(f"{places.ledger}: nothing new")
            return
        entry = _entry(version, today, new, changed).model_copy(update={"names": named})
        if data:
            record = DataRecord(version=data[0], sha256=digest(data[1]))
            entry = entry.model_copy(update={"data": record})
        if releases and (problem := out_of_order(releases[-1], entry)):
            raise InputError(problem, places.ledger)
        if data:
            places.versions.mkdir(exist_ok=True)
            replace_file(archive_path(places, data[0]), data[1])
        write_ledger(places.ledger, (*releases, entry))
    anchors = sum(map(len, new.values()))
    told = f"{places.ledger}: {version} with {len(new)} paths and {anchors} anchors"
    told += f", {len(changed)} pages with new contents" if changed else ""
    click.echo(f"{told}, data {data[0]}" if data else told)


def _new_data(
    places: Seeds, site: Path, release: str, day: date, base: str
) -> tuple[str, bytes] | None:
    """Return (version, archive) of the data if they have changed since their last version.

    InputError if those in ``site`` were built from other seeds.
    """
    library = library_of(places)
    data = Data(library, base)
    if compare(archived((site / "data" / ZIP).read_bytes()), contents(data)):
        raise InputError("has other data than the seeds: run `guides build` first", site)
    if library.history.current:
        return None
    return release_data(data, release, day, provenance())


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
