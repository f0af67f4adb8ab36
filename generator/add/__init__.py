"""add: a file as received → a guide that is held, and a report of what a person should look at.

receive   file → Received                  its bytes, and the guide that the rules make of them
identify  Received → Identity              year, batch, stage, title: text, file name, options, questions
admit     Received, Identity → Entry       new, held already, or to replace what is held
plan      [Entry] → Plan → seeds/, content/   every file to write, made before the first is written
report    Plan → lines of text
"""

from __future__ import annotations

from generator.add.admit import Entry, Given, Wanted, admit, held_as
from generator.add.identify import Asker, Identity, identify, known_identity
from generator.add.plan import Plan, carry_out, make_plan
from generator.add.receive import NotAGuideError, Received, files_of, receive
from generator.add.report import report, vanished, written

__all__ = [
    "Asker",
    "Entry",
    "Given",
    "Identity",
    "NotAGuideError",
    "Plan",
    "Received",
    "Wanted",
    "admit",
    "carry_out",
    "files_of",
    "held_as",
    "identify",
    "known_identity",
    "make_plan",
    "receive",
    "report",
    "vanished",
    "written",
]
