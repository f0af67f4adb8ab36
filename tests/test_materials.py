"""The bill of materials of a release is complete, and every licence was reviewed."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import materials
import pytest
from conftest import ROOT
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EPOCH = "1763683200"
ENTRY = re.compile(r"^([\w.-]+)==([^\s;\\]+)(?: ; (.*?))? \\$")


def locked() -> dict[str, str]:
    """Return package → version, from the lock, of packages needed to run the generator on this machine.

    These are the packages named by the project, and those that are in the lock because of them.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions: dict[str, str] = {}
    wanted_by: dict[str, set[str]] = {}
    name = ""
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if entry := ENTRY.match(line):
            name = entry[1]
            if entry[3] is None or Marker(entry[3]).evaluate():
                versions[name] = entry[2]
            wanted_by[name] = set()
        elif via := re.match(r"    #(?: via)? +([\w.-]+)", line):
            wanted_by[name].add(via[1])
    found = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    while more := {n for n in versions.keys() - found if wanted_by[n] & found}:
        found |= more
    return {name: versions[name] for name in found}


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return materials.bill_of(materials.installed(), materials.runtime() - {materials.PROJECT})


def test_the_bill_names_every_package_that_the_lock_has_for_running(bill: dict[str, Any]) -> None:
    named = {canonicalize_name(c["name"]): c["version"] for c in bill["components"]}
    assert len(named) > 30
    assert named == locked()


def test_nothing_that_only_tests_is_in_it(bill: dict[str, Any]) -> None:
    assert not {"pytest", "mypy", "cyclonedx-bom"} & {c["name"] for c in bill["components"]}
    (root,) = (d for d in bill["dependencies"] if d["ref"] == "root-component")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(root["dependsOn"]) == len(project["dependencies"])


def test_every_licence_was_looked_at(bill: dict[str, Any]) -> None:
    """A package under another licence than those of `REVIEWED` is a decision to be taken."""
    found = {c["name"]: c["licenses"][0]["expression"] for c in bill["components"]}
    assert {n: e for n, e in found.items() if not materials.parts(e) <= materials.REVIEWED} == {}


def test_what_was_settled_is_still_needed(bill: dict[str, Any]) -> None:
    assert materials.SETTLED.keys() <= {canonicalize_name(c["name"]) for c in bill["components"]}


def test_nothing_in_it_tells_when_or_where_it_was_made(bill: dict[str, Any]) -> None:
    text = materials.written(bill)
    assert bill["metadata"]["timestamp"] == "2025-11-21T00:00:00+00:00"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    assert str(ROOT) not in text
    assert "file:" not in text
    again = {key: value for key, value in bill.items() if key != "serialNumber"}
    names = {canonicalize_name(c["name"]) for c in bill["components"]}
    assert materials.bill_of(again, names)["serialNumber"] == bill["serialNumber"]


def test_the_list_has_a_row_for_each(bill: dict[str, Any]) -> None:
    lines = materials.listed(bill).splitlines()
    assert len([line for line in lines if line.startswith("| ")]) == len(bill["components"]) + 1
    assert any(re.fullmatch(r"\| jinja2 \| [\d.]+ \| BSD-3-Clause \|", line) for line in lines)
