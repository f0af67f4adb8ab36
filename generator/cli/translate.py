"""`guides translate`: the catalogue of English."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.check import Places
from generator.check import check as run_checks
from generator.cli.library import library_of, writing
from generator.cli.options import SEEDS
from generator.seeds import Seeds
from generator.translate.catalogue import read_po
from generator.translate.segments import segments
from generator.translate.status import coverage, entries_of, wanting
from generator.translate.update import update as update_catalogue


@click.group()
def translate() -> None:
    """The catalogue of English: how complete it is, and how to keep it so."""


@translate.command()
@SEEDS
def status(seeds: Path) -> None:
    """Print how much of each guide has English, how much of it other guides print too, and
    which segments are missing or fuzzy.
    """
    places = Seeds(seeds)
    guides = library_of(places).guides
    entries = entries_of(read_po(places.catalogue))
    click.echo(f"{'guide':<14}{'segments':>9}{'English':>9}{'fuzzy':>7}{'missing':>9}{'shared':>8}")
    for row in coverage(guides, entries):
        click.echo(
            f"{row.guide:<14}{row.segments:>9}{row.translated:>9}{row.fuzzy:>7}{row.missing:>9}"
            f"{row.shared / max(1, row.segments):>8.0%}"
        )
    for state, place, segment in wanting(segments(guides), entries):
        click.echo(f"{state} {place}: {segment}")


@translate.command()
@SEEDS
@click.option("--force", is_flag=True, help="Even where the catalogue has lost English.")
def update(*, seeds: Path, force: bool) -> None:
    """Bring en.po in step with the guides: new segments in, gone ones obsolete.

    A new segment that is like a translated one gets its English as a fuzzy suggestion, with the
    Chinese that it belongs to as previous msgid. A catalogue that is empty, or has less English
    than it had when it was last written, is left as it is.
    """
    places = Seeds(seeds)
    with writing(places):
        wanted = segments(library_of(places).guides)
        done = update_catalogue(wanted, places.catalogue, force=force)
    click.echo(
        f"{places.catalogue}: {len(done.new)} new ({len(done.suggested)} with a suggestion), "
        f"{len(done.gone)} gone"
    )


@translate.command(name="check")
@SEEDS
def check_translations(seeds: Path) -> None:
    """Check the catalogue: coverage, numbers, addresses, terms; ends with 1 on any finding."""
    places = Places(Seeds(seeds), Path("content"), Path("site"))
    found = list(run_checks(library_of(places.seeds), places, ["translation"]))
    for _, finding in found:
        click.echo(finding.message)
    click.echo(f"{len(found)} findings")
    sys.exit(1 if found else 0)
