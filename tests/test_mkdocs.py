"""MkDocs' own commands build and serve the site."""

from __future__ import annotations

import filecmp
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import polib
import pytest
from conftest import BASE, CONTACT, REPOSITORY, ROOT, SEEDS
from constructed import built, seeds_of
from test_policy import META, PREVIEW

from generator.seeds import Seeds

PATIENCE = 300
"""Timeout in seconds, long enough for every command here."""
TEXT = (
    "附件1\n\n“政府间国际科技创新合作”重点专项2030年度第一批项目申报指南\n\n"
    "1.1 中国和芬兰政府间合作项目\n\n领域方向：水。\n拟支持项目数：2个。\n"
)
ENVIRONMENT = {
    k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL", "SECURITY_CONTACT")
} | {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
}


def project(folder: Path) -> Path:
    """Make a project in ``folder`` without seeds and content."""
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "templates").symlink_to(ROOT / "templates")
    (folder / "content").mkdir()
    return folder


def run(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``command`` of a Python module in ``folder``, with ``more`` added to its environment."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=ENVIRONMENT | more,
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


# With a slash at the end or without, and as a clone has it.
ADDRESSES = {
    "SITE_URL": BASE.rstrip("/"),
    "REPO_URL": f"{REPOSITORY}.git/",
    "SECURITY_CONTACT": CONTACT,
}


def test_mkdocs_build_makes_what_guides_build_makes(
    site: Path, content: Path, tmp_path: Path
) -> None:
    """Byte for byte, from seeds alone; so two builds are also equal."""
    shutil.copytree(SEEDS.root, project(tmp_path) / "seeds")
    found = run(tmp_path, "mkdocs", "build", "--strict", "--quiet")
    assert (found.returncode, found.stdout + found.stderr) == (0, "")
    files = files_of(site)
    assert files_of(tmp_path / "site") == files
    assert filecmp.cmpfiles(site, tmp_path / "site", files, shallow=False)[1:] == ([], [])
    assert files_of(tmp_path / "content") == files_of(content)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seeds, Path]:
    """Return the seeds of a draft and two guides after it, and their site as `guides build` makes it with addresses."""
    folder = tmp_path_factory.mktemp("short")
    seeds = seeds_of(folder / "seeds", dict.fromkeys(("2030-1", "2031-1-draft", "2032-1"), TEXT))
    places = built(seeds, base=BASE, repository=REPOSITORY, contact=CONTACT)[1]
    return seeds, places.site


BUILDER = re.compile(rb'<meta name="generator" content="mkdocs-(?:1|ProperDocs 1)[^"]*">')


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_addresses_of_the_environment_reach_the_build(
    short: tuple[Seeds, Path], tmp_path: Path, program: str
) -> None:
    """Also with the maintained fork of MkDocs 1.x; its pages differ only in the name of what they are built with."""
    seeds, site = short
    shutil.copytree(seeds.root, project(tmp_path) / "seeds")
    found = run(tmp_path, program, "build", "--strict", "--quiet", **ADDRESSES)
    assert (found.returncode, found.stdout + found.stderr) == (0, "")
    files = files_of(site)
    assert files_of(tmp_path / "site") == files
    different = filecmp.cmpfiles(site, tmp_path / "site", files, shallow=False)[1]
    assert bool(different) == (program == "properdocs")
    for name in different:
        ours, theirs = (
            BUILDER.subn(b"", (f / name).read_bytes()) for f in (site, tmp_path / "site")
        )
        assert ours == theirs, name
        assert ours[1] == 1


def test_bad_seeds_end_mkdocs_build_with_a_line(tmp_path: Path) -> None:
    seeds = seeds_of(project(tmp_path) / "seeds", {"2030-1": TEXT})
    (seeds.vocabulary / "domains.yml").write_text("- {code: [\n", encoding="utf-8")
    found = run(tmp_path, "mkdocs", "build", "--quiet")
    assert found.returncode == 1
    assert "domains.yml:" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Run `mkdocs serve` for a site that is published under a path, and yield (project, address)."""
    folder = project(tmp_path_factory.mktemp("project"))
    seeds_of(folder / "seeds", {"2030-1": TEXT})
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Where the tests run in the background they ignore interrupts, and what they begin would too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    said = folder / "said"
    with said.open("w") as log:
        run = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            env=ENVIRONMENT | {"SITE_URL": "https://owner.example/my-guides/"},
            stdout=log,
            stderr=log,
        )
    yield folder, f"http://127.0.0.1:{port}/my-guides/"
    run.send_signal(signal.SIGINT)
    assert run.wait(PATIENCE) == 0
    assert "Traceback" not in said.read_text(encoding="utf-8")


def page_with(address: str, words: str) -> str:
    """Wait until the page at ``address`` contains ``words``, and return it."""
    for _ in range(PATIENCE * 5):
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
        except OSError:
            text = ""
        if words in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{address} never held {words!r}")


def test_mkdocs_serve_follows_what_people_write(preview: tuple[Path, str]) -> None:
    """Under the path of the published address: a translation, and then a page changed by hand."""
    folder, root = preview
    page = f"{root}en/2030-1/1.1/"
    assert f'<link rel="canonical" href="{page}">' in page_with(page, "1.1")
    catalogue = polib.pofile(str(folder / "seeds/translations/en.po"))
    catalogue.append(polib.POEntry(msgid="中国和芬兰政府间合作项目", msgstr="Waterworks of renown"))
    catalogue.save()
    translated = page_with(page, "Waterworks of renown")
    assert list(map(unescape, META.findall(translated))) == [PREVIEW]
    written = folder / "content/en/2030-1/1.1.md"
    written.write_text(written.read_text(encoding="utf-8") + "\nBy hand.\n", encoding="utf-8")
    page_with(page, "By hand.")


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("localhost:8000", 200), ("[::1]", 200), ("evil.example", 421), ("", 421)],
)
def test_the_preview_answers_under_this_machine_s_names_only(
    preview: tuple[Path, str], host: str, status: int
) -> None:
    page_with(f"{preview[1]}en/", "2030")
    with closing(http.client.HTTPConnection(preview[1].split("/")[2], timeout=PATIENCE)) as client:
        client.request("GET", "/my-guides/en/", headers={"Host": host})
        assert client.getresponse().status == status
