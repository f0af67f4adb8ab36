"""The table of all directions as spreadsheets (.xlsx), one in each language. The same table always gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from xlsxwriter import Workbook

from generator.data import Data
from generator.write.phrases import Phrases
from generator.write.sheet import columns, row
from generator.write.views import Views

WIDTHS = {"short": 16, "text": 30, "long": 60, "number": 12, "link": 40}
"""Kind of column → its width in characters. templates/theme/assets/search/spreadsheet.js has the same."""
_MADE = datetime(2000, 1, 1)
"""The time of making that is written into the file: a real one would differ with each build."""


def spreadsheet_files(data: Data, languages: Sequence[Phrases]) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, contents) of the spreadsheet in each language."""
    for phrases in languages:
        v = Views(data.library, phrases, f"{phrases.language}/")
        yield f"data/coop-guides.{phrases.language}.xlsx", spreadsheet(v, data.base)


def spreadsheet(v: Views, base: str) -> bytes:
    """Return a workbook with a row for each direction, the newest guide first. ``base`` is the address of the site root.

    Texts are written as texts: none runs as a formula.
    """
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"title": v._("STI Cooperation Guides"), "created": _MADE})
    sheet = book.add_worksheet(v._("Directions"))
    top = {"valign": "top"}
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top})
    plain, wrapped = book.add_format(top), book.add_format({"text_wrap": True, **top})
    link = book.add_format({"font_color": "#0563C1", "underline": 1, **top})
    kinds = columns(v)
    for place, column in enumerate(kinds):
        sheet.set_column(place, place, WIDTHS[column.kind])
        sheet.write_string(0, place, column.heading, head)
    directions = v.library.newest_first(v.library.directions)
    for number, direction in enumerate(directions, 1):
        for place, (column, value) in enumerate(zip(kinds, row(v, direction), strict=True)):
            if value is None:
                sheet.write_blank(number, place, None, plain)
            elif not isinstance(value, str):
                sheet.write_number(number, place, value, plain)
            elif column.kind == "link" and base:
                sheet.write_url(number, place, f"{base}{value}", link)
            else:
                sheet.write_string(
                    number, place, value, wrapped if column.kind == "text" else plain
                )
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(directions), len(kinds) - 1)
    book.close()
    return made.getvalue()
