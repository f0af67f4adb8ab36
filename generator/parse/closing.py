"""The closing matter of a guide, below its last direction. It states no facts about a direction."""

from __future__ import annotations

from collections.abc import Sequence

from generator.grammar.closings import (
    Number,
    closes,
    is_contact,
    is_signer,
    last_sections,
    number_of,
)
from generator.parse.directions import RawDirection
from generator.passage import Passage


def take_closing(preamble: Sequence[Passage], directions: Sequence[RawDirection]) -> list[Passage]:
    """Remove the closing matter from the end of the last direction, and return it.

    What other directions have too belongs to the direction: “三、申报要求” may be a part of each. A contact directly above
    the closing matter belongs to it if no other direction names one.
    """
    if not directions or directions[-1].heading.cell:
        return []
    *others, last = directions
    texts = [passage.text for passage in last.body]
    sections = last_sections([passage.text for passage in preamble])
    elsewhere = {passage.text for direction in others for passage in direction.body}
    start, counted = len(texts), set[Number]()
    for place, (above, text, below) in enumerate(
        zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    ):
        if text not in elsewhere and closes(
            text, above=above, below=below, counted=counted, sections=sections
        ):
            start = place
            break
        if number := number_of(text):
            counted.add(number)
    own_contact = any(map(is_contact, elsewhere))
    while 0 < start < len(texts) and (
        is_signer(above := texts[start - 1]) or (is_contact(above) and not own_contact)
    ):
        start -= 1
    closing = last.body[start:]
    del last.body[start:]
    return closing
