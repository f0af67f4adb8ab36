"""Fixtures that all tests share: the five guides, the site built from them, and a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import launched, served
from filelock import FileLock
from five import GUIDES, five
from playwright.sync_api import Browser, BrowserContext, Page

from generator.build import build
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.vocabulary import Vocabulary
from generator.write import write

ROOT = Path(__file__).resolve().parent.parent
HELD = Seeds(ROOT / "seeds")
SEEDS = five(HELD)
BASE = "https://example.org/some-repo/"
REPOSITORY = "https://github.com/someone/some-repo"
CONTACT = "mailto:security@example.org"

Shared = Callable[[str, Callable[[Path], object]], Path]
LONGEST = (
    "accessible", "hostile", "add", "add_report", "inbox", "lighthouse", "add_robust", "search_cost", "explore", "limits_pdf", "mkdocs",
    "rendering", "search_quality", "look", "html",
)  # fmt: skip
"""The test files that take most processor time, without “test_”."""
collect_ignore = ["preview_font.py"]
"""A program that needs packages of its own, so that its docstrings cannot be read everywhere."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process is left alone with one at the end."""
    order = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


__all__ = ["BASE", "CONTACT", "GUIDES", "HELD", "REPOSITORY", "ROOT", "SEEDS", "watched"]


@pytest.fixture(scope="session")
def seeds() -> Seeds:
    return SEEDS


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(SEEDS.vocabulary)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(SEEDS)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Return a function that makes a folder once for all processes of the run. No test may change what is in it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def make(name: str, making: Callable[[Path], object]) -> Path:
        made = folder / "shared" / name
        made.mkdir(parents=True, exist_ok=True)
        with FileLock(made / "lock"):
            if not (made / "complete").exists():
                making(made / name)
                (made / "complete").touch()
        return made / name

    return make


@pytest.fixture(scope="session")
def content(library: Library, shared: Shared) -> Path:
    return shared("content", lambda folder: write(library, SEEDS.interface, folder))


@pytest.fixture(scope="session")
def site(library: Library, content: Path, shared: Shared) -> Path:
    return shared("site", lambda folder: build(SEEDS.root, content, folder, library=library))


@pytest.fixture(scope="session")
def published(library: Library, content: Path, shared: Shared) -> Path:
    """The site built with its address, the repository and a security contact."""
    addresses = {"base": BASE, "repository": REPOSITORY, "contact": CONTACT}
    return shared(
        "published",
        lambda folder: build(SEEDS.root, content, folder, library=library, **addresses),
    )


@pytest.fixture(scope="session")
def root(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB")
    yield context
    context.close()


def watched(page: Page, root: str) -> list[str]:
    """Return a list that collects all errors on ``page``."""
    problems: list[str] = []
    page.on(
        "console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(root) else problems.append(r.url))
    page.on("response", lambda r: problems.append(r.url) if r.status >= 400 else None)
    return problems
