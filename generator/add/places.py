"""A line of a source → where a person finds it: “line 23”, “page 1, line 3”, “paragraph 40”."""

from __future__ import annotations

from generator.model import Layout


def place_in(layout: Layout, line: int) -> str:
    """Where ``line`` stands in the file as received.

    >>> place_in(Layout(), 23), place_in(Layout(pages=(1, 31)), 33)
    ('line 23', 'page 2, line 3')
    >>> place_in(Layout(unit="paragraph"), 40)
    'paragraph 40'
    """
    if layout.pages:
        page, line = layout.locate(line)
        return f"page {page}, line {line}"
    return f"{layout.unit} {line}"
