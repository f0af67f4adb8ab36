"""The command `guides add`. Questions are printed to standard error, so that standard output has only the report."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from generator.add.identify import Ask, Identity, Options, identify
from generator.add.plan import (
    Addition,
    Plan,
    admit,
    carry_out,
    held_as,
    make_plan,
    try_pages,
)
from generator.add.receive import NotAGuideError, Received, files_of, receive
from generator.add.report import report, report_json, summary_zh
from generator.add.scan import hand_over, to_confirm
from generator.cli.library import writing
from generator.cli.options import CONTENT, PATH, SEEDS, parsed_id
from generator.data import dumps
from generator.errors import OF_THE_MACHINE, InputError, PagesError, reading
from generator.ids import GuideId
from generator.model import Stage
from generator.outputs import check_content
from generator.seedfile import as_day
from generator.seeds import Seed, Seeds, load_seeds
from generator.text.contacts import web_address
from generator.trial import fault
from generator.vocabulary import Vocabulary

T = TypeVar("T")


def at_terminal() -> bool:
    """Return whether there is a person who can answer."""
    return bool(sys.stdin and sys.stdin.isatty())


def in_chinese() -> bool:
    """Return whether the locale of the terminal is Chinese."""
    found = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, found), "").startswith("zh")


def ask(question: str, valid: Callable[[str], T]) -> T:
    """Ask until ``valid`` raises no ValueError for the answer, and return what it returns."""
    convert = _converter(lambda text: valid(text.strip()))
    answer: T = click.prompt(question, default="", show_default=False, value_proc=convert, err=True)
    return answer


def _converter(valid: Callable[[str], T]) -> Callable[[str], T]:
    """Return ``valid`` with BadParameter in place of ValueError."""

    def convert(text: str) -> T:
        try:
            return valid(text)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return convert


@click.command()
@SEEDS
@CONTENT
@click.argument("source", metavar="FILE_OR_FOLDER", type=PATH)
@click.option(
    "--id",
    "guide_id",
    metavar="ID",
    help="Id of the guide, such as 2025-1 or 2025-1-draft; by default from the text.",
)
@click.option(
    "--stage",
    type=click.Choice(["draft", "final"]),
    help="Draft for comment (征求意见稿) or final text; by default from the text.",
)
@click.option("--title", help="Title in Chinese; by default from the text or the file name.")
@click.option(
    "--source-url",
    metavar="URL",
    type=_converter(web_address),
    help="Address at which the guide was published; by default from a saved web page.",
)
@click.option(
    "--published",
    metavar="YYYY-MM-DD",
    type=_converter(as_day),
    help="Day on which the guide was published; by default from a saved web page.",
)
@click.option(
    "--text",
    metavar="FILE",
    type=PATH,
    help="Text of a scan. If FILE does not exist, the recognised text is written to it; check it, then run the command again.",
)
@click.option(
    "--replace", is_flag=True, help="Replace the file of a guide that has been added already."
)
@click.option("--dry-run", is_flag=True, help="Report what would be done, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
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
    text: Path | None,
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Add a guide from a file, or all guides in a folder.

    The file is a PDF, a Word file (.docx), a web page (.html), Markdown (.md) or text (.txt). It is copied into seeds/ as it is. Its
    record (guide.yml) is written, and the catalogue of English (en.po) and the pages in content/ are updated. At the end, the
    command reports what a person has to decide; where the locale is Chinese (LC_ALL, LC_MESSAGES or LANG), in Chinese first.

    Year, batch, stage and title are taken from the text or the file name; the address and the date of publication from a saved web
    page. On a terminal, the command asks for what is missing; elsewhere, give it as an option.

    The text of a scan is recognised (OCR) if `make ocr` has been run. A person has to check it before the guide is added: see --text.

    A folder is read with all folders in it, except hidden ones. A file that has been added already changes nothing. A guide whose
    pages cannot be built is refused, with file and line; the others are added.

    The exit status is 1 if there was no guide or one was refused, and 2 for other bad input.
    """
    check_content(content, [seeds])
    several = source.is_dir()
    if several and (guide_id or title or text):
        raise InputError("--id, --title and --text are for a single file")
    id_ = parsed_id(guide_id)
    if id_ and stage not in (None, id_.stage):
        raise InputError(f"--id {id_} and --stage {stage} contradict each other")
    options = Options(id_, stage, title, source_url, published, replace, several, text)
    places, left_out = Seeds(seeds), LeftOut(several or as_json)
    vocabulary = Vocabulary.load(places.vocabulary)
    turn = nullcontext if dry_run else partial(writing, places)
    with turn():
        held = _held(places)
    found = list(_identified(source, options, held, vocabulary, left_out))  # may ask: not locked
    with turn():
        held = _held(places)
        additions = list(_admitted(found, held, places, vocabulary, left_out))
        planned = partial(make_plan, places, content, held=held, vocabulary=vocabulary)
        plan, built = _tried(additions, planned, places, vocabulary, left_out)
        if plan and not dry_run:
            carry_out(plan)
    counts = Counter(word for word, _ in left_out.errors)
    counts.update(str(one.status) for one in (plan.additions if plan else ()))
    for word, error in sorted(left_out.errors, key=lambda one: one[0], reverse=True):
        click.echo(f"{word if several else 'guides'}: {error}", err=True)
    if as_json:
        told = report_json(plan, left_out.errors, built, dry_run=dry_run)
        click.echo(dumps(told), nl=False)
    else:
        if plan:
            if in_chinese():
                click.echo(f"{summary_zh(plan, dry_run=dry_run)}\n")
            click.echo(report(plan, built, dry_run=dry_run))
        if several:
            click.echo(f"{source}: {_counted(counts)}")
    sys.exit(0 if plan and not counts["refused"] else 1)


