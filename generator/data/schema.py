"""The JSON Schemas of the published files, made from the definition."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from generator import ids
from generator.data.definition import Direction, PartnerFile
from generator.data.entries import Json
from generator.data.tables import files

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Schema(GenerateJsonSchema):
    """Schemas without the titles that pydantic makes of names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False


def schemas(codes: Mapping[str, tuple[str, ...]], base: str) -> Iterator[tuple[str, Json]]:
    """Yield (path under the site root, JSON Schema) of each kind of JSON file.

    ``codes`` are the values of each list of codes. ``base`` is the address of the site root, or empty.
    """
    kinds: list[tuple[str, Any, str, str]] = [
        ("direction.json", Direction, "Direction", Direction.__doc__ or ""),
        ("partner.json", PartnerFile, "Partner", PartnerFile.__doc__ or ""),
        *(
            (
                file.path,
                types.GenericAlias(list, (file.entry,)),
                file.title.en,
                f"A list. An entry is {file.row.en}.",
            )
            for file in files()
            if file.entry
        ),
    ]
    for name, kind, title, description in kinds:
        path = f"data/schema/{name}"
        made = TypeAdapter(kind).json_schema(mode="serialization", schema_generator=_Schema)
        yield (
            path,
            {
                "$schema": _DIALECT,
                "$id": base + path if base else ids.urn(path),
                "title": title,
                "description": description,
            }
            | {key: value for key, value in _told(made, codes).items() if key != "description"},
        )


def _told(value: Any, codes: Mapping[str, tuple[str, ...]]) -> Any:
    """Return a schema with what `told` knows of each field: its meaning in Chinese, unit, origin, and values.

    The title of a class is left out, as is the default of a field that may be absent.
    """
    if isinstance(value, list):
        return [_told(part, codes) for part in value]
    if not isinstance(value, dict):
        return value
    facts = value.get("facts")
    if "default" in value:  # absent, never null
        value = value | next(o for o in value["anyOf"] if o != {"type": "null"})
        value = {key: part for key, part in value.items() if key != "anyOf"}
    found = {
        key: _told(part, codes)
        for key, part in value.items()
        if key not in ("facts", "default") and not (key == "title" and isinstance(part, str))
    }
    if not facts:
        return found
    known = codes.get(facts["codes"] or "")
    if known and not {"enum", "const"} & set(re.findall(r"\w+", str(found))):
        inner = found["items"] if found.get("type") == "array" else found
        inner["enum"] = list(known)
    found["x-description-zh"] = facts["zh"]
    found["x-origin"] = facts["origin"]
    if facts["unit"]:
        found["x-unit"] = facts["unit"]
    return found
