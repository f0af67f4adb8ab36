"""What a page is about as JSON-LD with types of schema.org, for search engines and other programs.

Everything with an address has one node with this address as its `@id`: a direction and its guide are the official texts in
Chinese; the page in English is their translation. All pages say the same of a node, so that their statements can be put
together. Texts say their language. What the sources do not state, such as a date, is absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import ids
from generator.build.identified import Identified
from generator.build.signposts import LICENCE, MINISTRY, TYPES
from generator.cite import AUTHOR
from generator.data import Json
from generator.escape import script_json
from generator.link import Library
from generator.model import Guide, Text

_CONTEXT = ["https://schema.org", {"dcterms": "http://purl.org/dc/terms/"}]
_SITE = Text("国际科技合作指南库（非官方）", "STI Cooperation Guides (unofficial)")
_STAGES = {
    "draft": Text("征求意见稿", "Draft for comment"),
    "final": Text("正式指南", "Final text"),
}
_PLACES = {"country": "Country", "organisation": "Organization"}
"""Type of a partner → its type of schema.org, where that is not `Place`."""


def linked(thing: Identified, library: Library, page: str, base: str) -> str:
    """Return the JSON-LD of the page at ``page``, the landing page of ``thing`` or its page in a language.

    ``base`` is the address of the site root; if it is empty, identifiers are relative to the page.
    """
    nodes = list(_Nodes(library, page, base).about(thing))
    return script_json({"@context": _CONTEXT, "@graph": nodes})


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The nodes of a page."""

    library: Library
    page: str
    base: str

    def about(self, thing: Identified) -> Iterator[Json]:
        """Yield the node of ``thing`` and then those to which it refers."""
        match thing.kind:
            case "direction":
                yield from self._direction(thing)
            case "guide":
                yield from self._whole_guide(thing)
            case "partner":
                yield self._partner(thing.name)
            case "domain":
                scheme = {"@id": self._at("data/domains.json")}
                yield self._domain(thing.name) | {"inDefinedTermSet": scheme}
            case "lineage":
                node = self._node(thing.path, TYPES["lineage"], thing.title)
                yield node | {"hasPart": self._refs(thing.directions)}
            case "comparison":
                guides = ids.compared_guides(thing.name)
                nodes = [self._guide(self.library.guide(guide)) for guide in guides]
                yield self._node(thing.path, TYPES["comparison"], thing.title) | {
                    "about": [*map(_ref, nodes)],
                    "author": {"@id": self._at("") + "#site"},
                    "license": LICENCE,
                }
                yield from (*nodes, *self._authors())

    def _direction(self, thing: Identified) -> Iterator[Json]:
        direction = self.library.directions[thing.name]
        guide = self.library.guide(direction.guide)
        partners = dict.fromkeys((*direction.named_partners, *direction.partners))
        nodes = [self._partner(code) for code in partners]
        # An organisation such as ITER is no place.
        places = [_ref(node) for node in nodes if node["@type"] != "Organization"]
        bodies = [_ref(node) for node in nodes if node["@type"] == "Organization"]
        domains = [self._domain(code) for code in direction.domains]
        whole = self._guide(guide)
        yield {
            **self._work(thing.path, thing.name, thing.title, guide),
            "isPartOf": _ref(whole),
            "spatialCoverage": places,
            "about": [*map(_ref, domains), *bodies],
            **self._version(guide, self.library.counterpart(direction.id)),
        }
        yield from (*self._translation(thing), whole, *nodes, *domains, *self._authors())
        yield from self._breadcrumb(thing, guide)

    def _breadcrumb(self, thing: Identified, guide: Guide) -> Iterator[Json]:
        """Yield the way from the guide to its direction ``thing``."""
        at = self._at(thing.path)
        names = guide.title, thing.title
        items = [
            {
                "@id": f"{at}#breadcrumb-{place}",
                "@type": "ListItem",
                "position": place,
                "name": _tagged(name),
                "item": {"@id": self._at(path)},
            }
            for place, (name, path) in enumerate(
                zip(names, (ids.guide_path(guide.id), thing.path), strict=True), 1
            )
        ]
        yield {
            "@id": f"{at}#breadcrumb",
            "@type": "BreadcrumbList",
            "itemListElement": [*map(_ref, items)],
        }
        yield from items

    def _whole_guide(self, thing: Identified) -> Iterator[Json]:
        guide, record = self.library.guide(thing.name), self.library.records[thing.name]
        file = self._at(ids.source_path(guide.id, record.file))
        yield {
            **self._guide(guide),
            "hasPart": self._refs(thing.directions),
            "encoding": {"@id": file},
            **self._version(guide, self.library.other_version(guide.id)),
        }
        yield {"@id": file, "@type": "MediaObject", "contentUrl": file, "sha256": record.sha256}
        yield from (*self._translation(thing), *self._authors())

    def _guide(self, guide: Guide) -> Json:
        """Return what every page that refers to ``guide`` says of it."""
        record = self.library.records[guide.id]
        node = self._work(ids.guide_path(guide.id), guide.id, guide.title, guide)
        if record.published:
            node["datePublished"] = record.published
        if record.source_url:
            node["sameAs"] = record.source_url
        return node

    def _work(self, path: str, number: str, title: Text, guide: Guide) -> Json:
        """Return the node of ``guide`` or of one of its directions."""
        node = {
            **self._node(path, "Report", title),
            "url": self._at(path),
            "reportNumber": number,
            "inLanguage": "zh-Hans",
            "creativeWorkStatus": _tagged(_STAGES[guide.stage]),
            "author": {"@id": MINISTRY},
        }
        if title.en:
            node["workTranslation"] = {"@id": self._at(f"en/{path}")}
        return node

    def _version(self, guide: Guide, other: str | None) -> Json:
        """Return the relation of a draft to its final text ``other``, or of a final text to its draft."""
        relation = "dcterms:isReplacedBy" if guide.stage == "draft" else "dcterms:replaces"
        return {relation: {"@id": self._at(ids.direction_path(other))}} if other else {}

    def _translation(self, thing: Identified) -> Iterator[Json]:
        if thing.title.en:
            yield {
                "@id": self._at(f"en/{thing.path}"),
                "@type": "Report",
                "name": {"@language": "en", "@value": thing.title.en},
                "inLanguage": "en",
                "translationOfWork": {"@id": self._at(thing.path)},
                "translator": {"@id": self._at("") + "#site"},
                "license": LICENCE,
            }

    def _partner(self, code: str) -> Json:
        vocabulary = self.library.vocabulary
        name, kind = vocabulary.partner_name(code), vocabulary.partner_type(code)
        node = self._node(
            ids.partner_path(code), _PLACES.get(kind, "Place"), Text(name.zh, name.en)
        )
        return node | {"identifier": code}

    def _domain(self, code: str) -> Json:
        name = self.library.vocabulary.domain(code).name
        node = self._node(ids.domain_path(code), TYPES["domain"], Text(name.zh, name.en))
        return node | {"termCode": code}

    def _authors(self) -> Iterator[Json]:
        """Yield the ministry and the site."""
        ministry = Text(AUTHOR["zh"], AUTHOR["en"])
        yield {"@id": MINISTRY, "@type": "GovernmentOrganization", "name": _tagged(ministry)}
        site = self._at("")
        yield {"@id": f"{site}#site", "@type": "Organization", "name": _tagged(_SITE), "url": site}

    def _node(self, path: str, type_: str, title: Text) -> Json:
        return {"@id": self._at(path), "@type": type_, "name": _tagged(title)}

    def _refs(self, directions: Iterable[str]) -> list[Json]:
        return [{"@id": self._at(ids.direction_path(direction))} for direction in directions]

    def _at(self, path: str) -> str:
        return ids.address(path, self.page, self.base)


def _ref(node: Json) -> Json:
    return {"@id": node["@id"]}


def _tagged(text: Text) -> list[Json]:
    """Return ``text`` as a value in each of its languages."""
    values = (("zh-Hans", text.zh), ("en", text.en))
    return [{"@language": language, "@value": value} for language, value in values if value]
