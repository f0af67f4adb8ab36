"""The archive that opens from disk: links lead to files, nothing is loaded from other sites, search needs a server."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from chromium import served
from click.testing import CliRunner
from conftest import SEEDS, watched
from constructed import seeds_of
from lxml import html
from playwright.sync_api import Browser, Page, expect

from generator import ids
from generator.build.theme import POLICY
from generator.bundle import FOLDER, bundle, explicit, policy
from generator.cli import main
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

WORDS = [Phrases(language, load_interface(language, SEEDS.interface)) for language in ids.LANGUAGES]
NEEDS_SERVER = {"en": "Search needs a web server: ", "zh": "检索须通过网页服务器使用："}
Pages = list[tuple[Path, html.HtmlElement]]
PLACES = {"a/index.html", "a/b/index.html", "index.html", "a/b/file.csv"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="b/">b/</a>', '<a href="b/index.html">b/</a>'),
        ('<a class=x href="b/#c">', '<a class=x href="b/index.html#c">'),
        ("<a href='b/?q=1&amp;r=2#c'>", '<a href="b/index.html?q=1&amp;r=2#c">'),
        ('<a href="b">', '<a href="b/index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<form\n  action="../a/b/">', '<form\n  action="../a/b/index.html">'),
        ('<svg><a xlink:href="b/"/></svg>', '<svg><a xlink:href="b/index.html"/></svg>'),
        (
            '<meta http-equiv="refresh" content="5; url=b/">',
            '<meta http-equiv="refresh" content="5; url=b/index.html">',
        ),
    ],
)
def test_links_to_folders_lead_to_files(written: str, expected: str) -> None:
    assert explicit(written, "a/index.html", PLACES) == expected


@pytest.mark.parametrize(
    "written",
    [
        'href="b/"',
        '<p title=\'href="b/"\'>href="b/"</p>',
        '<!-- <a href="b/"> -->',
        '<script>"<a href=\\"b/\\">"</script>',
        '<a href="https://example.org/a/b/">',
        '<a href="//example.org/">',
        '<a href="#b/">',
        '<a href="?b/">',
        '<a href="b/file.csv">',
        '<a href="c/">',
        '<a href="/a/b/">',
        '<a data-href="b/">',
        '<meta name="description" content="b/">',
    ],
)
def test_the_rest_stays_as_it_is(written: str) -> None:
    assert explicit(written, "a/index.html", PLACES) == written


@pytest.fixture(scope="module")
def packed(site: Path) -> bytes:
    return bundle(site, WORDS)


@pytest.fixture(scope="module")
def folder(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the archive into a folder as people name them."""
    place = tmp_path_factory.mktemp("unpacked") / "我的 guides"
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        archive.extractall(place)
    return place / FOLDER


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[tuple[Path, html.HtmlElement]]:
    """Return (path, HTML) of every page."""
    paths = sorted(folder.rglob("*.html"))
    return [(path, html.document_fromstring(path.read_bytes())) for path in paths]


def test_two_bundles_are_the_same(packed: bytes, site: Path) -> None:
    assert bundle(site, WORDS) == packed
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        entries = archive.infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert len({(e.date_time, e.external_attr, e.create_system) for e in entries}) == 1


def test_every_link_is_a_file(folder: Path, pages: Pages) -> None:
    broken = []
    count = 0
    for path, page in pages:
        for element, attribute, link, _ in page.iterlinks():
            if attribute == "data" or element.tag == "meta":
                continue
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data") or not parts.path:
                continue
            count += 1
            target = path.parent / unquote(parts.path)
            if not target.is_file():
                broken.append(f"{path.relative_to(folder)}: {link}")
    assert broken == []
    assert count > 10_000


def test_only_links_that_people_follow_lead_elsewhere(pages: Pages) -> None:
    """Nothing that a page loads has an address of its own, and none is a page of this site."""
    for path, page in pages:
        for element, _, link, _ in page.iterlinks():
            if urlsplit(link).scheme in ("http", "https"):
                named = element.get("rel") in ("author", "license", "type")  # nothing is loaded
                assert element.tag == "a" or named, (path, link)


def test_text_is_untouched(folder: Path, site: Path, pages: Pages) -> None:
    for path, page in pages:
        before = html.document_fromstring((site / path.relative_to(folder)).read_bytes())
        assert page.text_content() == before.text_content()


def test_every_page_keeps_a_policy(pages: Pages) -> None:
    assert policy() != POLICY
    for path, page in pages:
        found = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert found == [policy()], path


def test_no_page_loads_a_module(folder: Path, pages: Pages) -> None:
    for path, page in pages:
        assert page.xpath("//script[@type='module']") == [], path
        if path.relative_to(folder).parts[0] in ids.LANGUAGES and not page.xpath(
            "//meta[@http-equiv='refresh']"
        ):
            assert len(page.xpath("//script[contains(@src, 'from-disk.js')]")) == 1, path


