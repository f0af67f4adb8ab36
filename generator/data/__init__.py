"""The open data: their definition, the entries made from the library, and the tables."""

from generator.data.entries import (
    Data,
    Json,
    agencies_json,
    codes_json,
    contents,
    directions_json,
    domains_json,
    dumps,
    guides_json,
    lineages_json,
    parsed_json,
    partner_json,
    partners_json,
)

__all__ = [
    "Data",
    "Json",
    "agencies_json",
    "codes_json",
    "contents",
    "directions_json",
    "domains_json",
    "dumps",
    "guides_json",
    "lineages_json",
    "parsed_json",
    "partner_json",
    "partners_json",
]
