"""The site's own words are all translated, and nothing is translated that nobody says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.findings import Finding, Places
from generator.link import Library
from generator.translate.catalogue import read_po
from generator.write.interface import interface_words, messages


def check_interface(library: Library, places: Places) -> Iterator[Finding]:
    """Missing and unused entries of the interface catalogue."""
    del library
    words, used = interface_words(places.seeds.interface), messages()
    for message, files in used.items():
        if message not in words:
            yield Finding("error", f"no Chinese for “{message}” ({files[0]})")
    for message in sorted({entry.msgid for entry in read_po(places.seeds.interface)} - used.keys()):
        yield Finding("error", f"nobody says “{message}”")
