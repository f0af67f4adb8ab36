"""The five guides give the same data in other layouts and wordings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import GUIDES, SEEDS
from variants import FAMILIES, FURNITURE, REWRITES, SETTINGS, Variant, wrapped

from generator.check.source import Printed
from generator.check.text import lost_text
from generator.clean import clean
from generator.data import parsed_json
from generator.enrich import enrich
from generator.model import Source
from generator.parse import parse
from generator.read import read
from generator.read.text import read_text
from generator.vocabulary import Vocabulary

EXPECTED = Path(__file__).parent / "expected"
SOURCE = Source("guide.txt", "0" * 64)


@cache
def paragraphs(guide_id: str) -> tuple[str, ...]:
    """Return the paragraphs of a guide, which do not depend on its layout."""
    found = clean(read(SEEDS.guides / guide_id / "guide.txt").lines).paragraphs
    return tuple(paragraph.text for paragraph in found)


@cache
def expected(guide_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXPECTED / f"{guide_id}.json").read_text(encoding="utf-8"))
    return found


def assert_same(guide_id: str, variant: Variant, vocabulary: Vocabulary) -> None:
    text = variant.print(paragraphs(guide_id))
    lines = read_text(text.encode(), Path("guide.txt")).lines
    guide = enrich(parse(clean(lines), SOURCE), vocabulary)
    found, reviewed = parsed_json(guide), expected(guide_id)
    assert variant.comparable(found["guide"]) == variant.comparable(reviewed["guide"])
    for one, other in zip(found["directions"], reviewed["directions"], strict=True):
        assert variant.comparable(json.loads(json.dumps(one))) == variant.comparable(other)
    assert variant.comparable(found["diagnostics"]) == variant.comparable(reviewed["diagnostics"])
    assert list(lost_text(guide, Printed(text))) == []


@pytest.mark.parametrize("guide_id", GUIDES)
@pytest.mark.parametrize("variant", [*SETTINGS, *FURNITURE], ids=lambda variant: variant.name)
def test_layouts(guide_id: str, variant: Variant, vocabulary: Vocabulary) -> None:
    assert_same(guide_id, variant, vocabulary)


@pytest.mark.parametrize("guide_id", GUIDES)
@pytest.mark.parametrize("variant", REWRITES, ids=lambda variant: variant.name)
def test_wordings(guide_id: str, variant: Variant, vocabulary: Vocabulary) -> None:
    assert_same(guide_id, variant, vocabulary)


def composed(seed: int) -> Variant:
    """Return a combination of variants, which depends only on the seed."""
    choose = Random(seed)
    families = [FAMILIES[i] for i in sorted(choose.sample(range(len(FAMILIES)), 3))]
    return sum(
        (choose.choice(family) for family in (*families, FURNITURE)),
        start=Variant("", setting=wrapped(28)),
    ).set_as(choose.choice(SETTINGS))


@pytest.mark.parametrize("seed", range(60))
def test_compositions(seed: int, vocabulary: Vocabulary) -> None:
    assert_same(GUIDES[seed % len(GUIDES)], composed(seed), vocabulary)
