"""`guides add`: a guide as received, in one command. Questions go to standard error: the report stays clean."""

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
        """Return the terminal, or None where input comes from elsewhere and nobody can answer."""
        return cls() if sys.stdin and sys.stdin.isatty() else None

    def number(self, question: str, least: int, most: int) -> int:
        """Ask until the answer is a number from ``least`` to ``most``."""
        return int(click.prompt(question, type=click.IntRange(least, most), err=True))

    def stage(self, question: str, default: Stage) -> Stage:
        """Ask until the answer is a stage."""
        answer = click.prompt(question, type=STAGES, default=str(default), err=True)
        return "draft" if answer == "draft" else "final"

    def text(self, question: str) -> str:
        """Ask once; nothing is an answer."""
        return str(click.prompt(question, default="", show_default=False, err=True)).strip()

    def publication(self, given: Given, origin: Origin) -> Given:
        """Return ``given`` with what it and the page itself lack of address and date, where the person
        knows them.
        """
        source_url, published = given.source_url, given.published
        if not (source_url or origin.address):
            source_url = _optional("Where was it published (address)", address)
        if not (published or origin.published):
            published = _optional("When (YYYY-MM-DD)", day)
        return Given(source_url, published)


def address(text: str) -> str:
    """Return ``text`` as a web address; UsageError where it is none."""
    try:
        return web_address(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def day(text: str) -> date:
    """Return ``text`` as a date; UsageError where it is none."""
    try:
        return as_day(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _optional(question: str, value: Callable[[str], V]) -> V | None:
    answer: V | None = click.prompt(
        f"{question}; Enter to leave out",
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
        """True where one file that cannot come in is no reason to leave out the others."""
        return self.source.is_dir()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The files of a folder that are not in the plan, and why."""

    skipped: list[InputError] = field(default_factory=list)
    """No guides, or not to be read."""
    refused: list[InputError] = field(default_factory=list)


@click.command()
@SEEDS
@CONTENT
@click.argument("source", metavar="FILE_OR_FOLDER", type=PATH)
@click.option("--id", "guide_id", metavar="ID", help="The guide's id: 2025-1, 2025-1-draft.")
@click.option("--stage", type=STAGES, help="Draft for comment (征求意见稿) or final text.")
@click.option("--title", help="In Chinese, where neither text nor file name has it.")
@click.option(
    "--source-url",
    metavar="URL",
    type=address,
    help="Where it was published; else as a saved page says.",
)
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    type=day,
    help="When it was published; else as a saved page says.",
)
@click.option("--replace", is_flag=True, help="Put the file in the place of the one held.")
@click.option("--dry-run", is_flag=True, help="Report only; nothing is written.")
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
    """Add the guide in a file, or each in a folder, and report what a person should look at.

    Year, batch, stage and title are found in the text or in the file's name, address and date in a
    saved web page; what is missing is asked for on a terminal, and is an option elsewhere. A folder
    is read with the folders in it, hidden ones left out. The file is copied as it is, guide.yml is
    written, en.po and content/ are brought in step. A file that is held already changes nothing.
    Ends with 1 where there was no guide or one was refused, and with 2 on other bad input.
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
    wanted = list(_wanted(request, held, vocabulary, left_out))  # asks; others need not wait
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
    """Return the guides held; none yet where there is no folder for them."""
    return load_seeds(places.guides) if places.guides.exists() else []


def _wanted(
    request: Request, held: Sequence[Seed], vocabulary: Vocabulary, left_out: LeftOut
) -> Iterator[Wanted]:
    """Yield each file that holds a guide, with its identity. This is where questions are asked."""
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
    """Return ``received`` with its identity; about a file that is held nothing is asked again."""
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
    """Yield those that may come in, in order of time, a draft before its final text."""
    coming: dict[GuideId, Path] = {}
    for one in sorted(wanted, key=lambda one: one.identity.id):
        with _one_of_several(request, left_out.refused):
            if first := coming.get(one.identity.id):
                raise InputError(f"is {one.identity.id}, as {first.name} is", one.received.path)
            yield admitted(one, coming)
            coming[one.identity.id] = one.received.path


@contextmanager
def _one_of_several(request: Request, errors: list[InputError]) -> Iterator[None]:
    """Keep an InputError in ``errors`` where there are other files; else it ends the run."""
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
    """Print what was left out, and for a folder a line that counts."""
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
