"""JSON-LD as two processors and a vocabulary of schema.org understand it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import extruct
import pytest
from conftest import BASE, SEEDS
from pyld import jsonld
from rdflib import DCTERMS, RDF, Graph, Literal, URIRef
from rdflib.namespace import SDO

from generator import ids
from generator.build.identified import Identified, identified
from generator.build.linked import linked
from generator.build.signposts import MINISTRY
from generator.link import Library
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

WORDS = [Phrases(language, load_interface(language, SEEDS.interface)) for language in ids.LANGUAGES]
SITE = f"{BASE}#site"
SCHEMA = {
    "@vocab": "https://schema.org/",
    **{
        name: {"@type": "@id"}
        for name in ("url", "sameAs", "license", "contentUrl", "inDefinedTermSet")
    },
    "datePublished": {"@type": "https://schema.org/Date"},
}
"""What the context at https://schema.org says of the names used here. The tests do not fetch it."""


def offline(data: Any) -> Any:
    """Return JSON-LD with the context of schema.org in it."""
    contexts = [SCHEMA if one == "https://schema.org" else one for one in data["@context"]]
    return {**data, "@context": contexts}


def graph(data: Any, address: str) -> Graph:
    return Graph().parse(data=json.dumps(offline(data)), format="json-ld", base=address)


def on_page(site: Path, path: str) -> Any:
    """Return the JSON-LD of a page, as a program finds it that reads metadata of pages."""
    html = (site / path / "index.html").read_text(encoding="utf-8")
    (data,) = extruct.extract(html, base_url=BASE, syntaxes=["json-ld"])["json-ld"]
    return data


def about(library: Library, path: str) -> Graph:
    thing = next(thing for thing in identified(library, WORDS) if thing.path == path)
    return graph(json.loads(linked(thing, library, path, BASE)), BASE + path)


def node(path: str) -> URIRef:
    return URIRef(BASE + path)


@pytest.fixture(scope="module")
def things(library: Library) -> list[Identified]:
    return list(identified(library, WORDS))


@pytest.fixture(scope="module")
def everything(published: Path, things: list[Identified]) -> Graph:
    """What all landing pages say, put together."""
    found = Graph()
    for thing in things:
        found += graph(on_page(published, thing.path), BASE + thing.path)
    return found


def test_a_node_is_one_thing_with_one_name_in_each_language(everything: Graph) -> None:
    for subject in set(everything.subjects()):
        assert isinstance(subject, URIRef)
        assert len(list(everything.objects(subject, RDF.type))) == 1, subject
        for predicate in (SDO.name, SDO.creativeWorkStatus):
            texts = list(everything.objects(subject, predicate))
            languages = Counter(text.language for text in texts if isinstance(text, Literal))
            assert set(languages) <= {"zh-Hans", "en"}, subject
            assert set(languages.values()) <= {1}, subject
            assert len(texts) == languages.total()


def test_every_name_is_one_of_schema_org(everything: Graph) -> None:
    used = {*everything.predicates(), *everything.objects(None, RDF.type)} - {RDF.type}
    assert [name for name in used if name not in SDO] == []


def test_every_address_is_there(everything: Graph, published: Path) -> None:
    for name in {*everything.subjects(), *everything.objects()}:
        if isinstance(name, URIRef) and name.startswith(BASE) and name != URIRef(SITE):
            path, _, anchor = name.removeprefix(BASE).partition("#")
            assert anchor.rstrip("-12") in ("", "breadcrumb"), name
            assert (published / path).exists(), name


def test_what_is_named_is_described(everything: Graph) -> None:
    described = set(everything.subjects())
    places = [SDO.about, SDO.author, SDO.hasPart, SDO.isPartOf, SDO.spatialCoverage, SDO.translator]
    for predicate in (*places, SDO.translationOfWork, SDO.workTranslation):
        assert set(everything.objects(None, predicate)) <= described, predicate


