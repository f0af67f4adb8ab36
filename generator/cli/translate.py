"""The commands `guides translate …` for the catalogue of English."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.check import Places
from generator.check import check as run_checks
from generator.cli.library import library_of, writing
from generator.cli.options import SEEDS
from generator.seeds import Seeds
from generator.translate.catalogue import Catalogue, coverage, states
from generator.translate.catalogue import update as update_catalogue
from generator.translate.patterns import with_patterns
from generator.translate.po import read_po
from generator.translate.segments import segments


@click.group()
def translate() -> None:
    """Show, update or check the English of the guides.

    It stands in the catalogue seeds/translations/en.po, an entry for each distinct piece of Chinese text (segment).
    """


@translate.command()
@SEEDS
def status(seeds: Path) -> None:
    """Print how much of each guide is in English.

    Below the table are the segments that have no English (missing) or only a suggestion that nobody has checked
    (fuzzy). The column “shared” is the share of a guide's segments that other guides have too.
    """
    places = Seeds(seeds)
    guides = library_of(places).guides
    po = read_po(places.catalogue)
    click.echo(f"{'guide':<14}{'segments':>9}{'English':>9}{'fuzzy':>7}{'missing':>9}{'shared':>8}")
    for guide, numbers in coverage(guides, po):
        english, fuzzy, missing = (numbers[state] for state in ("translated", "fuzzy", "missing"))
        total = english + fuzzy + missing
        shared = numbers["shared"] / max(1, total)
        click.echo(f"{guide:<14}{total:>9}{english:>9}{fuzzy:>7}{missing:>9}{shared:>8.0%}")
    wanted = segments(guides)
    for segment, state in states(wanted, po).items():
        if state != "translated":
            click.echo(f"{state} {wanted[segment][0]}: {segment}")


@translate.command()
@SEEDS
@click.option(
    "--force", is_flag=True, help="Update the catalogue even if it has less English than before."
)
def update(*, seeds: Path, force: bool) -> None:
    """Update en.po from the guides.

    New segments are added, and those that no guide has any more are marked as obsolete. A new segment that is similar to a
    translated one with the same numbers and partners gets its English as a suggestion (fuzzy), with the Chinese of the
    other one for comparison (previous msgid) and a comment that says in what the two differ. Segments whose English a pattern
    of patterns.yml makes are not added.

    A catalogue that is empty, or has less English than when it was last written, is not changed, because something has
    gone wrong then: see --force.
    """
    places = Seeds(seeds)
    with writing(places):
        library = library_of(places)
        vocabulary = library.vocabulary
        done = update_catalogue(
            segments(library.guides),
            places.catalogue,
            vocabulary.mention_pattern,
            with_patterns(Catalogue.load(places.catalogue), places.patterns, vocabulary).patterns,
            force=force,
        )
    click.echo(
        f"{places.catalogue}: {len(done.new)} new ({len(done.suggested)} with a suggestion), "
        f"{len(done.gone)} gone, {len(done.by_pattern)} made by pattern"
    )


@translate.command(name="check")
@SEEDS
def check_translations(seeds: Path) -> None:
    """Check the English: coverage, numbers, addresses, terms.

    Unlike `guides check translation`, missing English counts: the exit status is 1 if there is anything to report.
    """
    places = Places(Seeds(seeds), Path("content"), Path("site"))
    found = list(run_checks(library_of(places.seeds), places, ["translation"]))
    for _, finding in found:
        click.echo(finding.message)
    click.echo(f"{len(found)} findings")
    sys.exit(1 if found else 0)
