"""Descriptions of the data for catalogues and reference managers, beside datapackage.json.

CITATION.cff (Citation File Format 1.2.0), datacite.json (DataCite 4.5: what a DOI would be registered with), dcat.jsonld
(DCAT 3), croissant.json (Croissant 1.0), and the data set in terms of schema.org for pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from generator.archive import archive
from generator.build.package import PACKAGE, Provenance, fingerprint
from generator.checkout import templates
from generator.cite.works import DATA_TITLE, SITE
from generator.data import Data, Json, dumps
from generator.data.tables import files, tables
from generator.ids import urn
from generator.model import Guide
from generator.seedfile import Bilingual, load

ZIP = "coop-guides.zip"
CHECKSUMS = "checksums.txt"
SPDX = "CC-BY-4.0"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DESCRIPTIONS = (
    ("Citation File Format", "CITATION.cff", "application/yaml"),
    ("DataCite", "datacite.json", "application/vnd.datacite.datacite+json"),
    ("Data Package", "datapackage.json", "application/json"),
    ("DCAT", "dcat.jsonld", "application/ld+json"),
    ("Croissant", "croissant.json", "application/ld+json"),
)
"""(name, file, media type) of each format in which the data are described."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The data as a whole, as far as catalogues describe them."""

    at: str
    """The address of their folder, ending in a slash; `./` if the site's address is not known."""
    version: str | None
    date: str | None
    """The day of the release of their version. For data without a version, the day of the newest input, if it is known."""
    years: tuple[int, ...]
    """The first and last year of the guides."""
    about: Mapping[str, Json]
    """Path of a file in the folder → its size and checksum."""

    @property
    def described(self) -> Iterator[tuple[str, Bilingual, str, Json]]:
        """Yield (path, title, media type, size and checksum) of each file of the data."""
        listed = [(f"{t.name}.csv", t.title, "text/csv") for t in tables().values()]
        listed += [(file.path, file.title, file.mediatype) for file in files()]
        yield from ((path, title, media, self.about[path]) for path, title, media in listed)


def dataset(data: Data, origin: Provenance, about: Mapping[str, Json], folder: str) -> Dataset:
    """Return the description of the data in ``folder`` under the site root."""
    library, base = data.library, data.base
    current = library.history.current
    newest = origin.newest_input and origin.newest_input[:10]
    years = sorted(guide.year for guide in library.guides)
    return Dataset(
        at=f"{base}{folder}" if base else "./",
        version=current.version if current else None,
        date=current.date if current else newest,
        years=tuple(dict.fromkeys((*years[:1], *years[-1:]))),
        about=about,
    )


