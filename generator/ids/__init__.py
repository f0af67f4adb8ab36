"""Identifiers, anchors and paths: the only place that builds and parses them.

The grammar is public:

>>> str(GuideId.parse("2021-2-draft"))
'2021-2-draft'
>>> DirectionId.parse("2017-1/1.16")
DirectionId(guide=GuideId(year=2017, batch=1, stage='final'), number='1.16')
>>> field_anchor((2, 3))
'field-2-3'
"""

from __future__ import annotations

from generator.ids.addresses import LANGUAGES, Address, parse_path, parse_place
from generator.ids.anchors import (
    agreement_anchor,
    call_anchor,
    field_anchor,
    in_guide,
    is_anchor,
    positional,
    requirement_anchor,
    step_anchor,
    strand_anchor,
)
from generator.ids.identifiers import (
    DirectionId,
    GuideId,
    distinct_number,
    guide_of,
    number_of,
    place,
    split_place,
    unknown_code,
)
from generator.ids.names import urn
from generator.ids.paths import (
    address,
    changes_path,
    compared_guides,
    comparison_path,
    content_file,
    direction_path,
    domain_path,
    feed_path,
    flag_path,
    guide_path,
    lineage_path,
    markdown_path,
    page_path,
    partner_data_path,
    partner_path,
    relative,
    source_path,
)

__all__ = [
    "LANGUAGES",
    "Address",
    "DirectionId",
    "GuideId",
    "address",
    "agreement_anchor",
    "call_anchor",
    "changes_path",
    "compared_guides",
    "comparison_path",
    "content_file",
    "direction_path",
    "distinct_number",
    "domain_path",
    "feed_path",
    "field_anchor",
    "flag_path",
    "guide_of",
    "guide_path",
    "in_guide",
    "is_anchor",
    "lineage_path",
    "markdown_path",
    "number_of",
    "page_path",
    "parse_path",
    "parse_place",
    "partner_data_path",
    "partner_path",
    "place",
    "positional",
    "relative",
    "requirement_anchor",
    "source_path",
    "split_place",
    "step_anchor",
    "strand_anchor",
    "unknown_code",
    "urn",
]
