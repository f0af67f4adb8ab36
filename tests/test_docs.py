"""Commands and files named in README.md and docs/ exist and work."""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import made
import pytest
from click.testing import CliRunner
from conftest import ROOT, SEEDS
from constructed import direction, numbered, seeds_of
from mkdocs.__main__ import cli as mkdocs
from playwright.sync_api import Browser

from generator.cli import COMMANDS, main

DOCS = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")]
DOCS += sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
TARGETS = frozenset(
    re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
GUIDES = ("guides", ".venv/bin/guides")
DEAR = ("generate", "build", "bundle")
"""Subcommands that other tests run."""


@dataclass(frozen=True)
class Typed:
    """A line in a block that readers should type."""

    environment: tuple[str, ...]
    words: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join((*self.environment, *self.words))


def typed(line: str) -> Typed | None:
    """Return ``line`` as words of the shell, or None if it is empty or a comment."""
    words = shlex.split(line, comments=True)
    first = next((i for i, word in enumerate(words) if not re.match(r"[A-Z_]+=", word)), 0)
    return Typed(tuple(words[:first]), tuple(words[first:])) if words else None


def lines() -> list[Typed]:
    """Return all lines in blocks, each once, in the order of the documents."""
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
MKDOCS = [line for line in LINES if line.words[0] == ".venv/bin/mkdocs"]


def command_of(words: tuple[str, ...]) -> tuple[click.Command, list[str]]:
    """Return (subcommand, its arguments) from the words after `guides`; KeyError if there is no such command."""
    command: click.Command = main
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        found = command.get_command(click.Context(command), name)
        if found is None:
            raise KeyError(name)
        command = found
    return command, rest


def variables() -> set[str]:
    """Return the environment variables that set an option."""
    return {
        str(option.envvar)
        for name in COMMANDS
        for option in command_of((name,))[0].params
        if option.envvar
    }


def test_there_is_something_to_type() -> None:
    assert len(LINES) > 12
    assert {line.words[0] for line in LINES} == {"make", ".venv/bin/guides", ".venv/bin/mkdocs"}


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


@pytest.mark.parametrize("line", MKDOCS, ids=str)
def test_mkdocs_takes_it(line: Typed) -> None:
    """By its own parser; tests/test_mkdocs.py runs these commands."""
    name, *arguments = line.words[1:]
    assert name in ("build", "serve")
    mkdocs.commands[name].make_context(name, arguments)


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    """Make a PDF of the second batch of 2024, changed to the first of 2025."""
    page = made.as_html(made.guide_text("2024-2-draft"), made.OFFICIAL)
    return made.as_pdf(browser, page.replace("2024", "2025").replace("第二批", "第一批"))


@pytest.fixture
def project(content: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a copy of the project the current folder."""
    folder = tmp_path / "project"
    shutil.copytree(SEEDS.root, folder / "seeds")
    shutil.copytree(content, folder / "content")
    (folder / "site").symlink_to(site)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.browser
@pytest.mark.parametrize("line", [line for line in OURS if line.words[1] not in DEAR], ids=str)
def test_it_works(line: Typed, project: Path, printed: bytes) -> None:
    """The file to be added is the guide of a year to come; the one to be imported was exported."""
    for word in line.words:
        if word.endswith(".pdf"):
            (project / word).write_bytes(printed)
    if line.words[1:3] == ("translate", "import"):
        CliRunner().invoke(main, ["translate", "export", line.words[3]])
    run = CliRunner().invoke(main, line.words[1:])
    assert run.exit_code == 0, run.output


NOTICE = """国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南
本批次共设立2个指南方向。
1.1 中国和西班牙政府间科技合作项目（城市更新；先进制造）
1.2 中国和芬兰政府间科技合作项目（循环经济；老年健康）
"""
"""A notice as it comes first each year: a list of directions with their fields."""
SENT: dict[str, Callable[[Browser], bytes]] = {
    "指南.docx": lambda _: made.as_docx(_paragraphs()),
    "指南.pdf": lambda browser: made.as_pdf(browser, made.as_html(_paragraphs(), made.OFFICIAL)),
    "指南.html": lambda _: made.as_html(_paragraphs()).encode(),
    "通知.txt": lambda _: NOTICE.encode(),
}
"""The files that README's section on adding a guide is tried with."""


def _paragraphs() -> made.Made:
    """Return the paragraphs of a guide of two directions."""
    text = NOTICE.split("1.1", maxsplit=1)[0] + numbered(
        [direction(), direction(title="中国和瑞典政府间科技合作项目")]
    )
    return made.Made(tuple(((line, None),) for line in text.splitlines()))


@pytest.mark.browser
@pytest.mark.parametrize("name", SENT)
def test_the_readme_adds_a_guide(
    name: str, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Walk through its section: the commands as typed, the files that they write, and what the report says."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^## Add a guide\n(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    (block,) = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    adding, making = (typed(line) for line in block.splitlines())
    assert adding
    assert making
    assert adding.words[:2] == (".venv/bin/guides", "add")
    assert making.words == ("make", "site")
    seeds = seeds_of(tmp_path / "seeds", {"2030-1": NOTICE.replace("2031", "2030")})
    CliRunner().invoke(main, ["translate", "update", "--force", "--seeds", str(seeds.root)])
    (tmp_path / name).write_bytes(SENT[name](browser))
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, ["add", name])
    assert run.exit_code == 0, run.output
    guide = tmp_path / "seeds/guides/2031-1"
    assert (guide / f"guide{Path(name).suffix}").read_bytes() == (tmp_path / name).read_bytes()
    assert (guide / "guide.yml").is_file()
    assert (tmp_path / "content/zh/2031-1/1.2.md").is_file()
    lines = run.stdout.splitlines()
    assert lines[:2] == ["Taken in", "  2031-1  2 of 2 directions; new, final text"]
    assert lines[3].startswith(("To decide (", "Nothing to decide"))
    last = re.search(r"`(✓ [^`]+)`", section)
    assert last
    assert lines[-1].startswith(last[1])
    built = CliRunner().invoke(main, ["build"])  # what `make site` runs
    assert built.exit_code == 0, built.output
    assert (tmp_path / "site/en/2031-1/1.2/index.html").is_file()


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


@pytest.mark.parametrize("name", ["publishing", "translating"])
def test_both_languages_tell_the_same_commands(name: str) -> None:
    def told(path: Path) -> list[list[str]]:
        blocks = FENCE.findall(path.read_text(encoding="utf-8"))
        return [[str(typed(line)) for line in block.splitlines()] for _, block in blocks]

    assert told(ROOT / "docs" / f"{name}.md") == told(ROOT / "docs" / f"{name}.zh.md")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


SOURCES = ("generator", "seeds", "templates", "tests", "docs", "content", ".github")
PATH = re.compile(
    r"[\w.*-]+(?:/[\w.*-]+)*/|(?:[\w.*-]+/)+[\w.*-]+|[\w-]+\.(?:py|js|css|sql|svg|j2|po|yml|toml|lock)"
)
ELSEWHERE = re.compile(r"(?:site|dist|search|\.venv|\.well-known)/|\d{4}-\d")
"""Prefixes of paths that are built and not kept in the project, or that are identifiers."""


@pytest.fixture(scope="module")
def kept() -> frozenset[str]:
    """Return the path of every file and folder of the project, with a slash at the start.

    Folders, and pages by their address, also have one at the end.
    """
    found = {f"/{path.name}" for path in ROOT.iterdir() if path.is_file()}
    for source in SOURCES:
        for folder, _, files in os.walk(ROOT / source):
            if "node_modules" not in folder and "__pycache__" not in folder:
                here = f"/{Path(folder).relative_to(ROOT).as_posix()}/"
                found |= {here, *(here + name for name in files)}
                found |= {here + name[:-3] + "/" for name in files if name.endswith(".md")}
    return frozenset(found)


def named_paths(text: str) -> Iterator[str]:
    """Yield names in backticks that look like a file or folder, as patterns; a part in <> matches anything."""
    for span in INLINE.findall(FENCE.sub("", text)):
        for word in re.sub(r"<[^>]*>", "*", span).split():
            if PATH.fullmatch(word) and not ELSEWHERE.match(word):
                yield word


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("`parse/` and `ids.py`", ["parse/", "ids.py"]),
        ("`tests/expected/<guide id>.json`", ["tests/expected/*.json"]),
        ("`REVIEW=1 .venv/bin/pytest tests/test_guides.py`", ["tests/test_guides.py"]),
        ("`2022-1/1.5#field-2`, `2022-1/1.5`, `/zh/data/`, `index.md`, `Line.cell`, `site/`", []),
    ],
)
def test_paths_are_told_from_addresses(text: str, paths: list[str]) -> None:
    assert list(named_paths(text)) == paths


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_file_and_folder_named_is_there(path: Path, kept: frozenset[str]) -> None:
    """From the top of the project, or the end of a path in it: `link/diff.py`."""
    found = dict.fromkeys(named_paths(path.read_text(encoding="utf-8")))
    assert [name for name in found if not fnmatch.filter(kept, f"*/{name}")] == []


