"""The command `guides`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from generator.build import STEPS
from generator.build import build as build_site
from generator.check import CHECKS, Places
from generator.check import check as run_checks
from generator.cli.add import add
from generator.cli.bundle import bundle
from generator.cli.options import (
    BASE,
    CONTACT,
    CONTENT,
    REPOSITORY,
    SEEDS,
    SITE,
    library_of,
    progress,
    waiting,
    writing,
)
from generator.cli.serve import serve
from generator.cli.translate import translate
from generator.data import dumps, parsed_json
from generator.errors import InputError
from generator.ids import GuideId
from generator.ledger import (
    Release,
    additions,
    broken,
    load_ledger,
    load_redirects,
    write_ledger,
)
from generator.model import Source
from generator.pipeline import Seeds, parse_file
from generator.seeds import checksum
from generator.vocabulary import Vocabulary
from generator.write import page_count, write


class _Commands(click.Group):
    """Commands in the order in which one uses them; bad input ends in one line, not a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(f"guides: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="coop-guides", message="%(version)s")
def main() -> None:
    """China's S&T cooperation calls as a bilingual site: one page a direction.

    Guides and facts stand in seeds/; `generate` writes content/ from them, `build` makes site/;
    `serve` shows it as it will be published, `bundle` packs it to be read offline.
    """


main.add_command(add)


@main.command()
@SEEDS
@CONTENT
def generate(seeds: Path, content: Path) -> None:
    """Write the Markdown pages in content/ from the seeds.

    All pages are written at once or not at all; pages whose source is gone go, and files that
    this command did not make stay.
    """
    places = Seeds(seeds)
    library = library_of(places)
    with progress("Writing pages", page_count(library)) as step:
        changes = write(library, places.interface, content, step)
    click.echo(
        f"{content}: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed"
        if changes
        else f"{content}: nothing to change"
    )


@main.command()
@SEEDS
@CONTENT
@SITE
@BASE
@REPOSITORY
@CONTACT
def build(
    *, seeds: Path, content: Path, site: Path, base_url: str, repo_url: str, security_contact: str
) -> None:
    """Build the site in site/ from content/: pages, landing pages, data."""
    places = Seeds(seeds)
    library = library_of(places)
    with progress("Building", STEPS) as step:
        build_site(
            library,
            places,
            content,
            site,
            base=base_url,
            repository=repo_url,
            contact=security_contact,
            progress=step,
            waiting=waiting,
        )
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"{site}: {pages} pages")


main.add_command(serve)
main.add_command(bundle)


@main.command()
@SEEDS
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--id", "guide_id", help="The guide's id where the text does not tell, as 2024-2-draft."
)
@click.option("--trace", is_flag=True, help="Add what each rule left out, under “dropped”.")
def parse(seeds: Path, file: Path, guide_id: str | None, trace: bool) -> None:
    """Print the guide in FILE as JSON, with diagnostics; nothing is written.

    FILE is a PDF, a Word file (.docx), a web page (.html), Markdown (.md) or text (.txt).
    Ends with 1 where no direction was found, and with 2 where the file cannot be read.
    """
    try:
        identity = GuideId.parse(guide_id) if guide_id else None
    except ValueError as error:
        raise InputError(f"--id: {error}") from error
    source = Source(file.name, checksum(file))
    guide = parse_file(file, Vocabulary.load(Seeds(seeds).vocabulary), source, identity)
    result = parsed_json(guide)
    if trace:
        result["dropped"] = [
            {"rule": entry.rule, "text": entry.text, "line": entry.line} for entry in guide.dropped
        ]
    click.echo(dumps(result), nl=False)
    sys.exit(0 if guide.directions else 1)


@main.command()
@SEEDS
@CONTENT
@SITE
@click.argument("names", nargs=-1, type=click.Choice(list(CHECKS)))
def check(seeds: Path, content: Path, site: Path, names: tuple[str, ...]) -> None:
    r"""Check everything, or only the checks named; ends with 1 where one finds something.

    \b
    text         no Han character of a guide is lost, and spans lead back to their lines
    diagnostics  what the parser noticed (shown, never a failure)
    interface    the site's own words are all in both languages
    translation  English keeps to the rules and the glossary; what has none yet is no failure
    content      content/ is what the seeds generate, and is plain Markdown
    links        every link and anchor of the built site resolves, and so does every one
                 that a release has published
    """
    library = library_of(Seeds(seeds))
    chosen = names or tuple(CHECKS)
    found = list(run_checks(library, Places(Seeds(seeds), content, site), chosen))
    for name, finding in found:
        click.echo(f"{name}: {finding.level}: {finding.message}")
    for name in chosen:
        if not any(name == of for of, _ in found):
            click.echo(f"{name}: nothing to report")
    sys.exit(1 if any(finding.level == "error" for _, finding in found) else 0)


@main.command()
@SEEDS
@SITE
@click.argument("version")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Of the release; today where it is not given.",
)
def release(seeds: Path, site: Path, version: str, day: datetime | None) -> None:
    """Enter what the built site publishes for the first time into the ledger, as VERSION.

    From then on `guides check links` fails when one of these paths or anchors is gone without a
    redirect in redirects.yml.
    """
    places = Seeds(seeds)
    if not (site / "index.html").is_file():
        raise InputError("is not built: run `guides build` first", site)
    releases = load_ledger(places.ledger)
    problems = list(broken(releases, load_redirects(places.redirects), site))
    if problems:
        raise InputError(f"{problems[0]} ({len(problems)} such)", places.ledger)
    new = additions(releases, site)
    if not new:
        click.echo(f"{places.ledger}: nothing new")
        return
    try:
        entry = Release(release=version, date=(day or datetime.now(UTC)).date(), paths=new)
    except ValidationError as error:
        raise InputError(f"{version!r} is no version: expected 1.2.3") from error
    with writing(places):
        write_ledger(places.ledger, (*releases, entry))
    anchors = sum(map(len, new.values()))
    click.echo(f"{places.ledger}: {version} with {len(new)} paths and {anchors} anchors")


main.add_command(translate)

__all__ = ["main"]
