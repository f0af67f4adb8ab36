"""The commands `guides translate …` for the catalogue of English."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from math import isnan
from pathlib import Path

import click
import polib

from generator.check import Places
from generator.check import check as run_checks
from generator.cli.library import library_of, writing
from generator.cli.options import PATH, SEEDS
from generator.errors import InputError
from generator.folders import replace_file
from generator.link import Library
from generator.seeds import Seeds
from generator.translate.assignments import Assignment, assignments
from generator.translate.catalogue import (
    STATES,
    Catalogue,
    check_whole,
    coverage,
    states,
    updated_po,
    write_po,
)
from generator.translate.catalogue import update as update_catalogue
from generator.translate.exchange import exported, imported
from generator.translate.intake import accepted, name_of_file, short, take, valid_name
from generator.translate.patterns import with_patterns
from generator.translate.po import is_free, mark_draft, read_po
from generator.translate.segments import segments
from generator.translate.suggest import StoppedError, ask, drafter_of

_SHOWN = 1_000
"""The largest number of characters of a refused answer that are shown: somebody may have paid for it."""
GUIDE = click.option("--guide", metavar="ID", help="Only the segments of this guide.")


@click.group()
def translate() -> None:
    """Show, draft, exchange or check the English of the guides.

    It is in the catalogue seeds/translations/en.po, which has an entry for each distinct piece of Chinese text (segment).
    """


@translate.command()
@SEEDS
def status(seeds: Path) -> None:
    """Print how far each guide is translated.

    The English of a segment is by a person, and was part of the last review of the whole catalogue (reviewed) or came later
    (later); or it was made by a pattern (pattern), is a draft that nobody has checked (draft), or is that of a similar
    segment, which is shown nowhere (suggestion); or there is none (missing). The column “shared” is the share of a guide’s segments that other
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
    for segment, where, state in states(library.guides, catalogue):
        if state in ("draft", "suggestion", "missing"):
            click.echo(f"{state} {where[0]}: {segment}")


@translate.command()
@SEEDS
@click.option(
    "--force", is_flag=True, help="Update the catalogue even if it has less English than before."
)
def update(*, seeds: Path, force: bool) -> None:
    """Update en.po from the guides.

    New segments are added, and those that no guide has any more are marked as obsolete. A new segment that is similar to a
    translated one gets its English as a suggestion (fuzzy); if the two differ only in numbers and names, with those of the
    new segment. The Chinese of the other one (previous msgid) and a comment say how the two differ. Segments whose English a pattern
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

    Unlike in `guides check translation`, missing English counts: the exit status is 1 if there is anything to report.
    """
    places = Places(Seeds(seeds), Path("content"), Path("site"))
    found = list(run_checks(library_of(places.seeds), places, ["translation"]))
    for _, finding in found:
        click.echo(finding.message)
    click.echo(f"{len(found)} findings")
    sys.exit(1 if found else 0)


def _in_step(library: Library, places: Seeds) -> tuple[polib.POFile, Catalogue]:
    """Return the PO file with all segments of the guides, and its catalogue; InputError if it has lost English."""
    old, wanted = read_po(places.catalogue), segments(library.guides)
    check_whole(old, places.catalogue, bool(wanted))
    vocabulary = library.vocabulary
    patterns = with_patterns(Catalogue.of(old), places.patterns, vocabulary).patterns
    po, _ = updated_po(wanted, old, vocabulary.mention_pattern, patterns)
    return po, with_patterns(Catalogue.of(po), places.patterns, vocabulary)


