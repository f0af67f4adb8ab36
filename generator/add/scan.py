"""scan: the recognised text of a scan → what a person has to confirm, and the text to correct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.add.receive import Received
from generator.errors import InputError
from generator.folders import replace_file

_CODES = ("recognised-doubt", "recognised-number")


def to_confirm(received: Received) -> Iterator[str]:
    """Yield a line for each place of a recognised text with a doubtful character or a number."""
    for note in received.guide.diagnostics:
        if note.code in _CODES:
            yield f"{received.place(note.line)}: {note.message}"


def hand_over(received: Received, text: Path | None) -> InputError:
    """Write the recognised text to the file ``text``, if there is one, and return the error that says what to do next."""
    again = "correct them in a text file and give it"
    if text:
        lines = "".join(f"{paragraph.text}\n" for paragraph in received.guide.paragraphs)
        replace_file(text, lines.encode())
        again = f"correct them in {text}, which now holds the text, and give it again"
    recognition = received.guide.recognition
    assert recognition
    return InputError(
        f"is a scan: its text was recognised (OCR) and nothing is put in yet. Compare the {len(recognition.doubts)} doubtful"
        f" characters and {len(recognition.numbers)} numbers above with the pages, {again}: guides add {received.path.name}"
        f" --text {text or 'FILE.txt'}",
        received.path,
    )
