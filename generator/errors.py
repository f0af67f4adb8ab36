"""The error of bad input, which users see as one line and never as a traceback."""

from __future__ import annotations

from pathlib import Path


class InputError(Exception):
    """Bad input: the message, in one line, the file, and the line where one is known."""

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
    """Raise ``error``: the callback for broken guides where all have to be whole."""
    raise error


def reason(error: OSError) -> str:
    """Return why the system refuses; errors that Python raises itself have no text of the system's."""
    return error.strerror or str(error)
