"""What the tests share: the five guides, and the site built from them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.build import build
from generator.link import Library
from generator.pipeline import Seeds, load_library
from generator.vocabulary import Vocabulary
from generator.write import write

ROOT = Path(__file__).resolve().parent.parent
SEEDS = Seeds(ROOT / "seeds")
GUIDES = ("2017-1", "2021-2-draft", "2022-1", "2023-1-draft", "2024-2-draft")
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
    build(library, SEEDS, content, folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = next((found for name in INSTALLED if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()
