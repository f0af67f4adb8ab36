"""The report of `guides add`: what was taken first, then what to decide; and its pages are built before it says so."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from constructed import HEAD, direction, numbered, seeds_of

import generator.write
from generator.add.decide import TOLD, kind_of, kinds
from generator.build.page import GuidePage
from generator.cli import main
from generator.trace import NOTES

HELD = HEAD.format(2030) + numbered([direction()])
NAMES = ("芬兰", "瑞典", "法国", "德国", "西班牙", "意大利", "瑞士", "奥地利")


def guide(count: int, declared: int | None = None, year: int = 2031, mark: str = "") -> str:
    """Return the text of a guide with ``count`` directions, which says that it has ``declared``."""
    told = f"本批次共设立{declared}个指南方向。\n" if declared else ""
    directions = [direction(title=f"中国和{name}政府间科技合作项目") for name in NAMES[:count]]
    return HEAD.format(year).rstrip("\n") + f"{mark}\n{told}{numbered(directions)}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project with one guide, and an empty folder for files that arrive."""
    seeds_of(tmp_path / "seeds", {"2030-1": HELD})
    head, _, _ = (tmp_path / "seeds/translations/en.po").read_text("utf-8").partition("\n\n")
    (tmp_path / "seeds/translations/en.po").write_text(f"{head}\n", encoding="utf-8")
    (tmp_path / "arrived").mkdir()
    run(tmp_path, "translate", "update", "--force")
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    places = ["--seeds", str(root / "seeds")]
    if arguments[0] != "translate":
        places += ["--content", str(root / "content")]
    if arguments[0] == "build":
        places += ["--site", str(root / "site")]
    return CliRunner().invoke(main, [*arguments, *places])


def add(root: Path, text: str | bytes, *more: str, name: str = "a.txt") -> Result:
    path = root / "arrived" / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return run(root, "add", str(path), *more)


def told(result: Result) -> dict[str, Any]:
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


# What is said, in which order


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (guide(3, declared=8), "NOT WHOLE: only 3 of 8 directions; new, final text"),
        (guide(8, declared=8), "8 of 8 directions; new, final text"),
        (guide(1), "1 direction (the guide says no number); new, final text"),
        (
            guide(2, mark="（征求意见稿）"),
            "2 directions (the guide says no number); new, draft for",
        ),
    ],
)
def test_first_what_was_taken(root: Path, text: str, first: str) -> None:
    lines = add(root, text, "--dry-run").stdout.splitlines()
    assert lines[0] == "Would take in"
    assert re.fullmatch(rf"  2031-1(-draft)?  {re.escape(first)}.*", lines[1])
    assert lines[3].startswith(("To decide", "Nothing to decide"))


def test_nothing_to_decide(root: Path) -> None:
    assert add(root, guide(2, declared=2)).stdout.splitlines()[3] == "Nothing to decide"


def test_half_a_guide_is_said_first_and_supersedes_nothing(root: Path) -> None:
    """Whichever comes first, and until the whole text takes its place."""
    add(root, guide(8, declared=8, mark="（征求意见稿）"), name="draft.txt")
    half = add(root, guide(3, declared=8))
    assert half.exit_code == 0, half.output
    assert (
        "   1. line 2: only 3 of 8 directions are in the file\n      → See whether" in half.stdout
    )
    record = root / "seeds/guides/2031-1/guide.yml"
    assert yaml.safe_load(record.read_text("utf-8"))["supersedes"] is None
    add(root, guide(8, declared=8), "--replace")
    assert yaml.safe_load(record.read_text("utf-8"))["supersedes"] == "2031-1-draft"


def test_a_draft_is_not_superseded_by_half_a_guide_that_is_held(root: Path) -> None:
    add(root, guide(3, declared=8))
    add(root, guide(8, declared=8, mark="（征求意见稿）"), name="draft.txt")
    record = root / "seeds/guides/2031-1/guide.yml"
    assert yaml.safe_load(record.read_text("utf-8"))["supersedes"] is None


