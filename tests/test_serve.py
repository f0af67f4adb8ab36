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

from generator.serve import Server

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


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A small site that is served, with little patience."""
    monkeypatch.setattr("generator.serve.server.CONNECTIONS", 3)
    monkeypatch.setattr("generator.serve.server._Handler.timeout", 1)
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "en" / "index.html").write_text("<body>home</body>")
    (site / "404.html").write_text("404")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site" / "link").symlink_to(tmp_path)
    with Server(site, 0, "/") as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def answered(server: Server, request: str, *headers: str) -> tuple[str, str]:
    """(status line, all) of the answer to a request as it is written here; empty where there is none."""
    with socket.create_connection(("127.0.0.1", server.server_port), PATIENCE) as connection:
        lines = [f"{request} HTTP/1.1", *(h.format(server.server_port) for h in headers), "", ""]
        connection.sendall("\r\n".join(lines).encode())
        with connection.makefile("rb") as answer:
            text = answer.read().decode()
    return text.partition("\r\n")[0], text


def test_it_listens_to_this_machine_alone(server: Server) -> None:
    assert server.server_address == ("127.0.0.1", server.server_port)
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert server.address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (["Host: 127.0.0.1:{}"], "200 OK"),
        (["Host: localhost:{}"], "200 OK"),
        (["host: LocalHost:{}"], "200 OK"),
        (["Host: [::1]:{}"], "200 OK"),
        (["Host: 127.0.0.1"], "421 Misdirected Request"),
        (["Host: localhost"], "421 Misdirected Request"),
        (["Host: 127.0.0.1:1"], "421 Misdirected Request"),
        (["Host: evil.example:{}"], "421 Misdirected Request"),
        (["Host: evil.example"], "421 Misdirected Request"),
        (["Host: localhost.evil.example:{}"], "421 Misdirected Request"),
        (["Host: 127.0.0.1:{}", "Host: evil.example"], "421 Misdirected Request"),
        (["Host: evil.example", "Host: 127.0.0.1:{}"], "421 Misdirected Request"),
        (["Host: "], "421 Misdirected Request"),
        ([], "421 Misdirected Request"),
    ],
)
@pytest.mark.parametrize("path", ["/en/", "/__reload.js"])
def test_only_this_machines_names_are_answered(
    server: Server, headers: list[str], status: str, path: str
) -> None:
    first, text = answered(server, f"GET {path}", *headers)
    assert first == f"HTTP/1.0 {status}"
    assert ("home" in text or "EventSource" in text) == (status == "200 OK")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/en/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/link/secret.txt", "/link/%00"],
)  # fmt: skip
def test_no_path_leads_out_of_the_site(server: Server, path: str) -> None:
    first, text = answered(server, f"GET {path}", "Host: localhost:{}")
    assert first == "HTTP/1.0 404 Not Found"
    assert "secret" not in text


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/en", "/en/"),
        ("/en?a=b", "/en/?a=b"),
        ("//en", "/en/"),
        ("//evil.example/../en", None),
        ("http://evil.example/en", "/en/"),
        ("//evil.example//en", None),
    ],
)
def test_a_redirect_leads_within_the_site(server: Server, path: str, location: str | None) -> None:
    _, text = answered(server, f"GET {path}", "Host: localhost:{}")
    found = re.search(r"^Location: (\S*)", text, re.MULTILINE)
    assert (found and found[1]) == location


def test_idle_connections_are_few_and_end(server: Server) -> None:
    """Those over the number are closed at once; an idle one makes room after its time."""
    place = ("127.0.0.1", server.server_port)
    idle = [socket.create_connection(place, PATIENCE) for _ in range(3)]
    idle[0].sendall(b"GET /en/ HTTP/1.1\r\nHost:")
    with socket.create_connection(place, PATIENCE) as fourth:
        assert fourth.recv(1) == b""
    for connection in idle:
        assert connection.recv(1) == b""  # at the latest when its time is over
        connection.close()
    for _ in range(5):
        assert answered(server, "GET /en/", "Host: localhost:{}")[0] == "HTTP/1.0 200 OK"


def test_what_goes_wrong_with_a_request_is_one_line(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("generator.serve.server._Handler.send_head", fail)
    assert answered(server, "GET /en/", "Host: localhost:{}") == ("", "")
    assert capsys.readouterr().err == "a request was not answered: KeyError('x')\n"


@pytest.mark.parametrize("folder", ["seeds", "thesis"])
@pytest.mark.parametrize("option", ["--site", "--content"])
def test_it_writes_over_nothing(tmp_path: Path, folder: str, option: str) -> None:
    seeds_of(tmp_path / "seeds", {"2030-1": TEXT})
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("1")
    found = subprocess.run(
        [sys.executable, "-m", "generator", "serve", "--port", "0", option, folder],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert found.returncode == 2
    assert found.stderr.startswith(f"guides: {folder}: ")
    assert found.stderr.count("\n") == 1


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
