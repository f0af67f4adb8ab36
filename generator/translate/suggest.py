"""Drafts from a command: segments go to its standard input as JSON lines, and English comes back the same way."""

from __future__ import annotations

import codecs
import json
import os
import re
import shlex
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from typing import Any

from generator.translate.assignments import Assignment

_LONGEST = 100_000
"""The largest number of bytes in a line of the command."""
_NO_ANSWERS = 100
"""The number of lines that are no answers, with none between them, after which the command is ended."""
_GRACE = 3
"""Seconds for a command to end by itself after its last answer, or after it was told to."""
_LOOK = 0.1
"""Seconds between two looks whether the command has ended."""
_SCRIPT = re.compile(r"\.(?:py|sh|js|rb|pl)$")
"""The end of the name of a script, which says more than the program that runs it."""


class StoppedError(Exception):
    """A command that has not answered everything is at an end; the message says what it did.

    ``failed`` is False if it has ended by itself, with the status 0.
    """

    def __init__(self, message: str, *, failed: bool = True) -> None:
        super().__init__(message)
        self.failed = failed


def drafter_of(command: str) -> str:
    """Return the name of the first script in ``command``, else of the program that it runs first.

    ValueError says why there is none.

    >>> drafter_of("KEY=x /usr/bin/translate-it --fast | jq ."), drafter_of("(python3 -u llama.py)")
    ('translate-it', 'llama.py')
    """
    try:
        words = shlex.split(command, comments=True)
    except ValueError as error:
        raise ValueError(f"a quotation mark is not closed: {command[:60]}") from error
    plain = (word.strip("(){}|&;<>") for word in words if not re.match(r"\w+=|-", word))
    names = [name for word in plain if (name := Path(word).name)]
    if not names:
        raise ValueError("expected a command that translates")
    return next(filter(_SCRIPT.search, names), names[0])


def question(assignment: Assignment) -> dict[str, Any]:
    """Return the object that a command gets for a segment."""
    return {
        "id": assignment.id,
        "zh": assignment.zh,
        "places": list(assignment.places),
        "title": assignment.title,
        "terms": [
            {"term": term.term, "en": list(term.en), "forbidden": list(term.forbidden)}
            for term in assignment.terms
        ],
        "examples": [
            {"zh": example.zh, "en": example.en, "similarity": example.similarity}
            for example in assignment.examples
        ],
    }


def ask(
    command: str,
    assignments: Sequence[Assignment],
    timeout: float,
    refused: Callable[[str], None],
) -> Generator[tuple[Assignment, str], None, None]:
    """Run ``command`` in a shell, and yield (assignment, its English) in the order of the answers.

    The texts are in a file that is the command's standard input, never in the command line. ``refused`` is called
    with the reason for each line that is no answer. StoppedError if the command ends early, or if no
    line comes for ``timeout`` seconds. At the end, the command and all processes in its group are ended.
    """
    waiting = {one.id: one for one in assignments}
    asked = frozenset(waiting)
    with tempfile.TemporaryFile() as questions:
        for one in assignments:
            questions.write(f"{json.dumps(question(one), ensure_ascii=False)}\n".encode())
        questions.seek(0)
        process = subprocess.Popen(
            command, shell=True, stdin=questions, stdout=subprocess.PIPE, start_new_session=True
        )
        wrong = 0
        try:
            for line in _lines(process, timeout):
                try:
                    id_, english = _answer(line, asked)
                    if id_ not in waiting:
                        raise ValueError(f"answers {id_} again")
                except ValueError as error:
                    refused(f"a line of the command {error}")
                    wrong += 1
                    if wrong == _NO_ANSWERS:
                        raise StoppedError(f"printed {wrong} lines that are no answers") from error
                    continue
                wrong = 0
                yield waiting.pop(id_), english
                if not waiting:
                    return
            with suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE)
            raise StoppedError(_ending(process.poll()), failed=process.poll() != 0)
        finally:
            _end(process, patiently=not waiting)


def _lines(process: subprocess.Popen[bytes], timeout: float) -> Iterator[bytes]:
    """Yield the lines that ``process`` prints, without empty ones.

    StoppedError if a line is too long or does not come in time.
    """
    found: Queue[bytes] = Queue(maxsize=100)

    def read() -> None:
        assert process.stdout
        with process.stdout as output, suppress(ValueError, OSError):
            while line := output.readline(_LONGEST + 1):
                found.put(line)
        found.put(b"")

    threading.Thread(target=read, daemon=True).start()
    deadline, ended = monotonic() + timeout, False
    while True:
        try:
            line = found.get(timeout=_GRACE if ended else _LOOK)
        except Empty:
            if ended:
                return  # what it has started still holds its output open
            ended = process.poll() is not None
            if not ended and monotonic() > deadline:
                raise StoppedError(f"gave no answer for {timeout:g} seconds") from None
            continue
        if not line:
            return
        if len(line) > _LONGEST:
            raise StoppedError(f"printed a line of more than {_LONGEST:,} bytes")
        if line.strip():
            yield line
            deadline = monotonic() + timeout


def _answer(line: bytes, asked: frozenset[str]) -> tuple[str, str]:
    """Return (id, English) from a line; ValueError says why it is no answer, StoppedError that no line will be."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" in line:
        raise StoppedError("prints UTF-16: let it print UTF-8")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8: {line[:60]!r}") from error
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON: {text[:60]!r}") from error
    if not isinstance(found, dict) or "id" not in found or "en" not in found:
        raise ValueError(f"is no object with id and en: {text.strip()[:60]!r}")
    if found["id"] not in asked if isinstance(found["id"], str) else True:
        raise ValueError(f"has an id that was not asked for: {str(found['id'])[:40]!r}")
    if not isinstance(found["en"], str):
        raise ValueError(f"answers {found['id']} with no text")
    return found["id"], found["en"]


def _ending(status: int | None) -> str:
    """Return a message for a command that ends before it has answered everything."""
    match status:
        case None:
            return "closed its output"
        case 0:
            return "ended"
        case 127:
            return "was not found (status 127)"
        case _ if status < 0:
            return f"was ended by signal {-status}"
    return f"ended with status {status}"


def _end(process: subprocess.Popen[bytes], *, patiently: bool) -> None:
    """End ``process`` and all processes in its group; if ``patiently``, let it end by itself first."""
    if patiently:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    _signal(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, number)
        else:  # Windows has no process groups of this kind
            process.send_signal(number)
