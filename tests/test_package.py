"""Independent tools accept the description of the data and the schemas."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest
from conftest import BASE
from dplib.settings import PROFILE_BASEDIR
from referencing import Registry, Resource

from generator.build.package import Provenance
from generator.build.site import open_data
from generator.data import Data
from generator.data.tables import files, tables
from generator.link import Library


def described(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data/datapackage.json").read_bytes())
    return found


def test_the_reference_tool_finds_the_package_valid(site: Path) -> None:
    """Descriptor, checksums, types and constraints of every cell, primary and foreign keys."""
    report = frictionless.validate(str(site / "data/datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert [task.name for task in report.tasks if task.type == "table"] == list(tables())


def test_the_reference_tool_would_find_an_error(site: Path, tmp_path: Path) -> None:
    resource = next(r for r in described(site)["resources"] if r["name"] == "domains")
    data = (site / "data/domains.csv").read_bytes()
    (tmp_path / "domains.csv").write_bytes(data + data.splitlines()[1] + b"\r\n")
    package = described(site) | {"resources": [resource]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    kinds = {
        kind
        for (kind,) in frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type"])
    }
    assert {"hash-count", "primary-key"} <= kinds


def test_it_keeps_to_version_2(site: Path) -> None:
    """By the profile of the standard, which the reference tool does not read."""
    profile = Path(PROFILE_BASEDIR, "2.0", "datapackage.json").read_bytes()
    keeps = jsonschema.validators.validator_for(json.loads(profile))(json.loads(profile))
    keeps.validate(described(site))
    with pytest.raises(jsonschema.ValidationError):
        keeps.validate(described(site) | {"contributors": [{"roles": []}]})


def test_it_describes_what_is_there(site: Path) -> None:
    resources = described(site)["resources"]
    assert len(resources) == len(tables()) + len(files())
    for resource in resources:
        data = (site / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert (site / "data" / resource.get("jsonSchema", "")).exists()
    for source in described(site)["sources"]:
        assert (site / "data" / source["path"]).is_file()


def test_it_names_the_list_of_codes_of_a_column(site: Path) -> None:
    tables = {resource["name"]: resource for resource in described(site)["resources"]}
    fields = {field["name"]: field for field in tables["directions"]["schema"]["fields"]}
    assert {name: fields[name].get("codes") for name in ("kind", "domains", "flags", "title_zh")} == {
        "kind": "kind", "domains": "domain", "flags": "flag", "title_zh": None,
    }  # fmt: skip
    assert "separated by spaces" in fields["domains"]["description"]


def test_guides_are_found_from_an_archive_too(published: Path) -> None:
    """Where the site's address is known, the sources are not told by a path beside the package."""
    for source in described(published)["sources"]:
        address = source["path"]
        assert address.startswith(BASE)
        assert (published / address.removeprefix(BASE)).is_file()


def test_its_date_is_that_of_the_newest_input(library: Library) -> None:
    day = "2026-11-20T10:00:00+08:00"
    for newest in (day, None):
        files = dict(open_data(Data(library, BASE), Provenance("0" * 40, False, newest)))
        package = json.loads(files["data/datapackage.json"])
        assert package.get("created") == newest
        assert package["homepage"] == f"{BASE}en/data/"


def validator(site: Path, name: str) -> jsonschema.Draft202012Validator:
    """Return a validator for a published schema. Schemas to which it refers are in the same folder."""
    found = {
        path.name: json.loads(path.read_bytes()) for path in (site / "data/schema").glob("*.json")
    }
    for schema in found.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    registry = Registry().with_resources(
        (key, Resource.from_contents(schema)) for key, schema in found.items()
    )
    return jsonschema.Draft202012Validator(found[f"{name}.json"], registry=registry)


@pytest.mark.parametrize(
    "name", ["directions", "guides", "partners", "domains", "lineages", "agencies", "codes"]
)
def test_lists_keep_to_their_schemas(site: Path, name: str) -> None:
    data = json.loads((site / f"data/{name}.json").read_bytes())
    validator(site, name).validate(data)
    with pytest.raises(jsonschema.ValidationError):
        validator(site, name).validate([data[0] | {"surplus": 1}])


def test_partners_keep_to_their_schema(site: Path, library: Library) -> None:
    schema = validator(site, "partner")
    for code in library.by_partner:
        schema.validate(json.loads((site / f"data/partners/{code.lower()}.json").read_bytes()))