@translate.command()
@SEEDS
@click.option(
    "--with", "command", metavar="COMMAND", required=True, help="Command that translates."
)
@click.option(
    "--name", metavar="NAME", help="Name of the translator; by default the program’s name."
)
@GUIDE
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Draft at most N segments.")
@click.option(
    "--again", is_flag=True, help="Also replace suggestions and earlier drafts, even edited ones."
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 86_400),
    default=120,
    show_default=True,
    help="Longest time to wait for an answer.",
)
def suggest(
    *,
    seeds: Path,
    command: str,
    name: str | None,
    guide: str | None,
    limit: int | None,
    again: bool,
    timeout: float,
) -> None:
    """Draft the English that is missing, with a command of yours.

    COMMAND is run once, by the shell. For each segment without English it gets a line of JSON on its standard input: `id`, `zh`,
    `places`, `title`, the `terms` of the glossary in it, and similar segments with their English (`examples`). For each it
    prints a line {"id": …, "en": …}, in any order. The texts stand in no command line, and nothing is sent
    anywhere unless COMMAND does it.

    An answer that keeps the rules of `guides translate check` goes into en.po as a draft: marked as fuzzy, with the name of who made
    it. Others are refused, each with the reason. English that a person wrote is never replaced. Until the drafts are written,
    the answers are in a file beside en.po; if they cannot be written, a message names it.

    The exit status is 1 if no draft could be taken, or the command failed or was interrupted; what it has answered
    counts nevertheless.
    """
    places = Seeds(seeds)
    if isnan(timeout):
        raise InputError("--timeout: expected a number of seconds")
    try:
        program = drafter_of(command)
    except ValueError as error:
        raise InputError(f"--with: {error}") from error
    maker = name_of_file(program) if name is None else valid_name(name)
    library = library_of(places)
    po, catalogue = _in_step(library, places)
    free = {entry.msgid for entry in po if is_free(entry, again=again)}
    asked = assignments(library, po, catalogue, guide)
    asked = [one for one in asked if one.state != "translated" and one.zh in free][:limit]
    if not asked:
        click.echo("nothing to translate")
        return
    click.echo(f"{maker} is asked for the English of {len(asked)} segments …", err=True)
    written = 0
    with _answers(places.catalogue) as keep:
        answers = ask(command, asked, timeout, lambda reason: _tell(f"refused: {reason}"))
        drafts, refused, failed = _drafts(answers, library, po, keep)
        if drafts:
            with writing(places):
                po, _ = _in_step(library, places)
                for entry in po:
                    if entry.msgid in drafts and is_free(entry, again=again):
                        entry.msgstr = drafts[entry.msgid]
                        mark_draft(entry, maker)
                        written += 1
                write_po(po, places.catalogue)
    kept = f", {len(drafts) - written} not needed any more" if written < len(drafts) else ""
    click.echo(
        f"{places.catalogue}: {written} drafts by {maker}, {refused} refused{kept}, "
        f"{len(asked) - len(drafts) - refused} not answered"
    )
    sys.exit(1 if failed or not written else 0)


@contextmanager
def _answers(catalogue: Path) -> Iterator[Callable[[Assignment, str], None]]:
    """Yield a function that keeps an answer in a file beside ``catalogue``. The file goes when all are in the catalogue.

    If they do not get there, whatever the reason, a message names the file. It has the form of answers, so that
    `cat` can give them once more.
    """
    path = catalogue.with_name(f"answers-{os.getpid()}.jsonl")
    for left in sorted(catalogue.parent.glob("answers-*.jsonl")):
        _tell(f"{left} has answers of a run that was ended, or still goes on; {_advice(left)}")
    kept = path.open("a", encoding="utf-8")
    try:
        with kept as file:

            def keep(one: Assignment, english: str) -> None:
                print(json.dumps({"id": one.id, "en": english}), file=file, flush=True)

            yield keep
    except BaseException:
        if path.stat().st_size:
            _tell(f"the answers are kept in {path}; {_advice(path)}")
        else:
            path.unlink()
        raise
    path.unlink()


def _advice(answers: Path) -> str:
    """Return how to use a file of answers."""
    command = shlex.quote(f"cat {shlex.quote(str(answers))}")
    return (
        f"to use them: guides translate suggest --name NAME --with {command}; then delete the file"
    )


def _tell(message: str) -> None:
    """Print a message on the standard error."""
    click.echo(f"guides: {message}", err=True)


