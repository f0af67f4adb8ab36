"""No page or file gives a date of a guide that the sources lack, and each says where open calls are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from constructed import HEAD, built, direction, numbered, seeds_of
from lxml import html

from generator.link import Library

META = re.compile(r"(?i)date|year|published|issued|created")
FIELDS = {
    ".bib": re.compile(r"(?m)^\s*(year|month|date) ="),
    ".ris": re.compile(r"(?m)^(PY|DA|Y1|Y2)  -"),
    ".csl.json": re.compile(r'"(issued|original-date|event-date|submitted)":'),
    ".xml": re.compile(r"<(published|issued)>"),
}
OWN = ("data/", "en/data/", "zh/data/")
"""The pages of the data, whose versions have dates of their own."""


def dates(site: Path) -> Iterator[tuple[str, str]]:
    """Yield (file, what gives a date) of everything in ``site`` that machines read as the date of a guide or direction."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_dir() or name.startswith(OWN) or name == "sitemap.xml":
            continue
        for ending, field in FIELDS.items():
            if name.endswith(ending):
                yield from ((name, match[1]) for match in field.finditer(path.read_text("utf-8")))
        if name.endswith(".html"):
            page = html.parse(path)
            for meta in page.xpath("//meta[@name or @property]"):
                key = meta.get("name") or meta.get("property")
                if META.search(key):
                    yield name, key
            for script in page.xpath("//script[@type='application/ld+json']/text()"):
                yield from ((name, key) for key in _keys(json.loads(script)) if META.search(key))
            for time in page.xpath("//article//time[@datetime]"):
                yield name, f"time {time.get('datetime')}"


def _keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
        for value in node.values():
            yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)


def test_no_date_of_a_guide_is_asserted(library: Library, published: Path) -> None:
    assert {record.published for record in library.records.values()} == {None}
    assert list(dates(published)) == []


def test_a_known_date_is_given_everywhere(tmp_path: Path) -> None:
    """So the walk would find one."""
    deadline = "申报截止：2031年5月31日。"
    parts = [direction(duration=deadline), direction(title="中国和法国合作项目")]
    text = HEAD.format(2031) + numbered(parts)
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": text}, published="2031-03-02")
    _, places = built(seeds)
    found = {(name, key) for name, key in dates(places.site) if name.startswith("2031-1/1.1/")}
    assert {key for _, key in found} >= {
        "year", "month", "PY", "DA", "issued", "citation_publication_date", "DC.date", "datePublished",
    }  # fmt: skip
    guide = (places.content / "en/2031-1/index.md").read_text(encoding="utf-8")
    assert "| 2 March 2031 | 31 May 2031 ([1.1](1.1.md#deadline){ .whole }) |" in guide
    page = (places.content / "en/2031-1/1.1.md").read_text(encoding="utf-8")
    assert (
        "**Dates** guide published: 2 March 2031 · deadline: 31 May 2031; no applications after that\n"
        in page
    )
    silent = (places.content / "en/2031-1/1.2.md").read_text(encoding="utf-8")
    assert "deadline: *not stated*{ .state .not-stated }\n" in silent


@pytest.mark.parametrize("language", ["zh", "en"])
def test_home_guides_and_directions_say_where_open_calls_are(
    library: Library, site: Path, language: str
) -> None:
    for path in ("", *library.positions, *library.directions):
        page = html.parse(site / language / path / "index.html")
        for address in ("https://service.most.gov.cn/", "https://www.most.gov.cn/"):
            assert len(page.xpath(f"//article//a[@href='{address}']")) == 1, path
        said = " ".join(page.find(".//article").text_content().split())
        assert {"zh": "本站为历年指南存档", "en": "This site is an archive of guides"}[
            language
        ] in said