def test_it_tells_what_it_is(folder: Path, site: Path) -> None:
    about = json.loads((site / "data/build.json").read_text(encoding="utf-8"))
    told = (folder / "README.txt").read_text(encoding="utf-8-sig")
    assert about["commit"] is None or about["commit"] in told
    for word in ("CC BY 4.0", "MIT", "index.html", "科技部", "Ministry of Science", "http.server"):
        assert word in told
    assert "{" not in told
    assert (folder / "LICENSE.txt").read_text(encoding="utf-8").startswith("MIT License")


def on_disk(page: Page, folder: Path) -> list[str]:
    """Return a list that collects all errors on a page opened from disk."""
    return watched(page, folder.as_uri())


@pytest.mark.browser
@pytest.mark.parametrize(("language", "locale"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_it_opens_from_disk(browser: Browser, folder: Path, language: str, locale: str) -> None:
    context = browser.new_context(locale=locale, offline=True)
    page = context.new_page()
    problems = on_disk(page, folder)
    page.goto((folder / "index.html").as_uri())
    page.wait_for_url(f"{folder.as_uri()}/{language}/index.html")
    assert page.locator("article").evaluate("node => getComputedStyle(node).display") == "block"
    header = page.locator(".md-header").evaluate("node => getComputedStyle(node).position")
    assert header == "sticky"
    page.locator("article a[href*='2022-1/index.html']").first.click()
    page.locator("article a[href$='1.5/index.html']").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url == f"{folder.as_uri()}/{language}/2022-1/1.5/index.html"
    assert page.locator(".cite .permalink").inner_text() == "2022-1/1.5"
    assert "file:" not in page.locator(".cite").inner_text()
    page.locator("article a[href*='partners/']").first.click()
    assert "/partners/" in page.url
    page.locator("a.language").click()
    other = "zh" if language == "en" else "en"
    page.wait_for_url(re.compile(rf"/{other}/partners/\w+/index\.html$"))
    page.locator(".md-tabs a[href$='explore/index.html']").click()
    expect(page.locator(".explore .failed")).to_contain_text(NEEDS_SERVER[other])
    expect(page.locator(".plain table")).to_be_visible()
    assert page.locator(".plain tbody tr").count() > 70
    page.locator(".plain tbody a").first.click()
    assert page.url.endswith("/index.html")
    page.locator("form.find input").fill("hydrogen")
    page.locator("form.find input").press("Enter")
    page.wait_for_url(re.compile(r"/explore/index\.html\?q=hydrogen$"))
    expect(page.locator(".explore .failed")).to_be_visible()
    assert problems == []
    context.close()


@pytest.mark.browser
def test_a_landing_page_sends_on_from_disk(browser: Browser, folder: Path) -> None:
    page = browser.new_context(locale="zh-CN", offline=True).new_page()
    problems = on_disk(page, folder)
    page.goto((folder / "2022-1/1.5/index.html").as_uri() + "#requirement-3")
    page.wait_for_url(f"{folder.as_uri()}/zh/2022-1/1.5/index.html#requirement-3")
    assert problems == []
    page.context.close()


@pytest.mark.browser
def test_from_a_server_it_searches(browser: Browser, folder: Path) -> None:
    with served(folder) as root:
        page = browser.new_context(locale="en-GB").new_page()
        problems = watched(page, root)
        page.goto(root)
        page.wait_for_url(f"{root}en/index.html")
        page.locator("form.find input[role=combobox]").fill("hydrogen")
        page.locator(".found [role=option]").first.wait_for()
        page.locator("form.find input").press("Enter")
        page.locator("[data-id]").first.wait_for()
        assert page.locator(".explore .failed").count() == 0
        page.locator("[data-id] a").first.click()
        page.locator("mark.hit").first.wait_for()
        assert problems == []
        page.context.close()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one small guide, and make it the current folder."""
    text = "附件1\n\n“政府间国际科技创新合作”重点专项2030年度第一批项目申报指南\n\n1.1 中国和芬兰政府间合作项目\n\n领域方向：水。\n拟支持项目数：2个。\n"
    seeds_of(tmp_path / "seeds", {"2030-1": text})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_makes_it_and_leaves_the_site_alone(project: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, arguments, env={"SITE_URL": "https://example.org/"})
        assert result.exit_code == 0, result.output
        return result.output

    run("generate")
    assert "offline.zip: " in run("bundle")
    assert not (project / "site").exists()
    with zipfile.ZipFile(project / "dist/coop-guides-offline.zip") as archive:
        assert f"{FOLDER}/en/2030-1/1.1/index.html" in archive.namelist()
        made = [name for name in archive.namelist() if name.endswith(".html")]
        assert not any(b"example.org" in archive.read(name) for name in made)