def _drafts(
    answers: Generator[tuple[Assignment, str], None, None],
    library: Library,
    po: polib.POFile,
    keep: Callable[[Assignment, str], None],
) -> tuple[dict[str, str], int, bool]:
    """Return (Chinese → English of the answers that keep the rules, number of the others, whether the command failed).

    It is printed why answers do not keep the rules. ``keep`` is called with each answer. If the command is ended early,
    also by Ctrl-C or a signal, the answers until then count.
    """
    drafts, refused, failed = dict[str, str](), 0, False
    entries = {entry.msgid: entry for entry in po}
    others = po.translated_entries()
    glossary, countries = library.vocabulary.glossary, library.catalogue.countries
    ends = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.default_int_handler) for number in ends}
    try:
        with closing(answers):
            for one, english in answers:
                keep(one, english)
                try:
                    text = accepted(entries[one.zh], english, glossary, others, countries)
                except ValueError as error:
                    refused += 1
                    told = f"“{short(one.zh)}” {error}: {english[:_SHOWN]!r}"
                    _tell(f"refused: {one.places[0]}: {told}")
                else:
                    drafts[one.zh] = text
                    others.append(polib.POEntry(msgid=one.zh, msgstr=text))
    except StoppedError as error:
        failed = error.failed
        _tell(f"the command {error}")
    except KeyboardInterrupt:
        failed = True
        _tell("interrupted; the command is ended")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return drafts, refused, failed


@translate.command()
@SEEDS
@click.argument("file", type=PATH)
@GUIDE
@click.option("--all", "everything", is_flag=True, help="Also what has checked English.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def export(*, seeds: Path, file: Path, guide: str | None, everything: bool, force: bool) -> None:
    """Write a file for a translator: XLIFF or a table.

    FILE ends in .xlf (XLIFF 2.0, for CAT tools), .xlsx or .csv (for spreadsheet programs). It has the segments that have no checked
    English, each with its place, the terms of the glossary in it and similar segments. `guides translate import` reads it
    back. In a table, only the columns “English” and “Reviewed” are for editing.
    """
    places = Seeds(seeds)
    if file.exists() and not force:
        raise InputError("exists already: choose another name, or replace it with --force", file)
    library = library_of(places)
    po, catalogue = _in_step(library, places)
    found = assignments(library, po, catalogue, guide)
    found = [one for one in found if everything or one.state != "translated"]
    replace_file(file, exported(found, file))
    click.echo(f"{file}: {len(found)} segments")


@translate.command(name="import")
@SEEDS
@click.argument("file", type=PATH)
@click.option("--name", metavar="NAME", help="Name of the translator; by default the file’s name.")
@click.option(
    "--force", is_flag=True, help="Also replace English that has changed since the export."
)
def import_(*, seeds: Path, file: Path, name: str | None, force: bool) -> None:
    """Read the English in an edited file back.

    FILE was written by `guides translate export`. English in it that has changed goes into en.po: as final where the file says that it is
    reviewed (in XLIFF, the state “reviewed” or “final”; in a table, “yes” in the column “Reviewed”), else as a
    draft, marked as fuzzy, with the name of who made it. A draft does not replace checked English.

    English that breaks a rule of `guides translate check` is refused, with its row or line and the reason. So is English of
    which the catalogue has another version since the export, unless that is an earlier draft by the same NAME: see --force.

    The exit status is 1 if anything was refused, or the file has no English and some is missing.
    """
    places = Seeds(seeds)
    maker = name_of_file(file.name) if name is None else valid_name(name)
    offers = list(imported(file))
    with writing(places):
        library = library_of(places)
        po, catalogue = _in_step(library, places)
        current = assignments(library, po, catalogue)
        done = take(
            po,
            current,
            offers,
            library.vocabulary.glossary,
            maker,
            countries=library.catalogue.countries,
            force=force,
        )
        if done.taken:
            write_po(po, places.catalogue)
    for problem in done.problems:
        _tell(f"refused: {file}, {problem}")
    found = done.taken or done.unchanged or done.problems
    empty = not found and any(one.state != "translated" for one in current)
    if empty:
        _tell(f"{file}: no row or unit has English: fill in the English, and save the file")
    click.echo(
        f"{places.catalogue}: {done.reviewed} reviewed, {done.drafts} drafts by {maker}, "
        f"{done.unchanged} unchanged, {len(done.problems)} refused"
    )
    sys.exit(1 if done.problems or empty else 0)