def test_at_most_ten_are_told_and_the_rest_is_counted(root: Path) -> None:
    """The gravest first; parts that many directions do not state are one line."""
    titles = [f"中国和瓦坎达{sign}政府间合作项目" for sign in "甲乙丙丁戊己庚辛壬癸子丑"]
    directions = [direction(["funding", "requirements"], title) for title in titles]
    text = HEAD.format(2031) + "本批次共设立20个指南方向。\n" + numbered(directions)
    result = add(root, text)
    lines = result.stdout.splitlines()
    start = lines.index("To decide (14), the gravest first")
    numbers = [line[:5].strip() for line in lines[start + 1 : start + 21 : 2]]
    assert numbers == [f"{number}." for number in range(1, 11)]
    assert "only 12 of 20 directions" in lines[start + 1]
    assert re.match(r"   2\. line \d+: 2031-1/1\.1: “.*” is an unknown partner", lines[start + 3])
    assert lines[start + 6] == "      → The same."
    assert (
        "and 4 more: 3 partners that are in no list; 1 what the guide does not" in lines[start + 21]
    )
    (silent,) = (
        one for one in told(add(root, text, "--json"))["decide"] if one["code"] == "not-stated"
    )
    assert silent["message"]["en"] == (
        "no funding in 1.1, 1.2, 1.3, 1.4, 1.5 and 7 more; no requirements in 1.1, 1.2, 1.3, 1.4, 1.5 and 7 more"
    )
    assert "经费（1.1、1.2、1.3、1.4、1.5等12个方向）" in silent["message"]["zh"]


def test_a_total_without_some_directions_is_no_misreading(root: Path) -> None:
    """It is told after what may be one, with the directions that the sum leaves out and the place of the total."""
    each = "共拟支持经费：每个项目不超过200万元人民币。"
    parts = [direction(), direction(funding=each), direction(["funding"])]
    preamble = (
        "2030年度项目2031年度第一批说明。\n本批次拟支持项目约20项，国拨经费总概算1.43亿元。\n"
    )
    (one, other) = told(add(root, HEAD.format(2031) + preamble + numbered(parts), "--json"))[
        "decide"
    ][:2]
    assert (one["code"], one["line"]) == ("totals", 3)  # 15 projects: each direction states them
    assert (other["code"], other["line"]) == ("totals-in-part", 3)
    assert other["message"]["en"] == (
        "money: the guide says RMB 143 million, its directions add up to RMB 10 million"
        " without 1.2, 1.3, of which no total is stated"
    )
    assert other["message"]["zh"].endswith("（未计1.2、1.3）")


def test_each_point_names_its_guide_where_there_are_several(root: Path) -> None:
    for year in (2031, 2032):
        text = HEAD.format(year) + numbered([direction(["funding"])])
        (root / "arrived" / f"{year}.txt").write_text(text, encoding="utf-8")
    lines = run(root, "add", str(root / "arrived")).stdout.splitlines()
    start = lines.index("To decide (2), the gravest first")
    assert [line[6:] for line in lines[start + 1 : start + 5 : 2]] == [
        "2031-1: no funding in 1.1", "2032-1: no funding in 1.1",
    ]  # fmt: skip
    assert "The same." not in "".join(lines)


