"""Limits for reading files, so that no file takes more than ten seconds or a gigabyte of memory.

A file that exceeds one is refused with a message of one line that names the limit. The largest known
guide has 15,000 characters on 25 pages; all limits are far above the needs of one ten times as large.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError

_ALONE = "save only the guide in a separate file"
_AGAIN = "open it in Word, WPS or LibreOffice and save it again as .docx"
_PRINTED = "print the pages of the guide alone to a new PDF"


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest allowed number of something in a file, and the advice for a file that has more."""

    most: int
    what: str
    advice: str
    verb: str = "holds"

    def check(self, found: int, path: Path | None = None) -> None:
        """Raise InputError if ``found`` exceeds the limit."""
        if found > self.most:
            raise self.error(path)

    def error(self, path: Path | None = None) -> InputError:
        """Return the error that names this limit in one line."""
        return InputError(
            f"{self.verb} more than {self.most:,} {self.what}, which is the limit: {self.advice}",
            path,
        )


BYTES = Limit(100_000_000, "bytes", "save it without pictures")
LINES = Limit(30_000, "lines or paragraphs", _ALONE)
CHARACTERS = Limit(500_000, "characters of text", _ALONE)
SECONDS = Limit(7, "seconds to read", _ALONE, "takes")
"""Processor time for all work on one file."""

PACKED = Limit(10_000, "files packed in it", _AGAIN)
UNPACKED = Limit(50_000_000, "bytes of XML once unpacked", _AGAIN)
XML_DEPTH = Limit(250, "levels of nested elements", _AGAIN)

MARKUP = Limit(10_000_000, "bytes without its pictures", _ALONE)
ELEMENTS = Limit(300_000, "elements", _ALONE)
ATTRIBUTES = Limit(2_000, "attributes of one element", _ALONE)
PAGE_DEPTH = Limit(400, "levels of nested elements", f"{_ALONE}, or as PDF")
QUOTE_DEPTH = Limit(20, "levels of lists and quotations", _ALONE)

PDF_PAGES = Limit(1_000, "pages", _PRINTED)
PDF_LETTERS = Limit(250_000, "letters", _PRINTED)
PDF_LETTERS_ON_PAGE = Limit(50_000, "letters on a page", _PRINTED)
PDF_PARTS_ON_PAGE = Limit(100_000, "texts, lines and pictures on a page", _PRINTED)
PDF_NOTES_ON_PAGE = Limit(10_000, "links, comments and form fields on a page", _PRINTED)
SCANNED_PAGES = Limit(100, "scanned pages", _PRINTED)
SCAN_SECONDS = Limit(1_800, "seconds to recognise", _PRINTED, "takes")
SCAN_MEGABYTES = Limit(8_000, "megabytes of memory to recognise", _PRINTED, "takes")
PDF_SECONDS = Limit(7, "seconds to read", _PRINTED, "takes")
PDF_MEGABYTES = Limit(800, "megabytes of memory to read", _PRINTED, "takes")


@contextmanager
def in_time(path: Path) -> Iterator[None]:
    """Raise InputError in the body of the ``with`` statement when it has taken `SECONDS` of processor time.

    This works only in the main thread of a process, and not on Windows; elsewhere only the other limits
    apply.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise SECONDS.error(path)

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS.most, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
