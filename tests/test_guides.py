"""Each guide gives exactly the data that a person has reviewed: tests/expected/<guide id>.json.

A missing file is written, and the test fails so that somebody compares it with the source. GUIDES_REVIEW=1 writes all
files again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import GUIDES, SEEDS

from generator.check.text import differences, kept_text, wrong_spans
from generator.data import dumps, parsed_json
from generator.ids import GuideId
from generator.link import Library
from generator.pipeline import parse_file
from generator.read import read
from generator.seeds import load_seeds
from generator.vocabulary import Vocabulary

EXPECTED = Path(__file__).parent / "expected"
DIRECTIONS = {"2017-1": 16, "2021-2-draft": 9, "2022-1": 17, "2023-1-draft": 18, "2024-2-draft": 14}


@pytest.mark.parametrize("guide_id", GUIDES)
def test_guide_is_as_reviewed(guide_id: str, vocabulary: Vocabulary) -> None:
    seed = next(s for s in load_seeds(SEEDS.guides) if s.record.id == guide_id)
    guide = parse_file(seed.path, vocabulary, seed.source)
    found: dict[str, Any] = parsed_json(guide)
    path = EXPECTED / f"{guide_id}.json"
    if not path.exists() or os.environ.get("GUIDES_REVIEW"):
        path.write_text(dumps(found), encoding="utf-8")
        pytest.fail(f"{path.name} was written; please review it against the source")
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert found["guide"] == expected["guide"]
    for one, other in zip(found["directions"], expected["directions"], strict=True):
        assert one == other
    assert found["diagnostics"] == expected["diagnostics"]


@pytest.mark.parametrize("guide_id", GUIDES)
def test_all_that_was_read_is_reviewed(guide_id: str, library: Library) -> None:
    """`guides parse` prints every text that the data have: statements, remarks and labels too."""
    expected = json.loads((EXPECTED / f"{guide_id}.json").read_text(encoding="utf-8"))
    printed = set(_strings(expected))
    assert [text for text in kept_text(library.guide(guide_id)) if text not in printed | {""}] == []
    labels = {s.label for d in library.guide(guide_id).directions for s in d.statements}
    assert labels <= printed


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in ``value``, a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_text_tells_the_guides_id(guide_id: str, library: Library, vocabulary: Vocabulary) -> None:
    """Year, batch and stage stand in the text: no --id is needed for the five."""
    record = library.records[guide_id]
    seed = next(s for s in load_seeds(SEEDS.guides) if s.record.id == guide_id)
    guide = parse_file(seed.path, vocabulary, seed.source)
    assert (guide.id, guide.year, guide.batch, guide.stage) == (
        record.id,
        record.year,
        record.batch,
        record.stage,
    )


def test_every_direction_is_there(library: Library) -> None:
    assert {g.id: len(g.directions) for g in library.guides} == DIRECTIONS
    assert len(library.directions) == 74


@pytest.mark.parametrize("guide_id", GUIDES)
def test_no_character_is_lost(guide_id: str, library: Library) -> None:
    data = (SEEDS.guides / guide_id / "guide.txt").read_bytes()
    assert list(differences(library.guide(guide_id), data, ".txt")) == []


@pytest.mark.parametrize("guide_id", GUIDES)
def test_spans_lead_back_to_their_lines(guide_id: str, library: Library) -> None:
    lines = read(SEEDS.guides / guide_id / "guide.txt").lines
    guide = library.guide(guide_id)
    assert list(wrong_spans(guide, lines)) == []
    for direction in guide.directions:
        for item in direction.items:
            assert direction.span.first <= item.span.first <= item.span.last <= direction.span.last


def test_numbers_run_as_printed(library: Library) -> None:
    """2017-1 counts 1.9, 1.10; the others 1.9, 2.0."""
    numbers = {g.id: [d.number for d in g.directions] for g in library.guides}
    assert numbers["2017-1"][8:11] == ["1.9", "1.10", "1.11"]
    assert numbers["2022-1"][8:11] == ["1.9", "2.0", "2.1"]


@pytest.mark.parametrize("guide_id", GUIDES)
def test_expected_id_is_valid(guide_id: str) -> None:
    assert str(GuideId.parse(guide_id)) == guide_id