def _counted(counts: Mapping[str, int]) -> str:
    """Return how many files were added, skipped and refused."""
    words = {"new": "added", "replaced": "replaced", "held": "held already"}
    words |= {"skipped": "skipped", "refused": "refused"}
    told = [f"{counts[key]} {word}" for key, word in words.items() if counts[key]]
    return ", ".join(told) or "no files"


def _tried(
    additions: Sequence[Addition],
    planned: Callable[[Sequence[Addition]], Plan],
    places: Seeds,
    vocabulary: Vocabulary,
    left_out: LeftOut,
) -> tuple[Plan | None, dict[str, int]]:
    """Return the plan for the guides whose pages can be built, and the number of pages of each."""
    if not additions:
        return None, {}
    try:
        plan = planned(additions)
        return plan, try_pages(plan) if plan.changes else {}
    except OF_THE_MACHINE:
        raise
    except Exception as error:
        if isinstance(error, InputError) and not isinstance(error, PagesError):
            raise
        good = []
        for one in additions:
            path, data = one.received.read_from, one.received.data
            with left_out.noting("refused"):
                if found := fault(places, one.seed, one.guide, vocabulary, data=data, path=path):
                    raise found from error
                good.append(one)
        if len(good) == len(additions):
            raise
    return _tried(good, planned, places, vocabulary, left_out)


class LeftOut:
    """The errors of files that are left out."""

    def __init__(self, several: bool) -> None:
        self.several = several
        """True if there are other files, which are added even if one cannot be."""
        self.errors: list[tuple[str, InputError]] = []
        """(“skipped” if the file is no guide or cannot be read, else “refused”; its error)."""

    @contextmanager
    def noting(self, word: str) -> Iterator[None]:
        """Note an InputError if there are other files. Otherwise it is raised, unless the file is no guide."""
        try:
            yield
        except InputError as error:
            if not self.several and not isinstance(error, NotAGuideError):
                raise
            self.errors.append((word, error))


def _held(places: Seeds) -> list[Seed]:
    """Return the guides held, which are none if their folder does not exist yet."""
    return load_seeds(places.guides) if places.guides.exists() else []


def _identified(
    source: Path,
    options: Options,
    held: Sequence[Seed],
    vocabulary: Vocabulary,
    left_out: LeftOut,
) -> Iterator[tuple[Received, Identity]]:
    """Yield each file that contains a guide, with its identity. All questions are asked here.

    Of a scan whose text nobody has checked, only what is to be checked is printed.
    """
    text = options.text
    checked = text if text and text.exists() else None
    asking: Ask | None = ask if at_terminal() else None
    for file in files_of(source):
        received = None
        with left_out.noting("skipped"):
            received = receive(file, vocabulary, checked)
        if received:
            with left_out.noting("refused"):
                if received.guide.recognition:
                    click.echo("\n".join(to_confirm(received)), err=left_out.several)
                    raise hand_over(received, text)
                yield received, identify(received, options, held_as(received, held), asking)


def _admitted(
    found: Sequence[tuple[Received, Identity]],
    held: Sequence[Seed],
    places: Seeds,
    vocabulary: Vocabulary,
    left_out: LeftOut,
) -> Iterator[Addition]:
    """Yield the guides that can be added, in order of time, a draft before its final text."""
    coming: dict[GuideId, Received] = {}
    for received, identity in sorted(found, key=lambda one: one[1].id):
        with left_out.noting("refused"), reading(received.path):
            if first := coming.get(identity.id):
                same = first.source.sha256 == received.source.sha256
                name = first.path.name
                told = f"the same file as {name}" if same else f"{identity.id}, as {name} is"
                raise InputError(f"is {told}", received.path)
            yield admit(
                received, identity, held=held, coming=coming, places=places, vocabulary=vocabulary
            )
            coming[identity.id] = received