@pytest.mark.parametrize(
    "path",
    [
        "2022-1/1.5/",
        "2024-2-draft/1.5/",
        "2022-1/",
        "partners/eu/",
        "domains/energy/",
        "guides/2022-1-since-2021-2-draft/",
    ],
)
def test_all_pages_and_processors_say_the_same(published: Path, site: Path, path: str) -> None:
    """The landing page and both pages, with and without the site's address, read by two processors."""
    expected = graph(on_page(published, path), BASE + path)
    for folder in (published, site):
        for page in (path, f"zh/{path}", f"en/{path}"):
            data = on_page(folder, page)
            assert set(graph(data, BASE + page)) == set(expected)
            quads = jsonld.to_rdf(
                offline(data), {"base": BASE + page, "format": "application/n-quads"}
            )
            assert set(Graph().parse(data=quads, format="nquads")) == set(expected)


def test_the_breadcrumb_leads_from_the_guide_to_the_direction(library: Library) -> None:
    found = about(library, "2022-1/1.5/")
    (crumbs,) = found.subjects(RDF.type, SDO.BreadcrumbList)
    steps = found.objects(crumbs, SDO.itemListElement)
    places = {found.value(s, SDO.position): found.value(s, SDO.item) for s in steps}
    assert {place.toPython(): page for place, page in places.items()} == {
        1: node("2022-1/"),
        2: node("2022-1/1.5/"),
    }


def test_a_direction_and_its_translation(library: Library) -> None:
    found = about(library, "2022-1/1.5/")
    work, english = node("2022-1/1.5/"), node("en/2022-1/1.5/")
    assert found.value(work, SDO.reportNumber) == Literal("2022-1/1.5")
    assert found.value(work, SDO.inLanguage) == Literal("zh-Hans")
    assert set(found.objects(work, SDO.name)) == {
        Literal("中国和芬兰政府间科技合作项目", "zh-Hans"),
        Literal("China–Finland Intergovernmental S&T Cooperation Projects", "en"),
    }
    assert found.value(work, SDO.author) == URIRef(MINISTRY)
    assert found.value(work, SDO.isPartOf) == node("2022-1/")
    assert found.value(work, SDO.spatialCoverage) == node("partners/fi/")
    assert found.value(work, SDO.workTranslation) == english
    assert found.value(english, SDO.translationOfWork) == work
    assert found.value(english, SDO.translator) == URIRef(SITE)
    assert found.value(english, SDO.license)
    assert found.value(work, SDO.license) is None  # an official document


def test_a_date_is_that_of_the_source_or_none(library: Library, everything: Graph) -> None:
    assert list(everything.subject_objects(SDO.datePublished)) == []
    address = "https://www.most.gov.cn/tztg/1.html"
    record = library.records["2022-1"].model_copy(
        update={"published": "2021-12-31", "source_url": address}
    )
    changed = replace(library, records={**library.records, "2022-1": record})
    for path in ("2022-1/", "2022-1/1.5/"):
        found = about(changed, path)
        assert str(found.value(node("2022-1/"), SDO.datePublished)) == "2021-12-31"
        assert found.value(node("2022-1/"), SDO.sameAs) == URIRef(address)


def test_a_draft_and_its_final_text(library: Library) -> None:
    later = library.records["2022-1"].model_copy(update={"supersedes": "2021-2-draft"})
    changed = replace(
        library,
        records={**library.records, "2022-1": later},
        versions={"2022-1": {}},
    )
    draft, final = node("2021-2-draft/"), node("2022-1/")
    assert about(changed, "2021-2-draft/").value(draft, DCTERMS.isReplacedBy) == final
    assert about(changed, "2022-1/").value(final, DCTERMS.replaces) == draft
    assert list(about(library, "2022-1/").objects(final, DCTERMS.replaces)) == []


def test_a_title_without_english_has_no_translation(library: Library) -> None:
    old = library.directions["2022-1/1.5"]
    new = replace(old, title=replace(old.title, en=None))
    guide = library.guide("2022-1")
    directions = tuple(new if d.id == new.id else d for d in guide.directions)
    changed = replace(
        library,
        directions={**library.directions, new.id: new},
        guides=tuple(
            replace(g, directions=directions) if g.id == guide.id else g for g in library.guides
        ),
    )
    found = about(changed, "2022-1/1.5/")
    assert found.value(node("2022-1/1.5/"), SDO.workTranslation) is None
    assert node("en/2022-1/1.5/") not in set(found.subjects())


def test_an_organisation_is_no_place(everything: Graph) -> None:
    places = set(everything.objects(None, SDO.spatialCoverage))
    types = {everything.value(place, RDF.type) for place in places}
    assert types <= {SDO.Country, SDO.Place}
