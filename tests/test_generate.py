"""`guides generate`: nothing is done where nothing has changed, and never where something has."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from conftest import ROOT, SEEDS
from constructed import seeds_of, set_aside

import generator.cli.library
from generator import stamp
from generator.cli import main
from generator.stamp import inputs, stamped

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
STAMP = Path(".cache/guides/content.stamp")
PAGE = Path("content/en/2030-1/1.1.md")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small guide, whose pages are made, and in which commands are now run."""
    seeds_of(tmp_path / "seeds", {"2030-1": TEXT})
    monkeypatch.chdir(tmp_path)
    assert "added" in generate()
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The seeds folders that are read from now on."""
    found: list[Path] = []
    real = generator.cli.library.library_of
    monkeypatch.setattr(
        generator.cli.library, "library_of", lambda places: (found.append(places.root), real(places))[1]
    )  # fmt: skip
    return found


def generate() -> str:
    result = CliRunner().invoke(main, ["generate"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_where_nothing_has_changed_no_guide_is_read(project: Path, reads: list[Path]) -> None:
    assert generate() == NOTHING
    assert reads == []
    # Times tell nothing: a checkout sets them all.
    for path in (*project.rglob("seeds/**/*"), *project.rglob("content/**/*")):
        os.utime(path, (0, 0))
    assert generate() == NOTHING
    assert reads == []


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\xfe", None])
def test_without_a_sound_stamp_the_pages_are_made(reads: list[Path], damage: bytes | None) -> None:
    sound = STAMP.read_bytes()
    if damage is None:
        STAMP.unlink()
    else:
        STAMP.write_bytes(damage)
    assert generate() == NOTHING
    assert reads == [Path("seeds")]
    assert STAMP.read_bytes() == sound


def test_a_stamp_of_other_pages_is_none_of_these(project: Path, reads: list[Path]) -> None:
    """As a copied cache would have it, or one that several branches share."""
    other = project / "other"
    seeds_of(other / "seeds", {"2031-1": TEXT.replace("2030", "2031")})
    CliRunner().invoke(
        main, ["generate", "--seeds", str(other / "seeds"), "--content", str(other / "content")]
    )
    shutil.copy(other / STAMP, STAMP)
    PAGE.write_text("edited", encoding="utf-8")
    reads.clear()
    assert generate() == "content: 0 added, 1 changed, 0 removed\n"
    assert reads == [Path("seeds")]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("obstacle", ["file", "folder"])
def test_a_place_that_takes_no_stamp_is_no_error(reads: list[Path], obstacle: str) -> None:
    """A file where the folder should be, and a folder where the file should be, stop even root."""
    shutil.rmtree(".cache")
    if obstacle == "file":
        Path(".cache").write_text("")
    else:
        STAMP.mkdir(parents=True)
    assert generate() == NOTHING
    PAGE.unlink()
    assert generate() == "content: 1 added, 0 changed, 0 removed\n"
    assert len(reads) == 2


@pytest.mark.usefixtures("project")
@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_cache_is_no_error(reads: list[Path]) -> None:
    STAMP.unlink()
    STAMP.parent.chmod(stat.S_IREAD | stat.S_IEXEC)
    assert generate() == NOTHING
    assert reads == [Path("seeds")]
    STAMP.parent.chmod(0o755)


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


def test_a_folder_without_a_guide_is_an_error_at_once(project: Path) -> None:
    (project / "seeds/guides/2031-1").mkdir()
    result = CliRunner().invoke(main, ["generate"])
    assert result.exit_code == 2
    assert "2031-1" in result.stderr


@pytest.mark.parametrize(
    "path",
    [
        "seeds/guides/2030-1/guide.txt",
        "seeds/translations/en.po",
        "seeds/vocabulary/domains.yml",
        "templates/pages/direction.md.j2",
        "templates/examples/money.py",
        "generator/write/views.py",
        "generator/tables/tables.yml",
    ],
)
def test_each_input_counts(project: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    for folder in ("generator", "templates"):
        shutil.copytree(ROOT / folder, project / folder)
    monkeypatch.setattr(stamp, "ROOT", project)
    before = inputs(Path("seeds"))
    assert before == inputs(Path("seeds"))
    file, times = project / path, (project / path).stat()
    file.write_bytes(file.read_bytes()[:-1] + b"#")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert inputs(Path("seeds")) not in (before, None)


def test_another_version_of_a_package_counts(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inputs(Path("seeds"))
    (project / "packages/babel-99.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(project / "packages")])
    assert inputs(Path("seeds")) != before


def test_compiled_code_does_not_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("generator", "templates"):
        shutil.copytree(ROOT / folder, project / folder)
    monkeypatch.setattr(stamp, "ROOT", project)
    before = inputs(Path("seeds"))
    (project / "generator/__pycache__").mkdir(exist_ok=True)
    (project / "generator/__pycache__/new.pyc").write_bytes(b"")
    assert inputs(Path("seeds")) == before


def test_a_changed_template_changes_the_pages(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "templates", project / "templates")
    (project / "generator").mkdir()
    monkeypatch.setattr(stamp, "ROOT", project)
    monkeypatch.setattr("generator.write.templates.TEMPLATES", project / "templates")
    assert generate() == NOTHING
    template = project / "templates/pages/privacy.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert generate() == "content: 0 added, 2 changed, 0 removed\n"


def test_seeds_that_lead_elsewhere_get_no_stamp(project: Path, reads: list[Path]) -> None:
    (project / "seeds/guides").rename(project / "elsewhere")
    (project / "seeds/guides").symlink_to(project / "elsewhere", target_is_directory=True)
    assert inputs(Path("seeds")) is None
    assert generate() == NOTHING
    assert generate() == NOTHING
    assert len(reads) == 2


def test_seeds_that_change_during_a_run_get_no_stamp(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = generator.cli.library.library_of
    guide = project / "seeds/translations/en.po"

    def disturbed(places: object) -> object:
        library = real(places)  # type: ignore[arg-type]
        guide.write_bytes(guide.read_bytes() + b"\n# later\n")
        return library

    PAGE.unlink()
    STAMP.unlink()
    monkeypatch.setattr(generator.cli.library, "library_of", disturbed)
    generate()
    assert not STAMP.exists()


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
    assert not stamped(Path("content"), inputs(Path("seeds")))
    assert generate() == NOTHING
    assert not (project / name).exists()
    assert stamped(Path("content"), inputs(Path("seeds")))


def test_only_pages_with_the_changed_words_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SEEDS.root, "seeds")
    generate()
    catalogue = polib.pofile("seeds/translations/en.po")
    plain = (entry for entry in catalogue if re.fullmatch(r"[A-Za-z ,]+", entry.msgstr))
    entry = max(plain, key=lambda entry: len(entry.msgstr))
    before = {path: path.stat().st_mtime_ns for path in Path("content").rglob("*.md")}
    holding = {path for path in before if entry.msgstr in path.read_text(encoding="utf-8")}
    entry.msgstr = "Words that no page has had"
    catalogue.save()
    generate()
    written = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert written == holding
    assert 0 < len(written) < len(before) / 10


def test_a_run_without_work_loads_nothing_of_weight(project: Path) -> None:
    script = (
        "import sys\nfrom generator.cli import main\n"
        "main(['generate'], standalone_mode=False)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=project
    )
    told, loaded = found.stdout.splitlines()
    assert told == NOTHING.strip()
    heavy = {"babel", "jinja2", "lxml", "mkdocs", "polib", "pydantic", "vl_convert", "yaml"}
    assert heavy.isdisjoint(loaded.split())


def test_a_translation_that_changes_rewrites_its_pages_alone(tmp_path: Path) -> None:
    """Of the five guides: 智能电网 stands in one direction, and on the pages that quote it."""
    seeds, content, site = (tmp_path / name for name in ("seeds", "content", "site"))
    shutil.copytree(SEEDS.root, seeds)
    places = ["--seeds", str(seeds), "--content", str(content)]

    def run() -> dict[str, tuple[int, int]]:
        for command in (["generate", *places], ["build", *places, "--site", str(site)]):
            result = CliRunner().invoke(main, command, catch_exceptions=False)
            assert result.exit_code == 0, result.output
        states = {path: path.stat() for path in site.rglob("*") if path.is_file()}
        return {
            path.relative_to(site).as_posix(): (state.st_ino, state.st_mtime_ns)
            for path, state in states.items()
        }

    before = run()
    path = seeds / "translations" / "en.po"
    text = path.read_text(encoding="utf-8")
    assert text.count('msgstr "Smart grids"') == 1
    path.write_text(text.replace('msgstr "Smart grids"', 'msgstr "Smart networks"'), "utf-8")
    after = run()
    pages = {
        name.removesuffix("index.html")
        for name, state in after.items()
        if name.endswith(".html") and before[name] != state
    }
    holding = {
        f"{page.parent.relative_to(site).as_posix()}/"
        for page in site.rglob("*.html")
        if "Smart networks" in page.read_text(encoding="utf-8")
    }
    assert pages == holding
    assert 0 < len(pages) < 20
