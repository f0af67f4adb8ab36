"""`guides add`: the facts it finds, the files it writes, its questions, and its report."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import made
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import GUIDES, SEEDS
from playwright.sync_api import Browser

from generator.add.identify import Identity, identify
from generator.add.receive import receive
from generator.cli import main
from generator.errors import InputError
from generator.link import Library
from generator.parse.stated import stated_in_name
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.vocabulary import Vocabulary
from generator.write import render

RECORDS = {
    guide_id: yaml.safe_load((SEEDS.guides / guide_id / "guide.yml").read_text(encoding="utf-8"))
    for guide_id in GUIDES
}


@dataclass(frozen=True)
class Project:
    """A folder with seeds/, content/ and a place for files that arrive."""

    root: Path

    @property
    def seeds(self) -> Seeds:
        return Seeds(self.root / "seeds")

    @property
    def content(self) -> Path:
        return self.root / "content"

    def record(self, guide_id: str) -> dict[str, Any]:
        path = self.seeds.guides / guide_id / "guide.yml"
        found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return found

    def file(self, name: str, text: str | bytes) -> Path:
        path = self.root / "arrived" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def arrived(self, guide_id: str) -> Path:
        """Return the path of a guide's text under its file name as received."""
        return self.file(RECORDS[guide_id]["received"], source(guide_id))

    def add(self, *arguments: str | Path, answers: str | None = None) -> Result:
        places = ["--seeds", str(self.seeds.root), "--content", str(self.content)]
        return CliRunner().invoke(main, ["add", *places, *map(str, arguments)], input=answers)

    def files(self) -> dict[str, str]:
        """Return path → digest of all files except locks."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and path.suffix != ".lock"
        }


OFFLINE = ("text", "diagnostics", "interface", "translation", "content")
"""The checks that need no built site."""


def source(guide_id: str) -> str:
    return (SEEDS.guides / guide_id / "guide.txt").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Return a function that makes a project with the named guides, the whole catalogue, and the ledger on demand."""

    def make(*held: str, name: str = "project", released: bool = False) -> Project:
        project = Project(tmp_path / name)
        shutil.copytree(SEEDS.root, project.seeds.root)
        if not released:  # it takes a while to read
            project.seeds.ledger.unlink()
        for guide_id in set(GUIDES) - set(held):
            shutil.rmtree(project.seeds.guides / guide_id)
        if set(held) != set(GUIDES):
            project.seeds.lineages.write_text("join: []\n", encoding="utf-8")
        return project

    return make


def next_year(text: str) -> str:
    """Return the second batch of 2024 changed to the first of 2025."""
    return text.replace("2024", "2025").replace("第二批", "第一批")


# What it finds


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024年度第二批项目申报指南征求意见稿.pdf", (2024, 2, "draft")),
        ("重点专项2018年第二批项目申报指南建议.pdf", (2018, 2, "draft")),
        ("附件2-“政府间国际科技创新合作”重点专项2023年度第一批项目申报指南.docx", (2023, 1, None)),
        ("二〇二五年度第一批指南.html", (2025, 1, None)),
        ("2025-2-draft.md", (2025, 2, "draft")),
        ("政府间专项指南（正式稿）.pdf", (None, None, "final")),
        # A day on which something was published is no year of a guide.
        ("20240312-指南.pdf", (None, None, None)),
        ("2024-03-12 2025年度指南.pdf", (2025, None, None)),
        ("2024年与2025年.pdf", (None, None, None)),
        ("004_230b4afd61e8f742.txt", (None, None, None)),
    ],
)
def test_what_a_file_name_states(name: str, expected: tuple[object, ...]) -> None:
    found = stated_in_name(name)
    assert (found.year, found.batch, found.stage) == expected


HEAD = "国家重点研发计划“政府间国际科技创新合作”\n\n重点专项{}项目申报指南\n\n{}"
BODY = """与有关国家开展合作。

1.1 中国和芬兰政府间科技合作项目

合作协议：《中国和芬兰政府间科技合作协定》。

领域方向：人工智能。

拟支持项目数：不超过5项。
"""


def text_of(title: str, mark: str = "") -> str:
    return HEAD.format(title, f"{mark}\n\n" if mark else "") + BODY


