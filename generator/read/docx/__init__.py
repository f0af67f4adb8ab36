"""Word files (.docx): paragraphs in order, with the list numbers that Word generates.

No library generates Chinese list numbers, so the module `numbering` does. Tracked changes count as
accepted: insertions are text, and deletions are asides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path

from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.model import Aside, Diagnostic, Layout, Line, Reading
from generator.read import read_data, unseen
from generator.read.docx.body import Body
from generator.read.docx.looks import Looks
from generator.read.docx.numbering import Numbering
from generator.read.docx.package import BROKEN, DELETED, Package, qn
from generator.read.docx.words import Words, unread

_PARTS: dict[str, Aside] = {
    qn("w:hdr"): "header",
    qn("w:ftr"): "footer",
    qn("w:footnotes"): "footnote",
    qn("w:endnotes"): "footnote",
    qn("w:comments"): "comment",
}
"""Root element of a part → the kind of its text; that of other parts is “elsewhere”."""
_REPORTED: dict[Aside, str] = {
    "text_box": "text boxes",
    "comment": "comments",
    "field": "formulas, and fields without a result",
    "form_field": "form fields",
    "elsewhere": "charts, building blocks and the like",
}
"""Asides that may be text of the guide → their names in messages."""

_NO_TEXT = re.compile(r"\[content_types\]|docprops/|customxml/|(?:.*/)?_rels/")
"""The parts of a package that hold no text of the document, in lower case."""
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
}
"""The content types of parts in other formats → the suffix of the format."""


def read_docx(data: bytes, path: Path) -> Reading:
    """Return the paragraphs of a Word file, one line each; a line break in a paragraph ends it too.

    Headers, footers, notes, comments, text boxes, deletions and link targets are asides. InputError if
    the file cannot be opened or exceeds a limit.
    """
    return _reading(Package(data, path), path)


def _reading(package: Package, path: Path, *, imported: bool = False) -> Reading:
    """Return the content of a Word file; ``imported`` is True for one inside a Word file, which may hold no third."""
    main = package.main()
    root = package.xml(main)
    body = root.find(qn("w:body"))
    if body is None:
        raise InputError(BROKEN, path)
    beside = [package.related(main, kind) for kind in ("styles", "numbering")]
    styles, numbers = (package.xml(name) if name else None for name in beside)

    @cache
    def chunk(name: str) -> Reading | InputError:
        try:
            if not package.has(name):
                return InputError("is missing in the file")
            data = package.data(name)
            type_ = package.type_of(name)
            if type_ == "message/rfc822":
                data, type_ = _page_in(data), "text/html"
            if not data.startswith(b"PK"):
                return read_data(
                    data, Path(name).with_suffix(_SUFFIXES.get(type_, Path(name).suffix))
                )
            if imported:
                return InputError("is a Word file in a Word file in a Word file")
            return _reading(Package(data, path), path, imported=True)
        except InputError as error:
            return error

    looks = Looks(styles, has_background=root.find(qn("w:background")) is not None)
    walk = Body(Numbering(styles, numbers), looks, package.relations(main), chunk)
    lines: list[Line] = []
    notes: list[Diagnostic] = []
    number = 0
    for number, block in enumerate(walk.blocks(body), start=1):
        lines += block.lines(number)
        notes += (Diagnostic("warning", "left-out", message, number) for message in block.unknown)
    apart: list[tuple[Aside, str]] = [("elsewhere", text) for text in unread(root, walk.read)]
    folder = main[: main.rfind("/") + 1].lower()
    read = {name.lower() for name in (main, *beside) if name}
    for name in package.names:
        if not name.startswith(folder) or not name.endswith(".xml") or name in read:
            continue
        if _NO_TEXT.match(name):
            continue
        try:
            apart += _beside(package.xml(name))
        except InputError as error:
            if not error.message.startswith(f"{BROKEN}: {name}: "):
                raise
            message = f"{name} in the file is broken, and is left out"
            notes.append(Diagnostic("warning", "left-out", message))
    lines += (Line(text, number + 1, ends=False, aside=aside) for aside, text in apart)
    return Reading(tuple(lines), Layout("paragraph"), (*_notes(package, body, lines), *notes))


def _page_in(data: bytes) -> bytes:
    """Return the web page in a web archive (.mht), the form in which some programs put a page into a Word file."""
    message = message_from_bytes(data, policy=default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page else None
    return content if isinstance(content, bytes) else b""


def _beside(root: Element) -> Iterator[tuple[Aside, str]]:
    """Yield the text of a part other than the main one."""
    aside = _PARTS.get(root.tag, "elsewhere")
    found = Words(root, set(), {}, inside=aside)
    yield from found.asides
    if text := found.text.strip():
        yield aside, text


def _notes(package: Package, body: Element, lines: list[Line]) -> Iterator[Diagnostic]:
    """Yield diagnostics about text that is left out, and about tracked changes."""
    inserted = sum(1 for _ in body.iter(qn("w:ins")))
    deleted = sum(1 for _ in body.iter(*DELETED, qn("w:cellDel")))
    if inserted or deleted:
        message = f"changes are tracked: {inserted} insertions kept, {deleted} deletions left out"
        yield Diagnostic("warning", "tracked-changes", message)
    yield from unseen(lines)
    counted = Counter(line.aside for line in lines)
    for aside, name in _REPORTED.items():
        if count := counted[aside]:
            first = next(line for line in lines if line.aside == aside)
            message = f"{count} paragraph{'s' * (count > 1)} of {name} {'are' if count > 1 else 'is'} left out, the first “{first.text[:20]}”"
            yield Diagnostic("warning", aside.replace("_", "-"), message, first.number)
    if files := [name for name in package.names if "/embeddings/" in f"/{name}"]:
        message = f"{len(files)} files within this one are not read, the first {files[0]}"
        yield Diagnostic("warning", "file-within", message)
