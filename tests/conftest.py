"""Fixtures that all tests share: the five guides, the site built from them, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import launched, served
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
def content(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project") / "content"
    write(library, SEEDS.interface, folder)
    return folder


@pytest.fixture(scope="session")
def site(library: Library, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    build(SEEDS.root, content, folder, library=library)
    return folder


@pytest.fixture(scope="session")
def published(library: Library, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built with its address, the repository and a security contact."""
    folder = tmp_path_factory.mktemp("published") / "site"
    build(
        SEEDS.root,
        content,
        folder,
        library=library,
        base=BASE,
        repository=REPOSITORY,
        contact=CONTACT,
    )
    return folder


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
