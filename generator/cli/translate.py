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
from generator.translate.catalogue import STATES, Catalogue, coverage
from generator.translate.catalogue import update as update_catalogue
from generator.translate.patterns import with_patterns
from generator.translate.segments import segments


@click.group()
def translate() -> None:
    """Show, update or check the English of the guides.

    It stands in the catalogue seeds/translations/en.po, an entry for each distinct piece of Chinese text (segment).
    """


@translate.command()
@SEEDS
def status(seeds: Path) -> None:
    """Print what the English of each guide is, in numbers of segments.

    A person translated it and it was part of the last review of the whole catalogue (reviewed) or came later (later), a
    pattern made it (pattern), it is a draft that nobody has checked (draft), that of a similar segment which is shown
    nowhere (suggestion), or there is none (missing). The column “shared” is the share of a guide's segments that other
    guides have too. Below the table are the drafts, the suggestions and the missing ones.
    """
    library = library_of(Seeds(seeds))
    catalogue = library.catalogue
    click.echo(f"last review of the whole catalogue: {catalogue.reviewed or 'none'}")
    click.echo(f"{'guide':<14}{'segments':>9}{''.join(f'{s:>11}' for s in STATES)}{'shared':>8}")
    for guide, numbers, shared in coverage(library.guides, catalogue):
        total = numbers.total()
        each = "".join(f"{numbers[state]:>11}" for state in STATES)
        click.echo(f"{guide:<14}{total:>9}{each}{shared / max(1, total):>8.0%}")
    for segment, where in segments(library.guides).items():
        if (state := catalogue.state(segment)) in ("draft", "suggestion", "missing"):
            click.echo(f"{state} {where[0]}: {segment}")


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
