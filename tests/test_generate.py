"""`guides generate` and `guides build` write only changed files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, SEEDS
from constructed import seeds_of, set_aside

from generator.cli import main

TEXT = """附件1

“政府间国际科技创新合作”重点专项2030年度第一批项目申报指南

1.1 中国和芬兰政府间合作项目

领域方向：水。
拟支持项目数：2个。

1.2 中国和挪威政府间合作项目

领域方向：能源。
拟支持项目数：3个。
"""
NOTHING = "content: nothing to change\n"
PAGE = Path("content/en/2030-1/1.1.md")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one small guide and its pages, and make it the current folder."""
    seeds_of(tmp_path / "seeds", {"2030-1": TEXT})
    monkeypatch.chdir(tmp_path)
    assert "added" in generate()
    return tmp_path


def generate() -> str:
    result = CliRunner().invoke(main, ["generate"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def edit_a_page() -> None:
    PAGE.write_text(PAGE.read_text(encoding="utf-8").replace("2", "3"), encoding="utf-8")


def edit_a_page_and_its_time() -> None:
    times = PAGE.stat()
    edit_a_page()
    os.utime(PAGE, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (edit_a_page, "0 added, 1 changed, 0 removed"),
        (edit_a_page_and_its_time, "0 added, 1 changed, 0 removed"),
        (PAGE.unlink, "1 added, 0 changed, 0 removed"),
    ],
)
def test_pages_harmed_by_hand_are_put_back(harm: Callable[[], None], told: str) -> None:
    before = PAGE.read_bytes()
    harm()
    assert generate() == f"content: {told}\n"
    assert PAGE.read_bytes() == before
    assert generate() == NOTHING


def test_files_of_other_origin_stay(project: Path) -> None:
    notes = project / "content/en/notes.txt"
    notes.write_text("mine", encoding="utf-8")
    assert generate() == NOTHING
    PAGE.unlink()
    generate()
    assert notes.read_text(encoding="utf-8") == "mine"


def test_a_folder_without_a_guide_is_named(project: Path) -> None:
    before = PAGE.read_bytes()
    (project / "seeds/guides/2031-1").mkdir()
    result = CliRunner().invoke(main, ["generate"])
    assert result.exit_code == 1
    assert "2031-1" in result.stderr
    assert PAGE.read_bytes() == before


def test_a_changed_template_changes_the_pages(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "templates", project / "templates")
    monkeypatch.setattr("generator.write.TEMPLATES", project / "templates")
    assert generate() == NOTHING
    template = project / "templates/pages/privacy.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert generate() == "content: 0 added, 2 changed, 0 removed\n"


def test_what_a_killed_run_set_aside_comes_back(project: Path) -> None:
    before = PAGE.read_bytes()
    set_aside(project / "content")
    assert generate() == NOTHING
    assert PAGE.read_bytes() == before
    guides = project / "seeds/guides"
    set_aside(guides / "2030-1")
    assert generate() == NOTHING
    assert (guides / "2030-1").is_dir()


def test_what_a_killed_run_left_goes(project: Path) -> None:
    name = ".content.staging-0123456789abcdef"
    (project / name / "new").mkdir(parents=True)
    (project / name / ".made-by-guides").touch()
    assert generate() == NOTHING
    assert not (project / name).exists()


def test_a_translation_that_changes_rewrites_its_pages_alone(tmp_path: Path) -> None:
    """Of three guides, in content/ and in site/: 智能电网 stands in one direction, and on the pages that quote it."""
    seeds, content, site = (tmp_path / name for name in ("seeds", "content", "site"))
    shutil.copytree(SEEDS.root, seeds)
    for guide in ("2017-1", "2024-2-draft"):
        shutil.rmtree(seeds / "guides" / guide)
    (seeds / "lineages.yml").write_text("join: []\n", encoding="utf-8")
    places = ["--seeds", str(seeds), "--content", str(content), "--site", str(site)]

    def run() -> dict[Path, int]:
        """Return path → time at which the page was written."""
        result = CliRunner().invoke(main, ["build", *places], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        paths = (*content.rglob("*.md"), *site.rglob("*.html"))
        return {path: path.stat().st_mtime_ns for path in paths}

    before = run()
    path = seeds / "translations" / "en.po"
    text = path.read_text(encoding="utf-8")
    assert text.count('msgstr "Smart grids"') == 1
    path.write_text(text.replace('msgstr "Smart grids"', 'msgstr "Smart networks"'), "utf-8")
    after = run()
    assert before.keys() == after.keys()
    written = {path for path in after if before[path] != after[path]}
    checksums = {site / place / "data/index.html" for place in ("", "zh", "en")}
    quoting = {path for path in after if "Smart networks" in path.read_text("utf-8")}
    # About tells how much of the English is later than the last review.
    about = {content / f"{name}/about/index.md" for name in ("zh", "en")}
    about |= {site / f"{name}/about/index.html" for name in ("zh", "en")}
    assert written == quoting | checksums | about
    for folder in (content, site):
        assert 0 < sum(path.is_relative_to(folder) for path in written) < 20
