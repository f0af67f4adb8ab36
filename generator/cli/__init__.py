"""The command `guides`."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, TextIO

import click

from generator.checkout import require_checkout
from generator.errors import InputError, reason

COMMANDS = {
    "add": "add",
    "generate": "build",
    "build": "build",
    "bundle": "build",
    "parse": "check",
    "check": "check",
    "release": "release",
    "translate": "translate",
}
"""Command → its module in this package, in the usual order of use."""
_NO_MEMORY = "there is not enough memory (or a part of the run was killed)"
_SHORT = re.compile(r"failed to map|cannot allocate|can't start new thread")
"""A pattern for other errors that lack of memory causes."""


class _Commands(click.Group):
    """A group of commands that are imported when they are called. Errors are shown in one line, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"generator.cli.{COMMANDS[cmd_name]}"), cmd_name
        )
        return command

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command. An exception that the command does not handle ends the program with exit status 2."""
        if not options.get("standalone_mode", True):
            return super().main(*arguments, **options)
        _write_any_character()
        try:
            require_checkout()
            return super().main(*arguments, **options)
        except Exception as error:
            if sys.flags.dev_mode and not isinstance(error, InputError):
                raise
            _print_error(_line(error))
            sys.exit(2)


def _write_any_character() -> None:
    """Make the output show a character that its encoding lacks as an escape of JSON: a backslash, u and four digits."""
    codecs.register_error("escaped", _escaped)
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "escaped"),
        (sys.stderr, "escaped"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4)), error.end


def _line(error: BaseException | None) -> str:
    """Return the message for ``error``, in one line."""
    match error:
        case InputError():
            return str(error)
        case MemoryError():
            return _NO_MEMORY
        case ImportError() | RuntimeError() if _SHORT.search(str(error)):
            return _NO_MEMORY
        case OSError(filename=None):
            return f"cannot continue: {reason(error)}"
        case OSError():
            return f"{error.filename}: {reason(error)}"
    return f"an error in the program, please report it: {error!r} (PYTHONDEVMODE=1 shows where)"


def _print_error(message: str) -> None:
    """Write ``message`` to standard error.

    Output that can no longer be written is dropped. Otherwise Python would try again at exit and print a long error.
    """
    readable = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
    with suppress(OSError, MemoryError):
        click.echo(f"guides: {readable}", err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _drop(stream)
        except (AttributeError, ValueError):  # closed
            continue


def _drop(stream: TextIO) -> None:
    """Redirect the unwritten output of ``stream`` to the null device."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="coop-guides", message="%(version)s")
def main() -> None:
    """Make a website of China’s S&T cooperation calls, with a page for each direction in Chinese and English.

    The usual order: `add` takes in a new guide, `build` makes the website in site/, `check` looks for mistakes, and `release`
    records what has been published. Meanwhile, `mkdocs serve` shows the website as it will be.

    Everything that people write is in seeds/. The pages in content/ are made from it, and the website from these pages.

    `guides COMMAND --help` explains a command.
    """


__all__ = ["COMMANDS", "main"]
