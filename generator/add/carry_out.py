"""carry_out: Plan → seeds/ and content/. Each step is one rename, and each may be the last.

A run that is killed between two steps leaves guides that are held whole and pages that do not
know them yet; adding the file again does the steps that are missing.
"""

from __future__ import annotations

import shutil

from generator.add.admit import Entry
from generator.add.plan import Plan
from generator.folders import put_in_place, refusing, replace_file, replace_folder, staging
from generator.read import READERS
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
    replace_folder(plan.content, plan.pages)


def _put(entry: Entry) -> None:
    """The folder of a guide: the source byte for byte, guide.yml, and what else stood there."""
    received, record = entry.wanted.received, entry.recorded.record
    with refusing(entry.folder):
        new = staging(entry.folder)
        try:
            if entry.folder.exists():
                shutil.copytree(entry.folder, new, dirs_exist_ok=True)
                for suffix in READERS:  # the source that was held may be another format
                    (new / f"guide{suffix}").unlink(missing_ok=True)
            (new / record.file).write_bytes(received.data)
            (new / RECORD).write_text(entry.record_text, encoding="utf-8")
            new.chmod(0o755)
            put_in_place(new, entry.folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
