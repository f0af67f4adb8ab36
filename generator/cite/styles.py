"""Citations in plain text.

A citation processor would take longer than the rest of a build. The tests compare the styles with one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from generator.cite.works import Citation


class Reference(NamedTuple):
    """A citation in plain text, without the date of access. The reader's browser puts it in when it copies the text."""

    before: str
    accessed: str
    """The words for the date of access, with `{day}` for “November 29, 2026” or `{iso}` for “2026-11-29”. APA and Chicago
    have them only for works without a date."""
    after: str

    @property
    def text(self) -> str:
        """The citation without the date of access."""
        return self.before + self.after


def _words(c: Citation) -> tuple[str, str, str]:
    """Return the words for a work without a date, within another, and retrieved on a day, in the language of ``c``."""
    if c.language == "en":
        return "n.d.", "In ", " Retrieved {day}, from"
    return "无日期", "见", " 检索于{iso}."


def apa(c: Citation) -> Reference:
    """Return the citation in APA, 7th edition. Original title and translator are named as for a translated work."""
    undated, within, retrieved = _words(c)
    parts = [f"{c.author}. ({c.date[0] if c.date else undated}). {c.title}"]
    if c.original:
        parts.append(f" [{c.original}] ({c.translator}, Unofficial trans.)")
    if c.container:
        parts.append(f". {within}{c.container} ({c.place})")
    if c.kind == "data":
        version = f" (Version {c.version})" if c.version else ""
        parts.append(f"{version} [{'Dataset' if c.language == 'en' else '数据集'}]")
    accessed = "" if c.date else retrieved
    return Reference("".join(parts) + ".", accessed, f" {c.url}" if c.url else "")


def chicago(c: Citation) -> Reference:
    """Return the citation in Chicago, author–date. Full stops and commas go inside English quotation marks."""
    undated, within, retrieved = _words(c)
    head = f"{c.author}. {c.date[0] if c.date else undated.removesuffix('.')}. "
    if c.kind == "guide":
        head += f"{c.title} [{c.original}]." if c.original else f"{c.title}."
    elif c.original:
        head += f"“{c.title}” [{c.original}]."
    else:
        head += f"“{c.title}.”" if c.language == "en" else f"“{c.title}”."
    translated = f"nofficial translation by {c.translator}"
    if c.container:
        whole = f"{c.container},"
        if c.language == "en":
            whole = whole.replace("”,", ",”")
        head += f" {within}{whole} {c.place}"
        head += f", u{translated}." if c.original else "."
    elif c.original:
        head += f" U{translated}."
    if c.version:
        head += f" Version {c.version}."
    if c.kind == "data" and c.published:
        head += f" {date.fromisoformat(c.published):%B %-d}."
    if c.language == "en":
        retrieved = " Accessed {day}."
    accessed = "" if c.date else retrieved
    return Reference(head, accessed, f" {c.url}." if c.url else "")


def gb7714(c: Citation) -> Reference:
    """Return the citation in GB/T 7714—2015, numeric: a work online (EB/OL), or a data set online (DS/OL)."""
    english = c.language == "en"
    text = f"{c.author.upper() if english else c.author}. {c.title}"
    if c.place:
        text += f": {c.place}"
    text += "[DS/OL]" if c.kind == "data" else "[EB/OL]"
    if c.original:
        text += f". {c.translator.upper()}, trans. (unofficial)"
    if c.container:
        text += f"//{c.container}"
    if c.version:
        text += f". Version {c.version}" if english else f". {c.version}版"
    undated = "[n.d.]" if english else "[无日期]"
    issued = f"({c.published})" if c.published else undated
    return Reference(f"{text}. {issued}", "[{iso}]", f". {c.url}." if c.url else ".")


STYLES: dict[str, Callable[[Citation], Reference]] = {
    "GB/T 7714": gb7714,
    "APA": apa,
    "Chicago": chicago,
}
"""Name of a style → function that returns the citation as text."""
