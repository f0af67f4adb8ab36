"""What README.md and docs/ tell people to type is there, and works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import click
import made
import pytest
from click.testing import CliRunner
from conftest import ROOT, SEEDS
from playwright.sync_api import Browser

from generator.cli import main

DOCS = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")]
DOCS += sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
TARGETS = frozenset(
    re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
GUIDES = ("guides", ".venv/bin/guides")
DEAR = ("generate", "build", "serve")
"""Sub-commands that other tests run, or that do not end."""


@dataclass(frozen=True)
class Typed:
    """A line that people are to type."""

    environment: tuple[str, ...]
    words: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join((*self.environment, *self.words))


def typed(line: str) -> Typed | None:
    """``line`` of a shell; None where it says nothing."""
    words = shlex.split(line, comments=True)
    first = next((i for i, word in enumerate(words) if not re.match(r"[A-Z_]+=", word)), 0)
    return Typed(tuple(words[:first]), tuple(words[first:])) if words else None


def lines() -> list[Typed]:
    """All that stands in blocks, each once, in the order of the documents."""
    blocks = (
        block
        for path in DOCS
        for name, block in FENCE.findall(path.read_text(encoding="utf-8"))
        if name == "sh"
    )
    found = (typed(line) for block in blocks for line in block.splitlines())
    return list(dict.fromkeys(line for line in found if line))


LINES = lines()
OURS = [line for line in LINES if line.words[0] in GUIDES]


def command_of(words: tuple[str, ...]) -> tuple[click.Command, list[str]]:
    """(the sub-command, its arguments) of what stands behind `guides`; KeyError where there is none."""
    command: click.Command = main
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command = command.commands[rest.pop(0)]
    return command, rest


def variables() -> set[str]:
    """Those of the environment that stand for an option."""
    return {
        str(option.envvar)
        for command in main.commands.values()
        for option in command.params
        if option.envvar
    }


def test_there_is_something_to_type() -> None:
    assert len(LINES) > 12
    assert {line.words[0] for line in LINES} == {"make", ".venv/bin/guides"}


def test_blocks_say_what_they_are() -> None:
    """Nothing to type hides from these tests: every block has a language, none is indented."""
    for path in DOCS:
        text = path.read_text(encoding="utf-8")
        assert all(name for name, _ in FENCE.findall(text)), path
        assert not re.search(r"^ {4}(?:make|guides|\.venv)\b", text, re.MULTILINE), path


@pytest.mark.parametrize("line", [line for line in LINES if line.words[0] == "make"], ids=str)
def test_make_knows_what_to_do(line: Typed) -> None:
    target, *more = line.words[1:]
    assert target in TARGETS
    assert not more
    assert {entry.partition("=")[0] for entry in line.environment} <= variables()
    run = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("line", OURS, ids=str)
def test_the_command_line_takes_it(line: Typed) -> None:
    """By its own parser; nothing runs."""
    command, arguments = command_of(line.words[1:])
    assert not isinstance(command, click.Group)
    command.make_context(command.name, arguments)


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    """The second batch of 2024 as the first of 2025, as a PDF."""
    page = made.as_html(made.guide_text("2024-2-draft"), made.OFFICIAL)
    return made.as_pdf(browser, page.replace("2024", "2025").replace("第二批", "第一批"))


@pytest.fixture
def project(content: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, in which commands are now run."""
    folder = tmp_path / "project"
    shutil.copytree(SEEDS.root, folder / "seeds")
    shutil.copytree(content, folder / "content")
    (folder / "site").symlink_to(site)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.browser
@pytest.mark.parametrize("line", [line for line in OURS if line.words[1] not in DEAR], ids=str)
def test_it_works(line: Typed, project: Path, printed: bytes) -> None:
    """The file to be added is the guide of a year to come."""
    for word in line.words:
        if word.endswith(".pdf"):
            (project / word).write_bytes(printed)
    run = CliRunner().invoke(main, line.words[1:])
    assert run.exit_code == 0, run.output


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_what_the_text_names_is_there(path: Path) -> None:
    """Commands and targets in running text, with their options."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for words in (span.split() for span in INLINE.findall(text)):
        if words[0] in GUIDES and len(words) > 1:
            command, arguments = command_of(tuple(words[1:]))
            known = {name for option in command.params for name in option.opts} | {"--help"}
            assert {word for word in arguments if word.startswith("-")} <= known, words
        elif words[0] == "make" and len(words) > 1:
            assert words[1] in TARGETS, words


@pytest.mark.parametrize("name", ["publishing"])
def test_both_languages_tell_the_same_commands(name: str) -> None:
    def told(path: Path) -> list[list[str]]:
        blocks = FENCE.findall(path.read_text(encoding="utf-8"))
        return [[str(typed(line)) for line in block.splitlines()] for _, block in blocks]

    assert told(ROOT / "docs" / f"{name}.md") == told(ROOT / "docs" / f"{name}.zh.md")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
