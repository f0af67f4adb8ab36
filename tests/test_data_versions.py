"""Versions of the data: new when the data are, kept for good, with a log of what changed; and what describes the data."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import extruct
import frictionless
import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from conftest import BASE, ROOT
from constructed import built, direction, seeds_of
from datacite import schema45
from rdflib import DCAT, RDF, Graph, URIRef

from generator.build.catalogues import DESCRIPTIONS
from generator.check import Places
from generator.check import check as run_checks
from generator.cli import main
from generator.data import Data, contents
from generator.data_versions import Contents, DataVersion, History, compare, data_version
from generator.errors import InputError
from generator.ledger import DataRecord, Release, broken, load_ledger, write_ledger
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds

TITLES = {"1.1": "中国和法国科技合作项目", "1.5": "中国和芬兰科技合作项目"}


def guide(**titles: str) -> str:
    return "".join(f"{number} {direction(title=title)}\n" for number, title in titles.items())


def release(seeds: Seeds, site: Path, version: str, day: str) -> str:
    arguments = ["release", version, "--seeds", str(seeds.root), "--site", str(site)]
    result = CliRunner().invoke(main, [*arguments, "--date", day])
    assert result.exit_code == (2 if result.stderr else 0), result.output
    return result.output


def change_guide(seeds: Seeds, text: str, **record: Any) -> None:
    """Let the guide 2022-1 have another ``text``, and other values in guide.yml."""
    folder, data = seeds.guides / "2022-1", text.encode()
    known = json.loads((folder / "guide.yml").read_text(encoding="utf-8"))
    changed = known | {"sha256": hashlib.sha256(data).hexdigest()} | record
    (folder / "guide.txt").write_bytes(data)
    (folder / "guide.yml").write_text(json.dumps(changed), encoding="utf-8")


def read(site: Path, path: str) -> Any:
    return json.loads((site / "data" / path).read_bytes())


# A version is new when the data are


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Build the site of a guide whose data were released, changed, and released again."""
    folder = tmp_path_factory.mktemp("twice")
    seeds = seeds_of(folder / "seeds", {"2022-1": guide(**TITLES)})
    library, places = built(seeds)
    assert data_version(library.history) is None
    assert read(places.site, "changes.json") == []
    assert release(seeds, places.site, "0.1.0", "2026-11-20").endswith(", data v1\n")
    assert release(seeds, places.site, "0.1.1", "2026-11-21").endswith(": nothing new\n")
    assert data_version(load_library(seeds).history) == "v1"

    titles = {"1.1": TITLES["1.1"].replace("法国", "德国"), "1.6": "中国和日本科技合作项目"}
    change_guide(seeds, guide(**titles), assumed=[{"key": "stage", "reason": {"zh": "无标记", "en": "no mark"}}])  # fmt: skip
    assert "has other data than the seeds" in release(seeds, places.site, "0.2.0", "2026-12-31")
    library, places = built(seeds)
    assert data_version(library.history) is None
    unreleased = read(places.site, "changes.json")[0]
    assert (unreleased["version"], unreleased["since"]) == (None, "v1")
    seeds.redirects.write_text(
        "".join(
            f"- {{old: '{path}', new: 'zh/', reason: x, date: 2026-12-31}}\n"
            for path in _lost(seeds, places.site)
        ),
        encoding="utf-8",
    )
    assert release(seeds, places.site, "0.2.0", "2026-12-31").endswith(", data v2\n")
    return built(seeds)[1]


def _lost(seeds: Seeds, site: Path) -> list[str]:
    """Return the published places that ``site`` has lost, as these guides lose directions, which ours never do."""
    return [message.split(" ")[0] for message in broken(load_ledger(seeds.ledger), [], site)]


