"""carry_out: Plan → seeds/ and content/. Each step is one rename, and each may be the last.

A run that is killed between two steps leaves guides that are held whole and pages that do not
know them yet; adding the file again does the steps that are missing.
"""

from __future__ import annotations

from generator.add.admit import Entry
from generator.add.plan import Plan
from generator.folders import put, refusing, replace_file, replace_folder, replacing
from generator.outputs import resolved
from generator.seeds import RECORD
from generator.translate.update import write_po


def carry_out(plan: Plan) -> None:
    """Write what ``plan`` says, for a run that is alone; InputError where the disk refuses."""
    for entry in plan.entries:
        if entry.status != "held":
            _put(entry)
    for path, text in plan.ties.items():
        replace_file(path, text.encode())
    write_po(plan.catalogue, plan.places.catalogue)
    replace_folder(plan.content, plan.pages, (plan.places.root,))


def _put(entry: Entry) -> None:
    """The folder of a guide: the source byte for byte, guide.yml, and what else stood there."""
    record = entry.recorded.record
    ours = {RECORD, entry.former} if entry.former else set()
    with refusing(entry.folder), replacing(resolved(entry.folder), ours) as new:
        put(new, record.file, entry.wanted.received.data)
        put(new, RECORD, entry.record_text.encode())