def catalogue_files(found: Dataset, guides: tuple[Guide, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the folder of the data, contents) of each description, of README.md and of LICENSE.txt."""
    yield "CITATION.cff", citation(found).encode()
    yield "datacite.json", dumps(datacite(found)).encode()
    yield "dcat.jsonld", dumps(dcat(found)).encode()
    yield "croissant.json", dumps(croissant(found)).encode()
    readme = templates("data").get_template("README.md.j2")
    context = {"title": DATA_TITLE, "found": found, "guides": guides, "formats": DESCRIPTIONS}
    listed = [(f"{table.name}.csv", table.row) for table in tables().values()]
    listed += [(file.path, file.row) for file in files()]
    yield "README.md", readme.render(context, listed=listed).encode()
    yield "LICENSE.txt", templates("data").get_template("LICENSE.txt").render().encode()


def checksums(about: Mapping[str, Json]) -> bytes:
    """Return the checksums of the files in a folder, for `sha256sum --check`."""
    lines = (f"{entry['hash'].removeprefix('sha256:')}  {path}\n" for path, entry in sorted(about.items()))  # fmt: skip
    return "".join(lines).encode()


def packed(whole: Mapping[str, bytes], made: str | None) -> bytes:
    """Return one archive of the files of a folder, with their checksums."""
    about = {path: fingerprint(data) for path, data in whole.items()}
    return archive({**whole, CHECKSUMS: checksums(about)}, made)


# The formats


@cache
def _texts() -> tuple[str, str, list[str], str]:
    """Return (description in Chinese, in English, keywords, creator) as package.yml has them."""
    package = load(PACKAGE, dict[str, Any])
    zh, en = package["description"].split("\n\n")
    return zh, en, package["keywords"], package["contributors"][0]["title"]


def citation(found: Dataset) -> str:
    """Return CITATION.cff."""
    _, abstract, keywords, creator = _texts()
    entries = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below. 使用本数据请按下列信息引用。",
        "type": "dataset",
        "title": DATA_TITLE["en"],
        "authors": [{"name": creator}],
        "version": found.version,
        "date-released": found.date if found.version else None,
        "license": SPDX,
        "url": _whole(found.at),
        "abstract": abstract,
        "keywords": keywords,
    }
    known = {key: value for key, value in entries.items() if value}
    return str(yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100))


def datacite(found: Dataset) -> Json:
    """Return the metadata with which DataCite would register a DOI. Without a date, the year is that of the newest guide."""
    zh, en, keywords, creator = _texts()
    year = found.date[:4] if found.date else str(max(found.years, default=2000))
    whole = _whole(found.at)
    rights = {
        "rights": "Creative Commons Attribution 4.0 International",
        "rightsUri": LICENCE,
        "rightsIdentifier": SPDX,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
    made: Json = {
        "creators": [{"name": creator, "nameType": "Organizational"}],
        "titles": [
            {"title": DATA_TITLE["en"], "lang": "en"},
            {"title": DATA_TITLE["zh"], "titleType": "TranslatedTitle", "lang": "zh"},
        ],
        "publisher": {"name": SITE["en"]},
        "publicationYear": year,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
        "subjects": [{"subject": keyword} for keyword in keywords],
        "language": "zh",
        "rightsList": [rights],
        "descriptions": [
            {"description": en, "descriptionType": "Abstract", "lang": "en"},
            {"description": zh, "descriptionType": "Abstract", "lang": "zh"},
        ],
        "geoLocations": [{"geoLocationPlace": "China"}],
        "formats": list(dict.fromkeys(media for _, _, media, _ in found.described)),
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if found.date:
        kind = "Issued" if found.version else "Updated"
        made["dates"] = [{"date": found.date, "dateType": kind}]
    if found.version:
        made["version"] = found.version
    if whole:
        made["url"] = whole
    return made


def schema_org(found: Dataset) -> Json:
    """Return the data set in terms of schema.org, with a `DataDownload` for each file."""
    _, abstract, keywords, creator = _texts()
    made: Json = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": found.at,
        "url": found.at,
        "name": DATA_TITLE["en"],
        "alternateName": DATA_TITLE["zh"],
        "description": abstract,
        "keywords": keywords,
        "license": LICENCE,
        "creator": {"@type": "Organization", "name": creator},
        "publisher": {"@type": "Organization", "name": SITE["en"]},
        "isAccessibleForFree": True,
        "inLanguage": ["zh-Hans", "en"],
        "spatialCoverage": {"@type": "Place", "name": "China"},
        "temporalCoverage": "/".join(map(str, (*found.years[:1], *found.years[-1:]))),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": title.en,
                "contentUrl": found.at + path,
                "encodingFormat": media,
                "contentSize": f"{about['bytes']} B",
                "sha256": about["hash"].removeprefix("sha256:"),
            }
            for path, title, media, about in _downloads(found)
        ],
    }
    if found.version:
        made["version"] = found.version
    if found.date:
        made["datePublished" if found.version else "dateModified"] = found.date
    return made


def _downloads(found: Dataset) -> Iterator[tuple[str, Bilingual, str, Json]]:
    """Yield the archive, if it is there, and each file of the data."""
    if ZIP in found.about:
        yield ZIP, Bilingual(zh="全部文件", en="All files"), "application/zip", found.about[ZIP]
    yield from found.described


def croissant(found: Dataset) -> Json:
    """Return the data set as Croissant, with a record set for each table."""
    kept = schema_org(found)
    del kept["@context"], kept["distribution"]
    return {
        "@context": _CROISSANT,
        **kept,
        "version": f"{(found.version or 'v0')[1:]}.0.0",  # Croissant wants three numbers
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": f"{_texts()[3]}: {DATA_TITLE['en']}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": path,
                "name": path,
                "description": title.en,
                "contentUrl": found.at.removeprefix("./") + path,
                "contentSize": f"{about['bytes']} B",
                "encodingFormat": media,
                "sha256": about["hash"].removeprefix("sha256:"),
            }
            for path, title, media, about in found.described
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": table.name,
                "name": table.name,
                "description": table.row.en,
                "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
                "field": [
                    {
                        "@type": "cr:Field",
                        "@id": f"{table.name}/{column.name}",
                        "name": column.name,
                        "description": column.meaning.en,
                        "dataType": _CROISSANT_TYPES[column.type],
                        "source": {
                            "fileObject": {"@id": f"{table.name}.csv"},
                            "extract": {"column": column.name},
                        },
                    }
                    for column in table.of("csv")
                ],
            }
            for table in tables().values()
        ],
    }


_CROISSANT_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean"}
_CROISSANT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The JSON-LD context of Croissant 1.0."""


def dcat(found: Dataset) -> Json:
    """Return the data set in DCAT, as JSON-LD."""
    zh, en, keywords, creator = _texts()
    made: Json = {
        "@context": _DCAT,
        "@id": found.at,
        "@type": "dcat:Dataset",
        "dct:title": [_in(DATA_TITLE["zh"], "zh"), _in(DATA_TITLE["en"], "en")],
        "dct:description": [_in(zh, "zh"), _in(en, "en")],
        "dcat:keyword": [_in(k, "en" if k.isascii() else "zh") for k in keywords],
        "dcat:theme": {
            "@id": f"{_AUTHORITY}data-theme/TECH",
            "@type": "skos:Concept",
            "skos:prefLabel": _in("Science and technology", "en"),
        },
        "dct:creator": {"@id": urn("authors"), "@type": "foaf:Agent", "foaf:name": creator},
        "dct:publisher": {"@id": urn("site"), "@type": "foaf:Agent", "foaf:name": SITE["en"]},
        "dct:license": {"@id": LICENCE, "@type": "dct:LicenseDocument"},
        "dct:language": [
            {"@id": f"{_AUTHORITY}language/{code}", "@type": "dct:LinguisticSystem"}
            for code in ("ZHO", "ENG")
        ],
        "dct:spatial": {"@id": f"{_AUTHORITY}country/CHN", "@type": "dct:Location"},
        "dcat:landingPage": {"@id": f"{found.at}index.html", "@type": "foaf:Document"},
        "dcat:distribution": [
            {
                "@id": found.at + path,
                "@type": "dcat:Distribution",
                "dct:title": [_in(title.zh, "zh"), _in(title.en, "en")],
                "dcat:accessURL": {"@id": found.at + path},
                "dcat:downloadURL": {"@id": found.at + path},
                "dcat:mediaType": {
                    "@id": f"https://www.iana.org/assignments/media-types/{media}",
                    "@type": "dct:MediaType",
                },
                "dcat:byteSize": {"@value": str(about["bytes"]), "@type": "xsd:nonNegativeInteger"},
                "dct:license": {"@id": LICENCE, "@type": "dct:LicenseDocument"},
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": {
                        "@value": about["hash"].removeprefix("sha256:"),
                        "@type": "xsd:hexBinary",
                    },
                },
            }
            for path, title, media, about in found.described
        ],
    }
    if found.years:
        first, last = found.years[0], found.years[-1]
        made["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": str(first), "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": str(last), "@type": "xsd:gYear"},
        }
    if found.version:
        made["dcat:version"] = found.version
    if found.date:
        day = {"@value": found.date, "@type": "xsd:date"}
        made["dct:issued" if found.version else "dct:modified"] = day
    return made


_AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Where the lists of the EU's publications office are, which catalogues in Europe share."""
_DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _in(text: str, language: str) -> Json:
    return {"@value": text, "@language": language}


def _whole(at: str) -> str | None:
    """Return the address of the folder, or None if it is not known."""
    return None if at == "./" else at
