"""The error for bad input, which users see as one line, never as a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InputError(Exception):
    """An error in the input: a message of one line, and the file and line if known."""

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = " ".join(message.splitlines())
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = "" if self.path is None else str(self.path)
        if self.line is not None:
            place += f":{self.line}"
        return f"{place}: {self.message}" if place else self.message


class PagesError(InputError):
    """Pages that MkDocs cannot build, or that are missing from a site."""


LEFT_OUT = "this guide is left out until it is mended"
"""The end of the message about a guide that others are built without."""
OF_THE_MACHINE = (OSError, MemoryError)
"""Errors that say nothing about a guide."""


def program_error(what: str, error: Exception, path: Path, line: int | None = None) -> InputError:
    """Return the error for a guide at which the program itself fails, with what a person can do."""
    cause = error.message if isinstance(error, InputError) else repr(error)
    return InputError(f"{what} ({cause}): please report this, with the file", path, line)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an exception that nobody expects into an InputError about the guide at ``path``, so that the others go on."""
    try:
        yield
    except (InputError, *OF_THE_MACHINE):
        raise
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        raise program_error("an error in the program stops this guide", error, path) from error


def refuse(error: InputError) -> None:
    """Raise ``error``; a callback for broken guides, to be used where no guide may be broken."""
    raise error


def reason(error: OSError) -> str:
    """Return the system's message for ``error``; errors that Python itself raises have only their own."""
    return error.strerror or str(error)