def test_the_log_says_what_changed(twice: Places) -> None:
    second, first = read(twice.site, "changes.json")
    assert first == {
        "version": "v1",
        "date": "2026-11-20",
        "release": "0.1.0",
        "since": None,
        "changes": None,
    }
    assert (second["version"], second["release"], second["since"]) == ("v2", "0.2.0", "v1")
    found = second["changes"]["lists"]
    assert found["directions"]["added"] == ["2022-1/1.6"]
    assert found["directions"]["removed"] == ["2022-1/1.5"]
    assert "title" in found["directions"]["changed"]["2022-1/1.1"]
    assert "directions" in found["guides"]["changed"]["2022-1"]
    assert set(found["partners"]["added"]) == {"DE", "JP"}
    assert set(found["partners"]["removed"]) == {"FR", "FI"}
    assert "assumed" in found["guides"]["changed"]["2022-1"]
    assert second["changes"]["columns"] == {}


def test_old_versions_stay(twice: Places) -> None:
    """Each file at its address, byte for byte as in the archive, and the archive as the ledger has it."""
    for entry in load_ledger(twice.seeds.ledger):
        assert entry.data
        folder = twice.site / "data" / entry.data.version
        data = (folder / f"coop-guides-{entry.data.version}.zip").read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry.data.sha256
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                assert (folder / name).read_bytes() == packed.read(name)
        assert read(folder.parent.parent, f"{entry.data.version}/datapackage.json")["version"] == entry.data.version  # fmt: skip
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "checksums.txt"], cwd=folder, check=True)  # fmt: skip
        assert f"version: {entry.data.version}" in (folder / "CITATION.cff").read_text("utf-8")
    assert [d["id"] for d in read(twice.site, "v1/directions.json")] == ["2022-1/1.1", "2022-1/1.5"]


def test_pages_say_which_version_they_show(twice: Places) -> None:
    for language, words in (("en", "the first version"), ("zh", "首个版本")):
        page = (twice.site / language / "data/index.html").read_text(encoding="utf-8")
        assert words in page
        assert 'href="../../data/v1/"' in page
        assert 'href="../../data/v2/coop-guides-v2.zip"' in page
        assert "2022-1/1.6" in page
    assert "v2，2026-12-31发布" in (twice.site / "data/index.html").read_text(encoding="utf-8")
    assert not list(run_checks(load_library(twice.seeds), twice, ["links"]))


def test_the_same_data_have_the_same_version(twice: Places) -> None:
    """Wherever the site stands, and whenever it is built."""
    library = load_library(twice.seeds)
    assert data_version(library.history) == "v2"
    assert release(twice.seeds, twice.site, "0.3.0", "2027-01-31").endswith(": nothing new\n")


@pytest.mark.parametrize("change", ["missing", "other"])
def test_an_archive_that_was_released_is_not_changed(twice: Places, tmp_path: Path, change: str) -> None:  # fmt: skip
    seeds = seeds_of(tmp_path / "seeds", {"2022-1": guide(**TITLES)})
    record = DataRecord(version="v1", sha256="0" * 64)
    entry = Release(release="0.1.0", date=date(2026, 11, 20), data=record, paths={})
    write_ledger(seeds.ledger, [entry])
    seeds.versions.mkdir()
    if change == "other":
        (seeds.versions / "v1.zip").write_bytes((twice.seeds.versions / "v1.zip").read_bytes())
    with pytest.raises(InputError) as error:
        load_library(seeds)
    assert error.value.path == seeds.versions / "v1.zip"


def test_the_ledger_numbers_versions_one_after_the_other(tmp_path: Path) -> None:
    path, sha256 = tmp_path / "ledger.yml", "1" * 64
    entries = [
        Release(release="0.1.0", date=date(2026, 11, 20), paths={"": ()}),
        Release(release="0.2.0", date=date(2026, 11, 21), data=DataRecord(version="v1", sha256=sha256), paths={}),
        Release(release="0.3.0", date=date(2026, 11, 22), paths={"zh/": ("top",)}),
        Release(release="0.4.0", date=date(2026, 11, 23), data=DataRecord(version="v2", sha256=sha256), paths={}),
    ]  # fmt: skip
    write_ledger(path, entries)
    assert load_ledger(path) == tuple(entries)
    write_ledger(path, [*entries[:1], *entries[2:]])
    with pytest.raises(InputError) as error:
        load_ledger(path)
    assert str(error.value).endswith("v2 is not the next data version, v1")


# The comparison


