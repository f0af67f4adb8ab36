"""The command `guides add`. Questions are printed to standard error, so that standard output has only the report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from generator.add.admit import Entry, Given, Wanted, admit, held_as
from generator.add.identify import Identity, identify, known_identity
from generator.add.plan import Plan, carry_out, make_plan
from generator.add.receive import NotAGuideError, Received, files_of, receive
from generator.add.report import report, vanished, written
from generator.cli.library import writing
from generator.cli.options import CONTENT, PATH, SEEDS, parsed_id
from generator.errors import InputError
from generator.ids import GuideId
from generator.model import Stage
from generator.outputs import check_content
from generator.read.html.origin import Origin
from generator.seedfile import as_day
from generator.seeds import Seed, Seeds, load_seeds
from generator.text.contacts import web_address
from generator.vocabulary import Vocabulary

V = TypeVar("V")
STAGES: click.Choice[str] = click.Choice(["draft", "final"])


class Terminal:
    """A person at a terminal, who can answer."""

    @classmethod
    def attended(cls) -> Terminal | None:
        """Return a terminal, or None if standard input is not one, so that nobody can answer."""
        return cls() if sys.stdin and sys.stdin.isatty() else None

    def number(self, question: str, least: int, most: int) -> int:
        """Ask until the answer is a number from ``least`` to ``most``, and return it."""
        return int(click.prompt(question, type=click.IntRange(least, most), err=True))

    def stage(self, question: str, default: Stage) -> Stage:
        """Ask until the answer is a stage, and return it."""
        answer = click.prompt(question, type=STAGES, default=str(default), err=True)
        return "draft" if answer == "draft" else "final"

    def text(self, question: str) -> str:
        """Ask once, and return the answer, which may be empty."""
        return str(click.prompt(question, default="", show_default=False, err=True)).strip()

    def publication(self, given: Given, origin: Origin) -> Given:
        """Ask for the address and the date that neither ``given`` nor the page has, and return ``given`` with them."""
        source_url, published = given.source_url, given.published
        if not (source_url or origin.address):
            source_url = _optional("Where was it published (address)", address)
        if not (published or origin.published):
            published = _optional("When (YYYY-MM-DD)", day)
        return Given(source_url, published)


def address(text: str) -> str:
    """Return ``text`` as a web address; BadParameter if it is not one."""
    try:
        return web_address(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def day(text: str) -> date:
    """Return ``text`` as a date; BadParameter if it is not one."""
    try:
        return as_day(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _optional(question: str, value: Callable[[str], V]) -> V | None:
    answer: V | None = click.prompt(
        f"{question}; Enter to skip",
        default="",
        show_default=False,
        value_proc=lambda text: value(text.strip()) if text.strip() else None,
        err=True,
    )
    return answer


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments of the command."""

    source: Path
    guide_id: GuideId | None
    stage: Stage | None
    title: str | None
    given: Given
    replace: bool

    @property
    def several(self) -> bool:
        """True for a folder: then the other files are added even if one cannot be."""
        return self.source.is_dir()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The errors of files that are not in the plan."""

    skipped: list[InputError] = field(default_factory=list)
    """Errors of files that are not guides, or cannot be read."""
    refused: list[InputError] = field(default_factory=list)
    """Errors of guides that cannot be added."""


@click.command()
@SEEDS
@CONTENT
@click.argument("source", metavar="FILE_OR_FOLDER", type=PATH)
@click.option("--id", "guide_id", metavar="ID", help="The guide's id: 2025-1, 2025-1-draft.")
@click.option("--stage", type=STAGES, help="Draft for comment (征求意见稿) or final text.")
@click.option("--title", help="Chinese title, if neither the text nor the file name has one.")
@click.option(
    "--source-url",
    metavar="URL",
    type=address,
    help="Address of publication; by default from a saved web page.",
)
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    type=day,
    help="Date of publication; by default from a saved web page.",
)
@click.option("--replace", is_flag=True, help="Replace the file of a guide that is held already.")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
def add(
    *,
    seeds: Path,
    content: Path,
    source: Path,
    guide_id: str | None,
    stage: Stage | None,
    title: str | None,
    source_url: str | None,
    published: date | None,
    replace: bool,
    dry_run: bool,
) -> None:
    """Add the guide in a file, or all guides in a folder, and report what a person should check.

    Year, batch, stage and title are found in the text or in the file name, address and date of
    publication in a saved web page. On a terminal, the command asks for missing values; elsewhere,
    they are options. Folders are read with all folders in them, without hidden ones. The file is
    copied unchanged, guide.yml is written, and en.po and content/ are updated. A file that is held
    already changes nothing. The exit status is 1 if there was no guide or one was refused, and 2 for
    other bad input.
    """
    check_content(content, [seeds])
    request = Request(
        source, _guide_id(guide_id, stage), stage, title, Given(source_url, published), replace
    )
    if request.several and (guide_id or title):
        raise InputError("--id and --title are for a single file")
    places, left_out = Seeds(seeds), LeftOut()
    vocabulary = Vocabulary.load(places.vocabulary)
    turn = nullcontext if dry_run else partial(writing, places)
    with turn():
        held = _held(places)
    wanted = list(
        _wanted(request, held, vocabulary, left_out)
    )  # not locked: this may ask questions
    with turn():
        held = _held(places)
        admitted = partial(admit, held=held, guides=places.guides, vocabulary=vocabulary)
        entries = list(_entries(request, wanted, admitted, left_out))
        plan = make_plan(places, content, entries, held, vocabulary) if entries else None
        if plan and not dry_run:
            carry_out(plan)
    if plan:
        _show(plan, dry_run=dry_run)
    _sum_up(request, entries, left_out)
    sys.exit(0 if entries and not left_out.refused else 1)


def _guide_id(text: str | None, stage: Stage | None) -> GuideId | None:
    guide_id = parsed_id(text)
    if guide_id and stage not in (None, guide_id.stage):
        raise InputError(f"--id {guide_id} and --stage {stage} contradict each other")
    return guide_id


def _held(places: Seeds) -> list[Seed]:
    """Return the guides held, which are none if their folder does not exist yet."""
    return load_seeds(places.guides) if places.guides.exists() else []


def _wanted(
    request: Request, held: Sequence[Seed], vocabulary: Vocabulary, left_out: LeftOut
) -> Iterator[Wanted]:
    """Yield each file that contains a guide, with its identity. All questions are asked here."""
    ask = Terminal.attended()
    for file in files_of(request.source):
        received = None
        with _one_of_several(request, left_out.skipped):
            received = receive(file, vocabulary)
        if received:
            with _one_of_several(request, left_out.refused):
                yield _identified(request, received, held, ask)


def _identified(
    request: Request, received: Received, held: Sequence[Seed], ask: Terminal | None
) -> Wanted:
    """Return ``received`` with its identity. No questions are asked about a file that is held already."""
    same, given = held_as(received, held), request.given
    identity: Identity
    if same and request.guide_id in (None, same):
        identity = known_identity(same)
    else:
        identity = identify(received, request.guide_id, request.stage, request.title, ask)
        if ask and not request.several:
            given = ask.publication(given, received.origin)
    return Wanted(received, identity, given, request.replace)


def _entries(
    request: Request,
    wanted: Sequence[Wanted],
    admitted: Callable[[Wanted, Iterable[GuideId]], Entry],
    left_out: LeftOut,
) -> Iterator[Entry]:
    """Yield the entries of files that can be added, in order of time, a draft before its final text."""
    coming: dict[GuideId, Path] = {}
    for one in sorted(wanted, key=lambda one: one.identity.id):
        with _one_of_several(request, left_out.refused):
            if first := coming.get(one.identity.id):
                raise InputError(f"is {one.identity.id}, as {first.name} is", one.received.path)
            yield admitted(one, coming)
            coming[one.identity.id] = one.received.path


@contextmanager
def _one_of_several(request: Request, errors: list[InputError]) -> Iterator[None]:
    """Add an InputError to ``errors`` if there are other files. Otherwise it is raised, unless the file is no guide."""
    try:
        yield
    except InputError as error:
        if not request.several and not isinstance(error, NotAGuideError):
            raise
        errors.append(error)


def _show(plan: Plan, *, dry_run: bool) -> None:
    for entry in plan.entries:
        click.echo(report(plan, entry) + "\n")
    for line in vanished(plan):
        click.echo(line)
    if plan.changes:
        click.echo("Would change" if dry_run else "Changed")
    for line in written(plan):
        click.echo(line)


def _sum_up(request: Request, entries: Sequence[Entry], left_out: LeftOut) -> None:
    """Print the errors of files that were left out, and for a folder a line with counts."""
    for word, errors in (("skipped", left_out.skipped), ("refused", left_out.refused)):
        for error in errors:
            click.echo(f"{word}: {error}" if request.several else f"guides: {error}", err=True)
    if request.several:
        counts = [
            (sum(entry.status == "new" for entry in entries), "added"),
            (sum(entry.status == "replaced" for entry in entries), "replaced"),
            (sum(entry.status == "held" for entry in entries), "held already"),
            (len(left_out.skipped), "skipped"),
            (len(left_out.refused), "refused"),
        ]
        told = ", ".join(f"{count} {word}" for count, word in counts if count)
        click.echo(f"{request.source}: {told or 'no files'}")
