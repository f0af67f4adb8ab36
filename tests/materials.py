"""The bill of materials and the list of licences of a release.

They have only packages that the generator needs, without those for tests. `make sbom` writes `sbom.cdx.json` (CycloneDX)
and `LICENSES.md`. The same commit and packages give the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "coop-guides"

REVIEWED = frozenset(
    {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0"}
)
"""Licences (SPDX) under which anybody may run, change and pass on the generator. MPL-2.0 requires that changes of its own
files are published; we change none."""
CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Classifiers that name exactly one licence. “BSD License” does not, as there are several."""
SETTLED = {
    "colorama": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}
"""Package → its licence according to its files, if its metadata has no SPDX expression."""

_NAMES = UUID("c1b1c9e4-0d7d-4e0c-9a53-4b3f7c0f1f2e")
"""The namespace of the serial numbers."""
_HEAD = """\
# Licences of what {project} {version} needs to run

By the packages' own metadata; the code itself is MIT. Packages with compiled parts bring the licences of what
is compiled into them in their own folders. All of it, with where it comes from, is in sbom.cdx.json.

| package | version | licence |
|---|---|---|
"""


def needs(package: str) -> list[Requirement]:
    """Return what ``package`` needs: the project by its pyproject.toml, the others by their installed metadata.

    The project's own metadata is that of the day on which it was installed, here or from another work tree.
    """
    if package != PROJECT:
        return [Requirement(text) for text in distribution(package).requires or ()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def runtime(name: str = PROJECT) -> frozenset[str]:
    """Return the packages that ``name`` needs, including itself."""
    found: dict[str, set[str]] = {}
    waiting = [(canonicalize_name(name), {""})]
    while waiting:
        package, extras = waiting.pop()
        if package in found and extras <= found[package]:
            continue
        found.setdefault(package, {""}).update(extras)
        for needed in needs(package):
            marker = needed.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in found[package]):
                waiting.append((canonicalize_name(needed.name), {"", *needed.extras}))
    return frozenset(found)


def licence(package: str, component: Mapping[str, Any]) -> str:
    """Return the licence of ``package`` as an SPDX expression: the reviewed one, or the declared one.

    If neither is known, the text of the metadata is returned, which the tests refuse.
    """
    if package in SETTLED:
        return SETTLED[package]
    told = [
        entry.get("expression") or entry["license"].get("id") or entry["license"].get("name", "")
        for entry in component.get("licenses", ())
    ]
    sure = {CLASSIFIERS.get(text, text) for text in told}
    named = {text for text in sure if not text.startswith("License ::")}
    return " AND ".join(sorted(named or sure))


def parts(expression: str) -> set[str]:
    """Return the licences in an SPDX expression.

    >>> sorted(parts("(Apache-2.0 OR BSD-2-Clause) AND MIT"))
    ['Apache-2.0', 'BSD-2-Clause', 'MIT']
    """
    return set(re.split(r"\s+(?:AND|OR)\s+", expression.replace("(", "").replace(")", "")))


def installed() -> dict[str, Any]:
    """Return the bill of all installed packages, made by CycloneDX's own tool."""
    tool = Path(sys.executable).parent / "cyclonedx-py"
    options = ("--output-reproducible", "--short-PURLs", "--no-validate")
    run = subprocess.run(
        [tool, "environment", "--pyproject", ROOT / "pyproject.toml", *options, sys.executable],
        capture_output=True,
        text=True,
        check=True,
    )
    bill = json.loads(run.stdout)
    assert isinstance(bill, dict)
    return bill


def bill_of(whole: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return ``whole`` with only the packages ``names``, each with one licence.

    The serial number is computed from the contents, so that equal bills are identical.
    """
    root = whole["metadata"]["component"]["bom-ref"]
    kept = [c for c in whole["components"] if canonicalize_name(c["name"]) in names]
    known = {root, *(component["bom-ref"] for component in kept)}
    components = []
    for component in kept:
        found = licence(canonicalize_name(component["name"]), component)
        how = "concluded" if canonicalize_name(component["name"]) in SETTLED else "declared"
        entry = {"expression": found, "acknowledgement": how}
        components.append({**component, "licenses": [entry]})
    direct = {
        canonicalize_name(needed.name)
        for needed in needs(PROJECT)
        if needed.marker is None or needed.marker.evaluate({"extra": ""})
    }
    names_of = {c["bom-ref"]: canonicalize_name(c["name"]) for c in kept}
    dependencies = []
    for entry in whole["dependencies"]:
        if entry["ref"] in known:
            on = [ref for ref in entry.get("dependsOn", ()) if ref in known]
            if entry["ref"] == root:  # the tool counts the extras too
                on = [ref for ref in on if names_of[ref] in direct]
            dependencies.append({"ref": entry["ref"], **({"dependsOn": on} if on else {})})
    bill = {**whole, "components": components, "dependencies": dependencies}
    return {**bill, "serialNumber": uuid5(_NAMES, json.dumps(bill, sort_keys=True)).urn}


def listed(bill: Mapping[str, Any]) -> str:
    """Return the list of licences of the packages in ``bill``, as Markdown."""
    root = bill["metadata"]["component"]
    rows = sorted(
        (canonicalize_name(c["name"]), c["version"], c["licenses"][0]["expression"])
        for c in bill["components"]
    )
    head = _HEAD.format(project=root["name"], version=root["version"])
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def written(bill: Mapping[str, Any]) -> str:
    """Return ``bill`` as the text of its file."""
    return json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(folder: Path) -> None:
    """Write both files into ``folder``. Fail if the bill is not valid CycloneDX."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - dear, and only for a release
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    bill = bill_of(installed(), runtime() - {PROJECT})
    text = written(bill)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise SystemExit(f"sbom.cdx.json: {error}")
    (folder / "sbom.cdx.json").write_text(text, encoding="utf-8")
    (folder / "LICENSES.md").write_text(listed(bill), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
