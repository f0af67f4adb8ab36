"""A site that is built with its address, the repository for error reports, and a security contact."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from chromium import served
from click.testing import CliRunner
from conftest import BASE, CONTACT, HELD, REPOSITORY, ROOT, SEEDS
from lxml import html
from playwright.sync_api import Browser, expect

from generator import ids
from generator.build.landing import security_files
from generator.build.theme import FORMS
from generator.cli import main
from generator.ledger import Release, load_ledger

ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]\\]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
NAMESPACES = ("http://www.sitemaps.org/schemas/sitemap/", "http://www.w3.org/1999/xhtml")
"""XML namespaces of the sitemap, which exists only if the site's address is known."""
NAMES = ("canonical", "alternate", "cite-as")
"""Relations of links that tell programs the address of a page and of its other versions."""


def addresses(folder: Path) -> dict[str, str]:
    """Return full address → one of the files of ``folder`` that contain it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for address in ADDRESS.findall(text(path)):
                found[address] = path.relative_to(folder).as_posix()
    return found


def text(path: Path) -> str:
    """Return the text of a file, or the rows of a database as text."""
    if path.suffix != ".sqlite":
        return path.read_bytes().decode("utf-8", "replace")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return "\n".join(database.iterdump())


@cache
def pages(folder: Path) -> list[tuple[str, Any]]:
    """Return (path under the site root, page) of every HTML file."""
    paths = sorted(folder.rglob("*.html"))
    return [(path.relative_to(folder).as_posix(), html.parse(path).getroot()) for path in paths]


# The address of the site


def test_an_address_brings_no_other(site: Path, published: Path) -> None:
    """What is whole only because the address is known begins with it."""
    before = addresses(site)
    new = {a: file for a, file in addresses(published).items() if a not in before}
    assert len(new) > 1000
    ours = (BASE, REPOSITORY, *NAMESPACES)
    assert {a: f for a, f in new.items() if not a.startswith(ours)} == {}
    assert not any("localhost" in a or "127.0.0.1" in a or "example.org" in a for a in before)


@pytest.mark.parametrize(
    "path",
    [
        "robots.txt",
        "sitemap.xml",
        "llms.txt",
        "index.html",
        "zh/feed.xml",
        "en/partners/fi/feed.xml",
        "en/2022-1/1.5/index.html",
        "en/2022-1/1.5/index.md",
        "2022-1/index.html",
        "2022-1/1.5/index.html",
        "2022-1/1.5/index.bib",
        "2022-1/1.5/index.ris",
        "2022-1/1.5/index.csl.json",
        "data/datapackage.json",
        "data/directions.csv",
        "data/coop-guides.sqlite",
        ".well-known/security.txt",
    ],
)
def test_the_address_is_in(path: str, published: Path, site: Path) -> None:
    assert BASE.encode() in (published / path).read_bytes()
    if (site / path).exists():
        assert b"example.org" not in (site / path).read_bytes()


def test_programs_are_told_whole_addresses(published: Path) -> None:
    for path, page in pages(published):
        for link in page.xpath("//head/link"):
            relations, href = link.get("rel"), link.get("href")
            own = urlsplit(href).scheme == "" and "/" not in href  # a file beside the page
            if relations in NAMES and not own:
                assert href.startswith(BASE), f"{path}: {href}"


def test_readers_follow_relative_links(published: Path) -> None:
    """So that a copy of the site works; only what is to be copied out or printed is whole."""
    for path, page in pages(published):
        for link in page.xpath("//a[starts-with(@href, $base)]", base=BASE):
            copied = "data-copy" in link.attrib or link.get("class") == "address"
            printed = link.xpath("ancestor::*[@class='masthead']")
            assert copied or printed, f"{path}: {link.get('href')}"


def test_the_404_page_knows_its_folder(published: Path) -> None:
    page = html.parse(published / "404.html").getroot()
    links = page.xpath("//@href[not(starts-with(., 'https://'))]")
    assert links
    assert all(link.startswith("/some-repo/") for link in links)


def test_without_an_address_links_are_relative(site: Path) -> None:
    """All but those of the 404 page, which does not know how deep it is asked for."""
    for path, page in pages(site):
        if path != "404.html":
            for href in page.xpath("//head/link[not(contains('author license type', @rel))]/@href"):
                assert not urlsplit(href).netloc, f"{path}: {href}"
                assert not href.startswith("/"), f"{path}: {href}"


# The links to the issue forms


def form(name: str) -> dict[str, Any]:
    found = yaml.safe_load((TEMPLATES / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def reports(page: Any) -> list[dict[str, list[str]]]:
    """Return the fields that each link fills in."""
    found = page.xpath("//*[@class='report']/a/@href")
    assert all(link.startswith(f"{REPOSITORY}/issues/new?") for link in found)
    return [parse_qs(urlsplit(link).query) for link in found]


def test_every_page_names_itself_to_the_forms(published: Path) -> None:
    for path, page in pages(published):
        language, _, rest = path.removesuffix("index.html").partition("/")
        if language in ids.LANGUAGES:
            name = rest.rstrip("/") or "/"
            assert [r["template"] for r in reports(page)] == [[file] for file in FORMS.values()]
            assert all(r["identifier"] == r["title"] == [name] for r in reports(page)), path


def test_without_a_repository_there_is_no_link(site: Path) -> None:
    for path, page in pages(site):
        assert not page.xpath("//*[@class='report']"), path


@pytest.mark.parametrize("name", FORMS.values())
def test_the_links_fill_fields_of_the_form(name: str) -> None:
    fields = {field["id"] for field in form(name)["body"]}
    assert {"identifier", "anchor"} <= fields


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*-*.yml")), ids=lambda path: path.stem)
def test_forms_speak_both_languages(path: Path) -> None:
    found = form(path.name)
    fields = [field["attributes"] for field in found["body"]]
    words = [found["name"], found["description"], *(field["label"] for field in fields)]
    words += [field["description"] for field in fields if "description" in field]
    words += [option for field in fields for option in field.get("options", ())]
    for word in words:
        assert HAN.search(word), word
        assert re.search("[A-Za-z]{3}", word), word
    names = [field["id"] for field in found["body"]]
    assert len(set(names)) == len(names)


@pytest.mark.browser
@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_a_report_names_the_part_that_the_reader_is_at(
    browser: Browser, published: Path, language: str
) -> None:
    with served(published) as root:
        page = browser.new_page()
        page.goto(f"{root}{language}/2022-1/1.5/")
        link = page.locator(".report a").first

        def filled() -> dict[str, list[str]]:
            return parse_qs(urlsplit(link.get_attribute("href") or "").query)

        plain = filled()
        assert "anchor" not in plain
        page.locator("a#requirement-3").click()
        expect(link).to_have_attribute("href", re.compile("requirement-3"))
        assert filled() == plain | {"anchor": ["requirement-3"], "title": ["2022-1/1.5#requirement-3"]}  # fmt: skip
        page.goto(f"{root}{language}/2022-1/1.5/#field-1")
        assert filled()["anchor"] == ["field-1"]
        page.goto(f"{root}{language}/2022-1/1.5/#%E0%A4%A")  # no anchor of ours
        assert filled() == plain
        page.close()


# security.txt


def test_security_txt_names_the_contact_and_a_recorded_date(published: Path) -> None:
    lines = (published / ".well-known/security.txt").read_text(encoding="utf-8").splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert list(fields) == ["Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"]
    assert fields["Contact"] == CONTACT
    assert fields["Canonical"] == f"{BASE}.well-known/security.txt"
    newest = max(release.date for release in load_ledger(SEEDS.ledger))
    expires = datetime.fromisoformat(fields["Expires"])
    assert expires.date() - newest == timedelta(days=364)
    assert expires.tzinfo is not None


def test_security_txt_needs_a_contact_and_a_date(site: Path) -> None:
    release = Release(release="1.0.0", date=date(2026, 11, 20), paths={})
    assert not (site / ".well-known").exists()
    assert list(security_files("", [release], "", "")) == []
    assert list(security_files(CONTACT, [], "", "")) == []
    ((_, least),) = security_files(CONTACT, [release], "", "")
    assert "Canonical" not in least
    assert "Policy" not in least


# How a build is told


@pytest.mark.parametrize(
    ("option", "wrong"),
    [
        ("--base-url", "example.org"),
        ("--base-url", "https://example.org/?page=1"),
        ("--base-url", "ftp://example.org/"),
        ("--repo-url", "someone/some-repo"),
        ("--repo-url", "https://github.com/someone"),
        ("--security-contact", "security@example.org"),
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line(option: str, wrong: str) -> None:
    found = CliRunner().invoke(main, ["build", option, wrong])
    assert found.exit_code == 2
    assert found.stderr.startswith(f"guides: {option}: '{wrong}' is not as expected: ")
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize("given", ["https://example.org/some-repo", BASE])
def test_the_environment_tells_as_options_do(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a slash at the end or without, as the settings of Pages give it."""
    told: dict[str, Any] = {}
    monkeypatch.setattr(
        "generator.cli.build.build_site",
        lambda *_, **options: told.update(options) or [],
        raising=True,
    )
    environment = {"SITE_URL": given, "REPO_URL": f"{REPOSITORY}.git/", "SECURITY_CONTACT": CONTACT}
    arguments = ["build", "--seeds", str(HELD.root), "--site", str(tmp_path)]
    found = CliRunner().invoke(main, arguments, env=environment)
    assert found.exit_code == 0, found.output
    del told["waiting"], told["faults"]
    assert told == {"base": BASE, "repository": REPOSITORY, "contact": CONTACT}
