"""The recipes in docs/recipes.md work on a copy of the project."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT
from constructed import seeds_of
from lxml import html

BLOCK = re.compile(r"^```diff\n\+\+\+ (\S+)\n(.*?)^```$", re.M | re.S)
TEXT = """附件1

“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南

1.1 中国和日本理化学研究所（RIKEN）合作项目

领域方向：水。
内部资料，注意保存
拟支持项目数：2个。
其他要求：
（1）该项目面向2031年6月30日前已建立的联合实验室。
"""


def applied(text: str, change: str) -> str:
    """Return ``text`` after ``change``: lines with - are removed, lines with + are added. Its context must occur once."""
    lines = [(line[:1], f"{line[1:]}\n") for line in change.splitlines()]
    assert {sign for sign, _ in lines} <= {"+", "-", " "}
    before, after = (
        "".join(line for sign, line in lines if sign != not_there) for not_there in "+-"
    )
    assert before != after
    if not before:
        assert text == ""
        return after
    assert text.count(before) == 1, before
    return text.replace(before, after)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy of the project with one guide, and apply all recipes."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "test_clean.py", folder / "tests")
    (folder / "content").mkdir()
    seeds_of(folder / "seeds", {"2031-1": TEXT})
    for name, change in BLOCK.findall((ROOT / "docs" / "recipes.md").read_text("utf-8")):
        path = folder / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(applied(old, change), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    run(project, "mkdocs", "build", "--strict", "--quiet")
    return project / "site"


def run(project: Path, *command: str) -> str:
    """Run ``command`` of a Python module in ``project``, which must succeed, and return its output."""
    found = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


def test_the_changes_are_as_the_linter_wants_them(project: Path) -> None:
    run(project, "ruff", "check", "generator", "tests/test_clean.py")
    run(project, "ruff", "format", "--check", "generator", "tests/test_clean.py")


def test_a_new_rule(project: Path) -> None:
    told = run(project, "pytest", "--noconftest", "tests/test_clean.py", "-k", "stamps")
    assert ".." in told
    found = json.loads(
        run(project, "generator", "parse", "--trace", "seeds/guides/2031-1/guide.txt")
    )
    stamp = {"rule": "stamp", "text": "内部资料，注意保存", "line": 8}
    assert stamp in found["dropped"]


def test_a_new_field(site: Path) -> None:
    (direction,) = json.loads((site / "data/directions.json").read_text(encoding="utf-8"))
    assert direction["founded_before"] == "2031-06-30"
    schema = json.loads((site / "data/schema/direction.json").read_text(encoding="utf-8"))
    jsonschema.validate(direction, schema)
    with (site / "data/directions.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["founded_before"] for row in csv.DictReader(file)] == ["2031-06-30"]
    assert "须于此前建立</strong> 2031年6月30日" in (site / "zh/2031-1/1.1/index.html").read_text(
        "utf-8"
    )
    assert "**Founded before** 30 June 2031" in (site / "en/2031-1/1.1/index.md").read_text("utf-8")


def test_a_new_kind_of_page(project: Path, site: Path) -> None:
    (item,) = html.parse(site / "zh/institutions/index.html").xpath("//article//li")
    assert item.text_content().strip() == "日本理化学研究所：2031-1/1.1"
    assert item.xpath(".//a/@href") == ["../2031-1/1.1/"]
    assert 'href="../institutions/"' in (site / "en/explore/index.html").read_text("utf-8")
    run(project, "generator", "check", "text", "interface", "content", "links")


def test_three_files_publish_a_field() -> None:
    """The model, the definition of the data, and the template of the page; the others are the rule that reads it."""
    text = (ROOT / "docs" / "recipes.md").read_text("utf-8")
    recipe = text.partition("## A new field")[2].partition("## A new kind of page")[0]
    changed = {name for name, _ in BLOCK.findall(recipe)}
    assert {name for name in changed if not name.startswith("generator/parse/")} == {
        "generator/model.py",
        "generator/data/definition.py",
        "templates/pages/direction.md.j2",
    }