def test_where_the_locale_is_chinese_it_is_told_in_chinese_first(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = add(root, guide(3, declared=8), "--dry-run").stdout
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    both = add(root, guide(3, declared=8), "--dry-run").stdout
    chinese = both.removesuffix(english)
    assert chinese != both
    assert chinese.splitlines()[:5] == [
        "拟收录（未写入）",
        "  2031-1  不完整：指南称8个方向，只找到3个；新增，正式指南",
        "",
        "待决定事项（1项，按轻重排列）",
        "   1. 第2行：方向数少于指南所称：3 / 8",
    ]
    assert not re.search("[A-Za-z]{3}", chinese)


def test_programs_get_all_of_it(root: Path) -> None:
    result = add(root, guide(3, declared=8), "--json")
    assert result.exit_code == 0
    found = told(result)
    assert list(found) == ["dry_run", "guides", "decide", "left_out", "changed"]
    (one,) = found["guides"]
    assert (one["id"], one["status"], one["whole"]) == ("2031-1", "new", False)
    assert one["directions"] == {"found": 3, "declared": 8}
    assert one["pages"] == 12  # the guide and three directions, in two languages and without one
    decision = found["decide"][0]
    assert decision["message"] == {
        "zh": "方向数少于指南所称：3 / 8",
        "en": "only 3 of 8 directions are in the file",
    }
    assert set(decision) == {"code", "guide", "kind", "message", "place", "line", "todo"}


def test_programs_get_the_reason_too(root: Path) -> None:
    """Where a person gets a line on standard error."""
    result = add(root, "您好！\n", "--json", name="letter.txt")
    assert result.exit_code == 1
    found = told(result)
    assert found["guides"] == []
    (reason,) = found["left_out"]
    assert (reason["file"], reason["as"]) == ("letter.txt", "skipped")
    assert reason["reason"].startswith("is no guide: no direction found")
    add(root, guide(2))
    again = told(add(root, guide(3), "--json"))
    assert [one["as"] for one in again["left_out"]] == ["refused"]


def test_every_note_of_the_parser_has_something_to_do() -> None:
    elsewhere = {*TOLD, "no-directions"}  # a file without directions is not taken in
    assert [code for code in NOTES if code not in elsewhere and kind_of(code).code == "other"] == []
    assert next(iter(kinds())) == "incomplete"
    assert list(kinds())[-1] == "not-stated"


@pytest.mark.parametrize("folder", ["translations", "guides"])
def test_nothing_is_written_if_a_folder_is_read_only(
    root: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def allowed(path: Path, mode: int) -> bool:
        return Path(path).name != folder and sound(path, mode)

    sound = os.access
    monkeypatch.setattr("generator.add.plan.os.access", allowed)
    result = add(root, guide(2))
    assert result.exit_code == 2
    assert f"{folder}: cannot be written" in result.stderr
    assert not (root / "seeds/guides/2031-1").exists()


def test_an_empty_file_and_a_file_under_two_names_are_told_as_what_they_are(root: Path) -> None:
    for name, text in {"a.txt": guide(2), "b.txt": guide(2), "c.pdf": "", "d.txt": ""}.items():
        (root / "arrived" / name).write_text(text, encoding="utf-8")
    told = run(root, "add", str(root / "arrived")).stderr.splitlines()
    assert [line.rpartition("/")[2] for line in told] == [
        "c.pdf: is empty: get the file again",
        "d.txt: is empty: get the file again",
        "b.txt: is the same file as a.txt",
    ]
    again = run(root, "add", str(root / "arrived" / "b.txt")).stdout
    assert (
        "2031-1  2 directions (the guide says no number); the same file is held as a.txt" in again
    )


# Pages that cannot be built


def breaks(monkeypatch: pytest.MonkeyPatch, step: str, word: str) -> None:
    """Make a step fail, as an error in the program would, where a page has ``word``."""
    holder: Any = {"rendered": generator.write, "render_now": GuidePage}[step]
    sound: Callable[..., Any] = getattr(holder, step)

    def failing(one: Any, *more: Any) -> Any:
        found = sound(one, *more)
        if word in (found if isinstance(found, str) else one.file.content_string):
            raise ZeroDivisionError
        return found

    monkeypatch.setattr(holder, step, failing)


@pytest.mark.parametrize("step", ["rendered", "render_now"])
def test_a_guide_whose_pages_cannot_be_built_is_refused(
    root: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With file, line and what to do; nothing of it is written, and nothing says that all is well."""
    run(root, "generate")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    breaks(monkeypatch, step, "瓦坎达之友")
    text = guide(2) + "1.3 中国和法国政府间科技合作项目\n领域方向：瓦坎达之友。\n"
    result = add(root, text)
    assert result.exit_code == 2
    assert "✓" not in result.output
    line = text[: text.index("1.3 ")].count("\n") + 1
    assert f"a.txt:{line}: the pages of 2031-1/1.3 cannot be built" in result.stderr
    assert "please report this, with the file" in result.stderr
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    after.pop(root / "arrived" / "a.txt")
    assert {p: d for p, d in after.items() if p.suffix != ".lock"} == {
        p: d for p, d in before.items() if p.suffix != ".lock"
    }


def bomb() -> bytes:
    """Return a Word file that unpacks to more than any guide has."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 60_000_000)
    return packed.getvalue()


def test_a_broken_and_a_hostile_guide_do_not_stop_three_good_ones(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of five files: a site of the three, and a report on two."""
    breaks(monkeypatch, "render_now", "瓦坎达之友")
    good = {f"good-{year}.txt": guide(2, year=year).encode() for year in (2032, 2033, 2034)}
    broken = guide(1, year=2035).replace("循环经济", "瓦坎达之友").encode()
    for name, data in {**good, "broken.txt": broken, "hostile.docx": bomb()}.items():
        (root / "arrived" / name).write_bytes(data)
    result = run(root, "add", str(root / "arrived"))
    assert result.exit_code == 1
    reports = result.stderr.splitlines()
    assert len(reports) == 2
    assert re.search(r"broken\.txt:\d+: the pages of 2035-1/1\.1 cannot be built", result.stderr)
    assert re.search(r"hostile\.docx: .*which is the limit: ", result.stderr)
    assert result.stdout.endswith("arrived: 3 added, 1 skipped, 1 refused\n")
    assert run(root, "build").exit_code == 0
    for year in (2032, 2033, 2034):
        assert (root / f"site/zh/{year}-1/1.2/index.html").is_file()
    assert not (root / "site/zh/2035-1").exists()


@pytest.mark.parametrize("step", ["rendered", "render_now"])
def test_a_broken_and_a_hostile_guide_that_are_held_do_not_stop_three_good_ones(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same with all five in seeds/: the two are left out and named, each with its file, and the first with its line."""
    texts = {f"{year}-1": guide(2, year=year) for year in range(2031, 2036)}
    texts["2032-1"] = texts["2032-1"].replace("循环经济", "瓦坎达之友", 1)
    seeds = seeds_of(tmp_path / "seeds", texts)
    hostile = seeds.guides / "2034-1" / "guide.yml"
    hostile.write_text(
        hostile.read_text("utf-8").replace('"file": "guide.txt"', '"file": "../../x"'),
        encoding="utf-8",
    )
    breaks(monkeypatch, step, "瓦坎达之友")
    result = run(tmp_path, "build")
    assert result.exit_code == 1, result.stderr
    assert len(result.stderr.splitlines()) == 2
    assert "2032-1/guide.txt:2: the pages of 2032-1/1.1 cannot be built" in result.stderr
    assert re.search(r"2034-1/guide\.yml:1: file: .*this guide is left out", result.stderr)
    sites = {path.name for path in (tmp_path / "site" / "zh").iterdir() if path.name[0] == "2"}
    assert sites == {"2031-1", "2033-1", "2035-1"}


def test_a_guide_that_cannot_be_read_for_an_error_in_the_program_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(cleaned: Any, *more: Any) -> Any:
        if any("瓦坎达之友" in paragraph.text for paragraph in cleaned.paragraphs):
            raise RecursionError
        return sound(cleaned, *more)

    sound = generator.pipeline.parse
    monkeypatch.setattr("generator.pipeline.parse", failing)
    bad = guide(2).replace("循环经济", "瓦坎达之友", 1)
    seeds_of(tmp_path / "seeds", {"2031-1": bad, "2032-1": guide(2, year=2032)})
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert (
        "2031-1/guide.txt: an error in the program stops this guide (RecursionError())"
        in result.stderr
    )
    assert (tmp_path / "site/zh/2032-1/1.1/index.html").is_file()


def test_an_error_at_every_guide_is_blamed_on_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that fails for any guide: neither of the two is left out, and no line of them is named."""
    seeds_of(tmp_path / "seeds", {"2031-1": guide(2), "2032-1": guide(2, year=2032)})
    breaks(monkeypatch, "render_now", "开放数据")
    result = run(tmp_path, "build")
    assert result.exit_code == 2
    assert "guide.txt" not in result.stderr
    assert "ZeroDivisionError" in result.stderr
