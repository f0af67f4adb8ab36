"""The command line, and what the README says of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import HELD, ROOT, SEEDS
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

import generator
from generator.cli import COMMANDS, main

README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^\| `guides (\w+)", README, re.MULTILINE))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    found = main.get_command(click.Context(main), command)
    assert found
    assert found.help
    assert "Usage:" in out


def test_parse_prints_the_contract_and_writes_nothing(tmp_path: Path) -> None:
    source = SEEDS.guides / "2022-1" / "guide.txt"
    copy = tmp_path / "received.txt"
    copy.write_bytes(source.read_bytes())
    code, out, _ = run("parse", "--seeds", SEEDS.root, copy)
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["guide", "directions", "diagnostics"]
    assert found["guide"]["declared"] == {
        "directions": 17,
        "partners": 14,
        "projects": [283, 283],
        "amount_cny": 620_000_000,
    }
    assert found["directions"][0]["source"]["file"] == "received.txt"
    assert list(tmp_path.iterdir()) == [copy]


def test_parse_takes_an_id_and_names_what_it_dropped() -> None:
    source = SEEDS.guides / "2017-1" / "guide.txt"
    code, out, _ = run("parse", "--seeds", SEEDS.root, source, "--id", "2018-2", "--trace")
    found = json.loads(out)
    assert code == 0
    assert found["directions"][0]["id"] == "2018-2/1.1"
    assert {"page_number", "bold_doubling", "label"} <= {d["rule"] for d in found["dropped"]}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("parse", "missing.txt"), 2, "missing.txt: cannot be read"),
        (("parse", "guide.odt"), 2, "guide.odt: "),
        (("parse", SEEDS.guides / "2017-1" / "guide.txt", "--id", "x"), 2, "--id: 'x' is no guide id"),
        (("generate", "--seeds", "nowhere"), 2, "nowhere"),
        (("build", "--seeds", "nowhere"), 2, "nowhere"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(
    arguments: tuple[str | Path, ...], code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found, _, err = run(*arguments)
    assert found == code
    assert message in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_text_that_is_no_guide_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("您好！\n", encoding="utf-8")
    code, out, _ = run("parse", "--seeds", SEEDS.root, path)
    assert code == 1
    assert [d["code"] for d in json.loads(out)["diagnostics"]] == ["no-year", "no-directions"]


def test_generate_in_other_places(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    code, out, _ = run("generate", "--seeds", SEEDS.root, "--content", folder)
    assert code == 0
    assert "added" in out
    code, out, _ = run("generate", "--seeds", SEEDS.root, "--content", folder)
    assert out == f"{folder}: nothing to change\n"


def test_check_says_what_is_stale(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    run("generate", "--seeds", SEEDS.root, "--content", folder)
    page = folder / "zh" / "2022-1" / "1.5.md"
    page.write_text("edited", encoding="utf-8")
    code, out, _ = run("check", "--seeds", SEEDS.root, "--content", folder, "content")
    assert code == 1
    assert "1.5.md is stale" in out


def test_outside_its_checkout_every_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As `pip install .` would have it."""
    monkeypatch.setattr("generator.checkout.TEMPLATES", tmp_path / "templates")
    for command in COMMANDS:
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert err.startswith("guides: coop-guides runs from its checkout")
        assert err.count("\n") == 1
    with pytest.raises(MkDocsException):
        mkdocs_build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert caplog.messages[-1].startswith("coop-guides runs from its checkout")
    assert list(tmp_path.iterdir()) == []


def test_the_package_loads_its_steps_when_they_are_asked_for() -> None:
    script = (
        "import sys, generator\n"
        "print(*(name for name in sys.modules if name.startswith('generator.')))\n"
        "print(*(getattr(generator, name).__name__ for name in dir(generator)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    loaded, names = found.stdout.split("\n")[:2]
    assert loaded == ""
    assert names.split() == [
        "Guide",
        "InputError",
        "Library",
        "Places",
        "Seeds",
        "Source",
        "Vocabulary",
        "build",
        "check",
        "load_library",
        "parse_file",
        "write",
    ]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        generator.nothing  # noqa: B018


def test_committed_content_is_fresh() -> None:
    code, out, _ = run(
        "check",
        "--seeds",
        HELD.root,
        "--content",
        ROOT / "content",
        "content",
        "text",
        "interface",
    )
    assert code == 0, out
