"""`guides serve`: the site as it will be published, and what one writes in it at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import click

from generator.build.provenance import ROOT
from generator.cli.options import BASE, CONTACT, CONTENT, PATH, REPOSITORY, SEEDS
from generator.outputs import check_content, check_site
from generator.serve import Server, Watched
from generator.serve.changes import changed


@dataclass(frozen=True, slots=True)
class Commands:
    """`guides generate` and `guides build` with their options, each in a process of its own: what an
    earlier run has read and kept is never shown, and code that changed counts.
    """

    generate: Sequence[str]
    build: Sequence[str]

    def run(self, *names: str) -> int:
        """Run them in turn; the exit code of the first that fails, which says why itself."""
        for name in names:
            if code := _run((name, *getattr(self, name))):
                return code
        return 0


@click.command()
@SEEDS
@CONTENT
@click.option(
    "--site",
    type=PATH,
    help="Where the preview is built; where not given, a folder that goes in the end.",
)
@BASE
@REPOSITORY
@CONTACT
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="On this machine only; 0 for any free one.",
)
def serve(
    *,
    seeds: Path,
    content: Path,
    site: Path | None,
    base_url: str,
    repo_url: str,
    security_contact: str,
    port: int,
) -> None:
    """Show the site as it will be published, at http://127.0.0.1:PORT/, until interrupted.

    The path of the base URL is the preview's too: a project page under /guides/ is shown under
    /guides/. When a file in the seeds, the templates, MkDocs' configuration or the code changes, content/ is
    generated and the site is built again, and open pages load again; when only content/ was
    changed by hand, the site is built from it as it is. Where that fails, the last good site stays.
    The site is built beside site/, which keeps what was built for its own address.
    """
    check_content(content, [seeds])
    if site is not None:
        check_site(site, [seeds, content])
    signal.signal(signal.SIGTERM, _interrupt)
    place = tempfile.TemporaryDirectory(prefix="guides-serve-") if site is None else nullcontext()
    with place as folder:
        target = (site or Path(str(folder)) / "site").resolve()
        server = Server(target, port, urlsplit(base_url).path or "/")
        options = (
            ("--seeds", seeds),
            ("--content", content),
            ("--site", target),
            ("--base-url", server.address),
            ("--repo-url", repo_url),
            ("--security-contact", security_contact),
        )
        commands = Commands(_flat(options[:2]), _flat(options))
        written = Watched(content)
        watched = [
            *(Watched(path) for path in (seeds, ROOT / "templates", ROOT / "generator")),
            Watched(ROOT, ("mkdocs.yml", "mkdocs.zh.yml", "mkdocs.en.yml")),
            written,
        ]
        with server, _until_interrupted():
            if code := commands.run("generate", "build"):
                sys.exit(code)
            written.look()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            click.echo(f"{server.address} (interrupt to stop)")
            _follow(server, commands, watched, written)


def _follow(server: Server, commands: Commands, watched: list[Watched], written: Watched) -> None:
    """Build again whenever something changes; ``written`` is what `generate` itself writes."""
    while True:
        by_hand = changed(watched) == [written]
        click.echo("changed, building …")
        failed = commands.run(*(("build",) if by_hand else ("generate", "build")))
        if not by_hand:
            written.look()
        if failed:
            click.echo("not built; the last good site is still shown", err=True)
        else:
            server.built()
            click.echo(f"built: {server.address}")


def _flat(options: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    return tuple(str(part) for option in options for part in option)


def _run(arguments: Sequence[str]) -> int:
    """The exit code of `guides` with ``arguments``. An interrupt ends it with all that it started,
    so it has a session of its own.
    """
    # What it leaves when ended in its middle is cleaned up behind it, with a warning that tells us nothing.
    quiet = ("ignore:resource_tracker:UserWarning", os.environ.get("PYTHONWARNINGS"))
    with subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        start_new_session=True,
        env=os.environ | {"PYTHONWARNINGS": ",".join(filter(None, quiet))},
    ) as run:
        try:
            return run.wait()
        except KeyboardInterrupt:
            os.killpg(run.pid, signal.SIGTERM)
            raise


@contextmanager
def _until_interrupted() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        click.echo()


def _interrupt(number: int, frame: FrameType | None) -> None:
    """To be told to end is to be interrupted."""
    del number, frame
    raise KeyboardInterrupt


__all__ = ["serve"]
