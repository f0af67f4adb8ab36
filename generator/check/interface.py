"""The site's own words are all translated, and nothing is translated that nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.findings import Finding, Places
from generator.link import Library
from generator.translate.catalogue import read_po
from generator.write.interface import messages

_PLACEHOLDER = re.compile(r"\{\w*\}")


def check_interface(library: Library, places: Places) -> Iterator[Finding]:
    """Missing and unused entries of the interface catalogue, and placeholders that differ."""
    del library
    catalogue = {entry.msgid: entry for entry in read_po(places.seeds.interface)}
    used = messages()
    for message, files in used.items():
        entry = catalogue.get(message)
        if entry is None or not entry.translated():
            yield Finding("error", f"no Chinese for “{message}” ({files[0]})")
        elif sorted(_PLACEHOLDER.findall(message)) != sorted(_PLACEHOLDER.findall(entry.msgstr)):
            yield Finding("error", f"placeholders differ in “{message}”: “{entry.msgstr}”")
    for message in catalogue.keys() - used.keys():
        yield Finding("error", f"nobody says “{message}”")
