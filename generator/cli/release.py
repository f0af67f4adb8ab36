"""The command `guides release`, which records newly published paths and anchors in the ledger, and keeps new data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

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
    DataRecord,
    Release,
    additions,
    broken,
    load_ledger,
    load_redirects,
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
    help="Date of the release; by default today.",
)
def release(*, seeds: Path, site: Path, base_url: str, version: str, day: datetime | None) -> None:
    """Record the paths and anchors that the built site publishes for the first time, as VERSION.

    They are recorded in the ledger. From then on, `guides check links` fails if one of them is gone
    without a redirect in redirects.yml. Columns and keys of the data are recorded too: it fails if one
    is gone or has another type.

    If the data have changed since their last version, they become the next one: v1, v2 and so on.
    Its archive in seeds/data/ is part of every later build, under data/<version>/.
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
        new, data = additions(releases, site), None
        if (site / "data" / ZIP).exists():
            data = _new_data(places, site, version, today, base_url)
        named = new_names(releases, site)
        if not (new or data or named):
            click.echo(f"{places.ledger}: nothing new")
            return
        entry = _entry(version, today, new).model_copy(update={"names": named})
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


def _entry(version: str, day: date, paths: dict[str, tuple[str, ...]]) -> Release:
    """Return the release. InputError if its version, date or a path is not valid."""
    try:
        return Release(release=version, date=day, paths=paths)
    except ValidationError as error:
        first = error.errors()[0]
        if first["loc"] == ("release",):
            raise InputError(f"{version!r} is no version: expected 1.2.3") from error
        raise InputError(f"{first['loc'][0]}: {first['ctx']['error']}") from error