def of(*entries: Any, **columns: str) -> Contents:
    return Contents({"directions": entries}, {"directions": columns})


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (of({"id": "a", "x": 1}), of({"id": "a", "x": 1}), {}),
        # The address of the site and the version are no data.
        (of({"id": "a", "url": "a/"}), of({"id": "a", "url": "https://example.org/a/"}), {}),
        (of({"id": "a", "data_version": None}), of({"id": "a", "data_version": "v1"}), {}),
        (of({"id": "a"}), of({"id": "b"}), {"added": ("b",), "removed": ("a",)}),
        (of({"code": "a", "x": 1}), of({"code": "a", "x": 2}), {"changed": {"a": ("x",)}}),
        (of({"id": "a", "x": {"y": [1]}}), of({"id": "a", "x": {"y": [2]}}), {"changed": {"a": ("x",)}}),
        # A new key is told once, and is no change of each entry.
        (of({"id": "a", "x": [{"y": 1}]}), of({"id": "a", "x": [{"y": 1, "z": 2}]}), {"keys": ("x.z",)}),
        (of({"id": "a"}), of({"id": "a", "n": None}), {"keys": ("n",)}),
    ],
)  # fmt: skip
def test_what_changed(before: Contents, now: Contents, found: dict[str, Any]) -> None:
    changes = compare(before, now)
    entries = changes.lists.get("directions")
    told = {} if entries is None else {k: v for k, v in entries.model_dump().items() if v}
    if columns := changes.columns.get("directions.json"):
        told["keys"] = columns.added
    assert told == found
    assert bool(changes) == bool(found)


@pytest.mark.parametrize(("name", "field"), [("agencies", "agencies"), ("codes", "flags")])
def test_names_of_the_vocabulary_are_data(library: Library, name: str, field: str) -> None:
    """Only agencies.csv has the names of agencies, and only codes.csv those of kinds and conditions."""
    vocabulary = library.vocabulary
    first, *others = getattr(vocabulary, field)
    code = next(e.code for e in (first, *others) if name == "codes" or e.code in _named(library))
    renamed = tuple(
        e.model_copy(update={"name": e.name.model_copy(update={"en": "Another"})}) if e.code == code else e
        for e in (first, *others)
    )  # fmt: skip
    other = replace(library, vocabulary=replace(vocabulary, **{field: renamed}))
    changes = compare(contents(Data(library)), contents(Data(other)))
    key, keys = (code, ("name",)) if name == "agencies" else (f"flag/{code}", ("label",))
    assert changes.lists[name].changed == {key: keys}


def _named(library: Library) -> set[str]:
    return {mention.agency for d in library.directions.values() for mention in d.agencies}


def test_columns_that_changed() -> None:
    before, now = of(a="string", b="string", c="integer"), of(a="string", c="string", d="string")
    assert compare(before, now).columns["directions.csv"].model_dump() == {
        "added": ("d",),
        "removed": ("b",),
        "retyped": ("c",),
    }


def test_misprints_that_were_noted() -> None:
    places = ("2022-1/1.1#field-1", "2022-1/1.1#field-2")
    noted = [{"at": place, "printed": "x", "meant": "y"} for place in places]
    before, now = (
        Contents({"guides": [{"id": "2022-1", "corrections": noted[:count]}]}, {})
        for count in (1, 2)
    )
    assert compare(before, now).corrected == places[1:]


def test_the_first_version_has_nothing_to_compare() -> None:
    history = History().next("0.2.0", date(2026, 12, 31))
    assert data_version(History()) is None
    assert data_version(history) == "v1"
    assert history.log[0].changes is None


# What a person assumed


def test_what_is_assumed_is_in_the_data(site: Path, library: Library) -> None:
    """2022-1 has no mark of a draft (its text begins without a title page); the other texts say what they are."""
    guides = {entry["id"]: entry for entry in read(site, "guides.json")}
    assert [fact["key"] for fact in guides["2022-1"]["assumed"]] == ["stage"]
    assert [id_ for id_, entry in guides.items() if entry["assumed"]] == ["2022-1"]
    for language in ("zh", "en"):
        reason = library.records["2022-1"].assumed[0].reason.model_dump()[language]
        assert reason in (site / language / "2022-1/index.html").read_text(encoding="utf-8")


