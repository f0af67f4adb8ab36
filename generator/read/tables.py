"""The rows of a table → lines of text, row by row."""

from __future__ import annotations

from collections.abc import Sequence

_BETWEEN = " | "


def row_texts(cells: Sequence[Sequence[str]]) -> list[str]:
    """A row of short cells in one line; where a cell holds several paragraphs, the table only
    lays out the page, and each paragraph stands for itself.

    >>> row_texts([["1"], ["能源"], ["5项"]]), row_texts([["说明"], ["一、目标", "二、方向"]])
    (['1 | 能源 | 5项'], ['说明', '一、目标', '二、方向'])
    """
    if any(len(cell) > 1 for cell in cells):
        return [text for cell in cells for text in cell]
    texts = [text for cell in cells for text in cell]
    return [_BETWEEN.join(texts)] if texts else []
