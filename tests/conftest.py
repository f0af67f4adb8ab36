"""What the tests share: the five guides, and the site built from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.link import Library
from generator.pipeline import Seeds, load_library
from generator.vocabulary import Vocabulary
from generator.write import write

ROOT = Path(__file__).resolve().parent.parent
SEEDS = Seeds(ROOT / "seeds")
GUIDES = ("2017-1", "2021-2-draft", "2022-1", "2023-1-draft", "2024-2-draft")


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
