"""The error for bad input, which users see as one line, never as a traceback."""

from __future__ import annotations

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


def refuse(error: InputError) -> None:
    """Raise ``error``; a callback for broken guides, to be used where no guide may be broken."""
    raise error


def reason(error: OSError) -> str:
    """Return the system's message for ``error``; errors that Python itself raises have only their own."""
    return error.strerror or str(error)