def test_every_room_of_the_generator_is_told_of() -> None:
    """In docs/maintaining.md: a new one gets its line."""
    told = set(named_paths((ROOT / "docs" / "maintaining.md").read_text(encoding="utf-8")))
    rooms = {f"generator/{p.parent.name}/" for p in (ROOT / "generator").glob("*/__init__.py")}
    assert rooms - told == set()


def test_the_drawing_says_what_it_shows() -> None:
    """By its own title and description; its steps are those of the table, each with its room."""
    svg = ET.parse(ROOT / "docs" / "steps.svg").getroot()
    parts = {e.tag.rpartition("}")[2]: e.get("id") for e in svg.iter()}
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{parts['title']} {parts['desc']}"
    steps = [e.text for e in svg.iter() if e.get("class") == "step"]
    table = (ROOT / "docs" / "maintaining.md").read_text(encoding="utf-8")
    assert steps == re.findall(r"^\| (\w+) \|.*\| `generator/\1/`", table, re.MULTILINE)


def test_the_fast_tests_are_there() -> None:
    """A name in the Makefile that no file has would end `make check`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (names,) = re.findall(r"tests/test_,([\w. ]+)\)", makefile)
    assert [n for n in names.split() if not (ROOT / "tests" / f"test_{n}").is_file()] == []