# All in one archive, and checksums


def test_checksums_are_of_all_files(published: Path) -> None:
    data = published / "data"
    check = ["sha256sum", "--check", "--strict", "--quiet", "checksums.txt"]
    subprocess.run(check, cwd=data, check=True)
    named = {line.split("  ")[1] for line in (data / "checksums.txt").read_text("utf-8").splitlines()}  # fmt: skip
    there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert there - named == {"checksums.txt", "index.html"}


def test_the_reference_tool_takes_the_archive(published: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(published / "data/coop-guides.zip") as packed:
        names = set(packed.namelist())
        packed.extractall(tmp_path)
    assert {"README.md", "LICENSE.txt", *(file for _, file, _ in DESCRIPTIONS)} <= names
    for path in names - {"checksums.txt"}:
        assert (tmp_path / path).read_bytes() == (published / "data" / path).read_bytes()
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])


# Descriptions for catalogues


@pytest.fixture(params=["site", "published"])
def data(request: pytest.FixtureRequest) -> Path:
    """The data of a site without an address, and of one with it."""
    folder: Path = request.getfixturevalue(request.param)
    return folder / "data"


def test_datacite_would_take_it(data: Path) -> None:
    assert schema45.validate(json.loads((data / "datacite.json").read_bytes()))
    with pytest.raises(jsonschema.ValidationError):
        schema45.validator.validate({"titles": []})


def test_dcat_is_a_graph_of_every_file(data: Path) -> None:
    whole = BASE if "example.org" in (data / "dcat.jsonld").read_text("utf-8") else "file:///"
    graph = Graph().parse(data / "dcat.jsonld", publicID=f"{whole}data/dcat.jsonld")
    dataset = URIRef(f"{whole}data/")
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    addresses = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    resources = json.loads((data / "datapackage.json").read_bytes())["resources"]
    assert addresses == {f"{whole}data/{resource['path']}" for resource in resources}
    assert len(set(graph.objects(dataset, DCAT.distribution))) == len(resources)


def test_croissant_names_files_and_columns_that_are_there(data: Path) -> None:
    """The tool of the format, which needs pandas and SciPy, found it valid (docs/tools.md)."""
    found = json.loads((data / "croissant.json").read_bytes())
    files = {entry["@id"]: entry for entry in found["distribution"]}
    for path, entry in files.items():
        assert entry["sha256"] == hashlib.sha256((data / path).read_bytes()).hexdigest()
    for table in found["recordSet"]:
        for field in table["field"]:
            source = field["source"]
            head = (data / source["fileObject"]["@id"]).read_text("utf-8-sig").splitlines()[0]
            assert source["extract"]["column"] in head.split(",")
        assert {key["@id"] for key in table["key"]} <= {field["@id"] for field in table["field"]}


@pytest.mark.parametrize("page", ["data/", "zh/data/", "en/data/"])
def test_pages_describe_the_data_set(published: Path, page: str) -> None:
    text = (published / page / "index.html").read_text(encoding="utf-8")
    (found,) = extruct.extract(text, base_url=BASE + page, syntaxes=["json-ld"])["json-ld"]
    assert (found["@type"], found["@id"]) == ("Dataset", f"{BASE}data/")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for download in found["distribution"]:
        assert download["@type"] == "DataDownload"
        path = download["contentUrl"].removeprefix(BASE)
        content = (published / path).read_bytes()
        assert download["contentSize"] == f"{len(content)} B"
        assert download["sha256"] == hashlib.sha256(content).hexdigest()
    assert "data/coop-guides.zip" in found["distribution"][0]["contentUrl"]


def test_the_log_keeps_to_its_schema(twice: Places) -> None:
    schema = read(twice.site, "schema/changes.json")
    log = read(twice.site, "changes.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(log)
    assert [DataVersion.model_validate(entry).version for entry in log] == ["v2", "v1"]


def test_the_projects_citation_is_of_this_version() -> None:
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (found["title"], found["version"]) == (project["name"], project["version"])