def identified(tmp_path: Path, name: str, text: str) -> Identity:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return identify(receive(path, Vocabulary.load(SEEDS.vocabulary)))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", text_of("2025年度第一批", "（征求意见稿）"), "2025-1-draft"),
        ("a.txt", text_of("2025年度第三批"), "2025-3"),
        ("a.txt", text_of("2025年第二批").replace("申报指南", "申报指南建议"), "2025-2-draft"),
        ("a.txt", text_of("二〇二五年度第一批"), "2025-1"),
        ("2025年第二批.txt", text_of(""), "2025-2"),
        ("第二批（征求意见稿）.txt", text_of("2025年度"), "2025-2-draft"),
    ],
)
def test_text_and_file_name_together(tmp_path: Path, name: str, text: str, expected: str) -> None:
    assert str(identified(tmp_path, name, text).id) == expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", text_of("2025年度"), "which batch it is; give it as --id 2025-1$"),
        ("a.txt", text_of("", "（征求意见稿）"), "which year it is; give it as --id YEAR-1-draft"),
        (
            "2024年第一批.txt",
            text_of("2025年度第一批"),
            r"disagree on the year: 2025 \(line 3\), 2024 \(file name\); give it as --id YEAR-1$",
        ),
        (
            "正式稿.txt",
            text_of("2025年度第一批", "（征求意见稿）"),
            r"disagree on the stage: draft \(title page\), final \(file name\); give it as --stage",
        ),
        ("a.txt", "2025年度第一批项目。\n\n" + BODY, "give it as --title"),
    ],
)
def test_what_is_missing_is_named_with_its_option(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        identified(tmp_path, name, text)


def test_a_title_comes_from_the_file_name_where_the_text_lost_it(tmp_path: Path) -> None:
    name = "附件1 “政府间国际科技创新合作”重点专项2025年度第一批项目申报指南（征求意见稿）.txt"
    found = identified(tmp_path, name, "与有关国家开展合作。\n\n" + BODY)
    assert str(found.id) == "2025-1-draft"
    assert found.title == "“政府间国际科技创新合作”重点专项2025年度第一批项目申报指南（征求意见稿）"


# What it writes


def test_the_five_guides_come_in_as_they_are_held(
    project: Callable[..., Project], library: Library
) -> None:
    """From a folder with the files as received: the same guide.yml but for what a person wrote, the
    same catalogue, and the same pages.
    """
    new = project(released=True)
    shutil.copy(SEEDS.lineages, new.seeds.lineages)
    for guide_id in GUIDES:
        new.arrived(guide_id)
    new.file("notes.md", "No guide.")
    result = new.add(new.root / "arrived")
    assert result.exit_code == 0, result.output
    assert "5 added, 1 skipped" in result.stdout
    assert "notes.md: is no guide: no direction found" in result.stderr
    for guide_id in GUIDES:
        record = RECORDS[guide_id] | {"corrections": []}
        record.pop("final", None)
        assert new.record(guide_id) == record
        held = new.seeds.guides / guide_id / "guide.txt"
        assert held.read_bytes() == (SEEDS.guides / guide_id / "guide.txt").read_bytes()
    assert new.seeds.catalogue.read_bytes() == SEEDS.catalogue.read_bytes()
    for guide_id in GUIDES:  # what a person wrote makes the pages those that are committed
        shutil.copy(SEEDS.guides / guide_id / "guide.yml", new.seeds.guides / guide_id)
    again = load_library(new.seeds)
    assert dict(render(again, new.seeds.interface)) == dict(render(library, SEEDS.interface))


def test_a_guide_alone(project: Callable[..., Project]) -> None:
    """In a project without any: its guide.yml, and the pages that its data give."""
    new, guide_id = project(), "2017-1"
    result = new.add(new.arrived(guide_id))
    assert result.exit_code == 0, result.output
    record = RECORDS[guide_id] | {"corrections": []}
    record.pop("final", None)
    assert new.record(guide_id) == record
    pages = dict(render(load_library(new.seeds), new.seeds.interface))
    assert {path: (new.content / path).read_bytes() for path in pages} == pages


FORMATS: dict[str, Callable[[made.Made], bytes]] = {
    "html": lambda text: made.as_html(text).encode(),
    "md": lambda text: made.as_markdown(text).encode(),
    "docx": made.as_docx,
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_any_format_is_known_for_what_it_is(suffix: str, tmp_path: Path) -> None:
    """Every guide gives the same data in every format: see tests/test_roundtrip.py."""
    path = tmp_path / f"received.{suffix}"
    path.write_bytes(FORMATS[suffix](made.guide_text("2021-2-draft")))
    found = identify(receive(path, Vocabulary.load(SEEDS.vocabulary)))
    assert str(found.id) == "2021-2-draft"
    assert found.title is None


@pytest.mark.browser
def test_a_pdf_comes_in_with_pages_and_lines(
    project: Callable[..., Project], browser: Browser
) -> None:
    page = made.as_html(made.guide_text("2022-1"), made.LAYOUTS["official"])
    printed = made.as_pdf(browser, page, foot="— 3 —")
    new = project()
    result = new.add(new.file("指南.PDF", printed))
    assert result.exit_code == 0, result.output
    assert new.record("2022-1")["file"] == "guide.pdf"
    assert (new.seeds.guides / "2022-1" / "guide.pdf").read_bytes() == printed
    assert "  1.1  page " in result.stdout
    assert "English: 255 of 255 segments" in result.stdout


def test_a_dry_run_tells_and_writes_nothing(project: Callable[..., Project]) -> None:
    new = project()
    file = new.arrived("2022-1")
    before = sorted(new.root.rglob("*"))
    result = new.add(file, "--dry-run")
    assert result.exit_code == 0
    assert "17 directions" in result.stdout
    assert "Would change" in result.stdout
    assert sorted(new.root.rglob("*")) == before


def test_a_second_time_nothing_changes(project: Callable[..., Project]) -> None:
    new = project()
    file = new.arrived("2022-1")
    new.add(file)
    before = {path: path.stat().st_mtime_ns for path in new.root.rglob("*") if path.is_file()}
    result = new.add(file)
    assert result.exit_code == 0
    assert result.stdout.endswith("nothing to change\n")
    after = {path: path.stat().st_mtime_ns for path in new.root.rglob("*") if path.is_file()}
    locks = {path for path in after if path.suffix == ".lock"}
    assert {p: t for p, t in after.items() if p not in locks} == {
        p: t for p, t in before.items() if p not in locks
    }


def test_the_same_file_under_another_id_is_refused(project: Callable[..., Project]) -> None:
    new = project("2022-1")
    result = new.add(new.arrived("2022-1"), "--id", "2022-2")
    assert result.exit_code == 2
    assert "is held already, as 2022-1; this would be 2022-2" in result.stderr


def test_next_years_guide(project: Callable[..., Project]) -> None:
    """In with one command: what other guides print has English already, the rest waits for a
    translator, and the gap in batches.yml closes by itself.
    """
    new = project(*GUIDES)
    file = new.file("a.txt", next_year(source("2024-2-draft").replace("塔吉克斯坦", "亚特兰蒂斯")))
    result = new.add(file, "--source-url", "https://example.org/1", "--published", "2025-03-01")
    assert result.exit_code == 0, result.output
    record = new.record("2025-1-draft")
    assert record["source_url"] == "https://example.org/1"
    assert str(record["published"]) == "2025-03-01"
    assert "(after 2024-2-draft/1.1)" in result.stdout
    assert "line 595: 2025-1-draft/2.1: “亚特兰蒂斯” is an unknown partner" in result.stdout
    assert "to confirm, as a draft or suggestion:" in result.stdout
    assert f"{new.seeds.catalogue} " in result.stdout
    library = load_library(new.seeds)
    assert [batch.guide for batch in library.batches if batch.year == 2025] == ["2025-1-draft"]
    checked = CliRunner().invoke(
        main,
        ["check", "--seeds", str(new.seeds.root), "--content", str(new.content), *OFFLINE],
    )
    assert checked.exit_code == 0, checked.output
    assert "translation: warning: 2025-1-draft" in checked.output


def test_a_final_text_supersedes_its_draft_whichever_comes_first(
    project: Callable[..., Project],
) -> None:
    draft = source("2023-1-draft")
    final = draft.replace("（征求意见稿）", "").replace(
        "中国和以色列政府间联合研究项目", "中国和以色列联合研究项目"
    )
    one, other = project(name="one"), project(name="other")
    for new, order in ((one, ("draft", "final")), (other, ("final", "draft"))):
        new.file("draft.txt", draft)
        new.file("final.txt", final)
        told = [new.add(new.root / "arrived" / f"{name}.txt") for name in order]
        assert [result.exit_code for result in told] == [0, 0]
        assert new.record("2023-1")["supersedes"] == "2023-1-draft"
    assert "supersedes the draft 2023-1-draft" in new.add(new.root / "arrived" / "final.txt").stdout
    assert {p: d for p, d in one.files().items() if p.startswith("content/")} == {
        p: d for p, d in other.files().items() if p.startswith("content/")
    }


# Another file for the same guide


def test_a_changed_file_is_refused_and_replaces_on_demand(
    project: Callable[..., Project],
) -> None:
    new = project("2021-2-draft", released=True)
    new.add(new.arrived("2021-2-draft"))
    ledger = new.seeds.ledger.read_bytes()
    changed = source("2021-2-draft").replace("1.9 中国和克罗地亚", "3.9 中国和克罗地亚")
    file = new.file("later.txt", changed)
    before = new.files()
    refused = new.add(file)
    assert refused.exit_code == 2
    assert "2021-2-draft is held already, with another file" in refused.stderr
    assert "--replace" in refused.stderr
    assert new.files() == before
    result = new.add(file, "--replace")
    assert result.exit_code == 0, result.output
    record = new.record("2021-2-draft")
    assert record["sha256"] == hashlib.sha256(changed.encode()).hexdigest()
    assert record["received"] == "later.txt"
    assert record["corrections"] == RECORDS["2021-2-draft"]["corrections"]
    text = (new.seeds.guides / "2021-2-draft" / "guide.yml").read_text(encoding="utf-8")
    assert "# As printed, or as named in the preamble" in text
    assert "Published before, removed now" in result.stdout
    assert "  en/2021-2-draft/1.9/\n" in result.stdout
    assert new.seeds.ledger.read_bytes() == ledger
    assert new.add(file).stdout.endswith("nothing to change\n")


def test_anchors_that_a_replacement_takes_away_are_named(project: Callable[..., Project]) -> None:
    new = project("2022-1", released=True)
    new.add(new.arrived("2022-1"))
    text = source("2022-1")
    start = text.index("（7）中芬双方申报单位")
    end = text.index("（8）芬方指南网址")
    result = new.add(new.file("b.txt", text[:start] + text[end:]), "--replace")
    assert result.exit_code == 0, result.output
    assert "  en/2022-1/1.5/#requirement-8\n" in result.stdout
    assert "en/2022-1/1.5/#requirement-7\n" not in result.stdout


def test_the_first_guide_can_come_in_again(project: Callable[..., Project]) -> None:
    """As after a run that was killed between the guide and the catalogue, which has no entry yet; a guide
    beside it must have had some.
    """
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    new, other = project("2022-1"), project("2022-1", "2017-1", name="other")
    for held in (new, other):
        held.seeds.catalogue.write_text(header, encoding="utf-8")
    result = new.add(new.arrived("2022-1"))
    assert result.exit_code == 0, result.output
    assert new.seeds.catalogue.read_text(encoding="utf-8").count("msgid") > 100
    assert "en.po: has no entries" in other.add(other.arrived("2022-1")).stderr


def test_what_vanishes_is_named_unless_it_is_redirected(project: Callable[..., Project]) -> None:
    """A page and an anchor, each with a redirect of its own language only."""
    new = project("2022-1", released=True)
    new.add(new.arrived("2022-1"))
    text = source("2022-1")
    start, end = text.index("（7）中芬双方申报单位"), text.index("（8）芬方指南网址")
    text = text[:start] + text[end:]
    changed = new.file("b.txt", text.replace("2.7中国和韩国", "2.9中国和韩国"))
    old = ("en/2022-1/1.5/#requirement-8", "en/2022-1/2.7/")
    before = new.add(changed, "--replace", "--dry-run").stdout
    for place in (*old, *(place.replace("en/", "zh/") for place in old)):
        assert f"  {place}\n" in before
    new.seeds.redirects.write_text(
        "".join(f"- {{old: '{place}', new: en/2022-1/, reason: x, date: 2027-01-31}}\n" for place in old),
        encoding="utf-8",
    )  # fmt: skip
    after = new.add(changed, "--replace").stdout
    for place in old:
        assert f"  {place}\n" not in after
        assert f"  {place.replace('en/', 'zh/')}\n" in after


def test_a_correction_that_no_longer_stands_is_named_with_its_line(
    project: Callable[..., Project],
) -> None:
    new = project("2021-2-draft")
    file = new.file("b.txt", source("2021-2-draft").replace("常见问问题", "常见问题"))
    result = new.add(file, "--replace")
    assert result.exit_code == 2
    assert "guide.yml:14: corrections: “常见问问题” is not printed at" in result.stderr


# What it asks


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.add.at_terminal", lambda: True)


def test_elsewhere_the_option_is_named(project: Callable[..., Project]) -> None:
    new = project()
    result = new.add(new.file("a.txt", text_of("2025年度", "（征求意见稿）")))
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "a.txt: neither the text nor the file name says which batch it is; "
        "give it as --id 2025-1-draft\n"
    )
    assert list(new.seeds.guides.iterdir()) == []


def test_on_a_terminal_it_asks(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the batch until it is a number, and for address and date, which may be left out."""
    at_a_terminal(monkeypatch)
    new = project()
    file = new.file("a.txt", text_of("2025年度", "（征求意见稿）"))
    result = new.add(file, answers="first\n2\n\n2025-13-01\n2025-03-01\n")
    assert result.exit_code == 0, result.output
    record = new.record("2025-2-draft")
    assert (record["source_url"], str(record["published"])) == (None, "2025-03-01")
    assert "says which batch it is. Which batch: " in result.stderr
    assert new.add(file).stdout.endswith("nothing to change\n")


def test_on_a_terminal_a_lost_title_page_is_asked_about(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    new = project()
    result = new.add(new.arrived("2022-1"), answers="draft\n\n\n")
    assert result.exit_code == 0, result.output
    assert new.record("2022-1-draft")["stage"] == "draft"
    assert "neither the text nor the file name says which stage" in result.stderr


def test_an_id_that_the_text_contradicts_is_taken_and_told(
    project: Callable[..., Project],
) -> None:
    new = project()
    result = new.add(new.arrived("2022-1"), "--id", "2021-1", "--dry-run")
    assert "line 27: the text says year 2022, --id 2021-1" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--id", "2025"], "--id: '2025' is no guide id"),
        (["--id", "2025-1", "--stage", "draft"], "--id 2025-1 and --stage draft contradict"),
    ],
)
def test_bad_options_are_one_line(
    arguments: list[str], message: str, project: Callable[..., Project]
) -> None:
    new = project()
    result = new.add(new.arrived("2022-1"), *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--source-url", "example.org", "“example.org” is no address: expected https://host/path"),
        ("--source-url", "https://example.org/a b", "is no address"),
        ("--source-url", "https://example.org\\a", "is no address"),
        ("--source-url", "https://example/", "is no address"),
        ("--source-url", "https://-a.org/", "is no address"),
        ("--source-url", "https://example.org:99999/", "is no address"),
        ("--source-url", "ftp://example.org/", "is no address"),
        ("--source-url", "https://name@example.org/", "an address with a user's name in it"),
        ("--published", "2025-02-30", "there is no 2025-02-30"),
        ("--published", "20250228", "“20250228” is no date: expected YYYY-MM-DD"),
        ("--published", "1899-12-31", "1899-12-31 is not between 1900 and 9999"),
    ],
)
def test_addresses_and_days_are_some(
    project: Callable[..., Project], option: str, value: str, message: str
) -> None:
    new = project()
    result = new.add(new.arrived("2022-1"), option, value)
    assert result.exit_code == 2
    assert message in result.stderr
    assert list(new.seeds.guides.iterdir()) == []


# Folders, and files that are no guides


def test_a_file_that_is_no_guide_ends_with_1(project: Callable[..., Project]) -> None:
    new = project()
    result = new.add(new.file("letter.txt", "您好！\n"))
    assert result.exit_code == 1
    assert "letter.txt: is no guide: no direction found" in result.stderr
    assert list(new.seeds.guides.iterdir()) == []


def test_a_folder_without_guides_ends_with_1(project: Callable[..., Project]) -> None:
    new = project()
    new.file("letter.txt", "您好！\n")
    new.file("table.xlsx", "x")
    result = new.add(new.root / "arrived")
    assert result.exit_code == 1
    assert "table.xlsx: is a spreadsheet" in result.stderr
    assert "arrived: 2 skipped" in result.stdout


def test_two_files_of_one_guide_do_not_both_come_in(project: Callable[..., Project]) -> None:
    new = project()
    new.file("a.txt", text_of("2025年度第一批"))
    new.file("b.txt", text_of("2025年度第一批") + "\n")
    result = new.add(new.root / "arrived")
    assert result.exit_code == 1
    assert "1 added, 1 refused" in result.stdout
    assert "b.txt: is 2025-1, as a.txt is" in result.stderr
    assert new.record("2025-1")["received"] == "a.txt"
