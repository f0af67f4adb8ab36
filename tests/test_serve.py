"""`guides serve` in a browser: the preview is what will be published, and follows what one writes."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from urllib.error import HTTPError
from urllib.request import urlopen

import polib
import pytest
from conftest import watched
from constructed import seeds_of
from playwright.sync_api import Browser, expect

PATIENCE = 300
"""Seconds after which something is broken; nothing here is timed."""
TEXT = (
    "附件1\n\n“政府间国际科技创新合作”重点专项2030年度第一批项目申报指南\n\n"
    "1.1 中国和芬兰政府间合作项目\n\n领域方向：水。\n拟支持项目数：2个。\n"
)


class Preview:
    """`guides serve` as people start it, and what it says."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.seeds = seeds_of(folder / "seeds", {"2030-1": TEXT})
        # Where the tests run in the background they ignore interrupts, and what they begin would too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.run = subprocess.Popen(
            [sys.executable, "-u", "-m", "generator", "serve", "--port", "0", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.root = self.until(r"^(http://\S+) \(").group(1)

    def _listen(self) -> None:
        assert self.run.stdout
        for line in self.run.stdout:
            self._lines.put(line)
        self._lines.put("")

    def until(self, pattern: str) -> re.Match[str]:
        """The next line in which ``pattern`` is found."""
        while line := self._lines.get(timeout=PATIENCE):
            self.said.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError("".join(self.said))

    def interrupt(self) -> int:
        self.run.send_signal(signal.SIGINT)
        return self.run.wait(PATIENCE)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Of a project page, whose address has a path."""
    folder = tmp_path_factory.mktemp("project")
    started = Preview(folder, "--base-url", "https://owner.example/my-guides")
    yield started
    assert started.interrupt() == 0
    assert "Traceback" not in "".join(started.said)


def asked(address: str) -> tuple[int, str, str]:
    """(status, content type, text) of the answer."""
    try:
        with urlopen(address) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


def test_it_is_under_the_path_of_the_published_address(preview: Preview) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/my-guides/", preview.root)
    status, _, text = asked(f"{preview.root}en/2030-1/1.1/")
    assert status == 200
    assert f'<link rel="canonical" href="{preview.root}en/2030-1/1.1/">' in text
    assert "owner.example" not in text
    assert preview.root in asked(f"{preview.root}sitemap.xml")[2]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("en/", "text/html"),
        ("en/index.md", "text/markdown"),
        ("en/feed.xml", "application/xml"),
        ("en/assets/site.js", "text/javascript"),
        ("en/assets/site.css", "text/css"),
        ("assets/icon.svg", "image/svg+xml"),
        ("data/directions.json", "application/json"),
        ("data/directions.csv", "text/csv"),
        ("2030-1/1.1/index.bib", "text/plain"),
        ("llms.txt", "text/plain"),
    ],
)
def test_text_goes_out_as_utf_8(preview: Preview, path: str, kind: str) -> None:
    assert asked(preview.root + path)[:2] == (200, f"{kind}; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    ["nothing/", "en/nothing.html", "en/index.md/", "../", "%2e%2e/%2e%2e/seeds/", "en/assets/", "%00"],
)  # fmt: skip
def test_what_is_not_there_is_the_404_page(preview: Preview, path: str) -> None:
    for address in (preview.root + path, preview.root.replace("/my-guides/", "/") + path):
        status, kind, text = asked(address)
        assert (status, kind) == (404, "text/html; charset=utf-8")
        assert "There is no such page" in text


def test_a_folder_without_its_slash_is_sent_on(preview: Preview) -> None:
    with urlopen(f"{preview.root}en/guides?a=b") as answer:
        assert answer.url == f"{preview.root}en/guides/?a=b"


@pytest.mark.browser
def test_the_404_page_leads_home(preview: Preview, browser: Browser) -> None:
    page = browser.new_context(locale="en-GB").new_page()
    answer = page.goto(f"{preview.root}a/b/c")
    assert answer
    assert answer.status == 404
    page.get_by_role("link", name="Home").click()
    page.wait_for_url(f"{preview.root}en/")
    page.context.close()


@pytest.mark.browser
def test_open_pages_follow_and_survive_what_is_broken(preview: Preview, browser: Browser) -> None:
    """One story, as each rebuild takes its time: a translation, a broken file, its mending, and
    a page changed by hand.
    """
    page = browser.new_context(locale="en-GB").new_page()
    problems = watched(page, preview.root)
    other = page.context.new_page()
    page.goto(f"{preview.root}en/domains/#top")
    other.goto(f"{preview.root}en/2030-1/1.1/")

    vocabulary = preview.seeds.vocabulary / "domains.yml"
    good = vocabulary.read_text(encoding="utf-8")
    name = re.search(r"en: ([A-Z][^,}\n]*)", good)
    assert name
    old = name.group(1)
    expect(page.locator("article")).not_to_contain_text("Waterworks of renown")
    catalogue = polib.pofile(str(preview.seeds.catalogue))
    catalogue.append(polib.POEntry(msgid="中国和芬兰政府间合作项目", msgstr="Waterworks of renown"))
    catalogue.save()
    preview.until("^built: ")
    expect(other.locator("h1")).to_contain_text("Waterworks of renown", timeout=PATIENCE * 1000)

    vocabulary.write_text(good + "\n- {code: [\n", encoding="utf-8")
    preview.until(r"^guides: .*domains\.yml")
    preview.until("still shown")
    other.reload()
    expect(other.locator("h1")).to_contain_text("Waterworks of renown")

    vocabulary.write_text(good.replace(old, "Named anew", 1), encoding="utf-8")
    preview.until("^built: ")
    expect(page.locator("article")).to_contain_text("Named anew", timeout=PATIENCE * 1000)
    assert page.url == f"{preview.root}en/domains/#top"

    written = preview.folder / "content/en/2030-1/1.1.md"
    written.write_text(written.read_text(encoding="utf-8") + "\nBy hand.\n", encoding="utf-8")
    preview.until("^built: ")
    expect(other.locator("article")).to_contain_text("By hand.", timeout=PATIENCE * 1000)

    assert not (preview.folder / "site").exists()
    assert problems == []
    page.context.close()


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "-m", "generator", "serve", "--port", port],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr == f"guides: port {port} cannot be used: Address already in use\n"


def test_the_site_itself_has_no_script_of_the_preview(tmp_path: Path) -> None:
    started = Preview(tmp_path, "--site", "shown")
    assert started.root.count("/") == 3
    assert "__reload.js" in asked(f"{started.root}en/")[2]
    assert "__reload" not in (tmp_path / "shown/en/index.html").read_text(encoding="utf-8")
    assert started.interrupt() == 0
