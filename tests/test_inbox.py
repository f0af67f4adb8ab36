"""Guides that come by the browser: the scripts of .github/workflows/new-guide.yml, from an upload to a pull request.

A bare repository on this machine stands in for GitHub, a small program for `gh`, and a server for attachments.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import made
import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT
from constructed import HEAD, direction, numbered, seeds_of

from generator.cli import main

SCRIPTS = ROOT / ".github" / "scripts"
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/new-guide.yml").read_text(encoding="utf-8"))
HELD = HEAD.format(2030) + numbered([direction()])
NEW = HEAD.format(2031) + "本批次共设立2个指南方向。\n" + numbered([direction(), direction()])
LETTER = "您好！附件请查收。\n"
GH = """#!{python}
import json, os, sys
folder = os.environ["GH_FOLDER"]
told = "" if sys.stdin.isatty() else sys.stdin.read()
with open(os.path.join(folder, "calls.jsonl"), "a", encoding="utf-8") as calls:
    calls.write(json.dumps([sys.argv[1:], told]) + "\\n")
answers = json.load(open(os.path.join(folder, "answers.json"), encoding="utf-8"))
answer = answers.get(" ".join(sys.argv[1:3]), "")
if answer is None:
    sys.exit("gh: GitHub Actions is not permitted to create or approve pull requests")
print(answer)
"""
FORM = """### 标题 Title

{title}

### 发布网址 Where it was published

{source}

### 发布日期 When it was published

{published}

### 阶段 Stage

{stage}

### 文件 The file

{file}

### 其他说明 Anything else

_No response_
"""


@dataclass(frozen=True)
class GitHub:
    """A bare repository, and a folder for what `gh` is asked."""

    root: Path
    server: str = "https://github.com"

    @property
    def bare(self) -> Path:
        return self.root / "github.git"

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        run = subprocess.run(
            ["git", *arguments],
            cwd=folder or self.bare,
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | WHO,
        )
        return run.stdout.strip()

    def clone(self, name: str) -> Path:
        folder = self.root / name
        shutil.rmtree(folder, ignore_errors=True)
        self.git("clone", "--quiet", str(self.bare), str(folder), folder=self.root)
        return folder

    def upload(self, files: Mapping[str, str | bytes]) -> dict[str, Any]:
        """Upload files to the inbox as GitHub's page does, and return the event of the push."""
        before, folder = self.git("rev-parse", "main"), self.clone("upload")
        for name, data in files.items():
            path = folder / "seeds" / "inbox" / name
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        self.git("add", "--all", folder=folder)
        self.git("commit", "--quiet", "--message", "Add files via upload", folder=folder)
        self.git("push", "--quiet", "origin", "main", folder=folder)
        return {"before": before, "repository": {"default_branch": "main"}}

    def job(
        self, script: str, event: Mapping[str, Any], *arguments: str, name: str, **more: str
    ) -> tuple[Path, subprocess.CompletedProcess[str]]:
        """Run a script in a fresh clone, with only the variables that the workflow sets."""
        folder = self.clone(name)
        (self.root / "event.json").write_text(json.dumps(event), encoding="utf-8")
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GITHUB_EVENT_NAME": "issues" if "issue" in event else "push",
            "GITHUB_EVENT_PATH": str(self.root / "event.json"),
            "GITHUB_OUTPUT": str(self.root / "output.txt"),
            "GITHUB_REPOSITORY": "owner/name",
            "GITHUB_SERVER_URL": self.server,
            "GITHUB_SHA": self.git("rev-parse", "main"),
            "GITHUB_STEP_SUMMARY": str(self.root / "summary.md"),
        }
        (self.root / "output.txt").write_text("", encoding="utf-8")
        run = subprocess.run(
            [
                sys.executable,
                *arguments[:1],
                str(folder / ".github/scripts" / script),
                *arguments[1:],
            ],
            cwd=folder,
            env=variables | more,
            capture_output=True,
            text=True,
            check=False,
        )
        return folder, run

    def read(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Run the first job, hand its results over, and return its report. It gets no token."""
        folder, run = self.job("read_inbox.py", event, "-u", name="one", PYTHONPATH=str(ROOT))
        assert run.returncode == 0, run.stderr
        shutil.rmtree(self.root / "artifact", ignore_errors=True)
        shutil.copytree(folder / "result", self.root / "artifact", copy_function=shutil.copyfile)
        found: dict[str, Any] = json.loads((folder / "result/report.json").read_text("utf-8"))
        return found

    def propose(
        self, event: Mapping[str, Any], **answers: str | None
    ) -> subprocess.CompletedProcess[str]:
        """Run the second job, with Python's own library and no other."""
        told = {"pr create": "https://github.com/owner/name/pull/7"}
        told |= {name.replace("_", " "): answer for name, answer in answers.items()}  # type: ignore[misc]
        (self.root / "answers.json").write_text(json.dumps(told), encoding="utf-8")
        (self.root / "calls.jsonl").write_text("", encoding="utf-8")
        gh = self.root / "bin" / "gh"
        gh.parent.mkdir(exist_ok=True)
        gh.write_text(GH.format(python=sys.executable), encoding="utf-8")
        gh.chmod(0o755)
        more = {"PATH": f"{gh.parent}:{os.environ['PATH']}", "GH_FOLDER": str(self.root)}
        more |= {
            "GH_TOKEN": "token",
            "PREVIEW": f"{self.server}/owner/name/actions/runs/5/artifacts/1",
        }
        _, run = self.job(
            "propose.py", event, "-SE", str(self.root / "artifact"), name="two", **more
        )
        return run

    def output(self) -> dict[str, str]:
        lines = (self.root / "output.txt").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)  # type: ignore[misc]

    def calls(self) -> dict[str, tuple[list[str], str]]:
        """Return the words that `gh` was called with, and its standard input, by the first two words."""
        lines = (self.root / "calls.jsonl").read_text("utf-8").splitlines()
        return {" ".join(a[:2]): (a, text) for a, text in map(json.loads, lines)}

    def branches(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname:short)", "refs/heads").splitlines()

    def files(self, branch: str) -> set[str]:
        return set(self.git("ls-tree", "-rz", "--name-only", branch).split("\0"))


WHO = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a bare repository of a project with one short guide, its pages, and the scripts."""
    root = tmp_path_factory.mktemp("github")
    project = root / "project"
    seeds = seeds_of(project / "seeds", {"2030-1": HELD})
    head, _, _ = seeds.catalogue.read_text(encoding="utf-8").partition("\n\n")
    seeds.catalogue.write_text(f"{head}\n", encoding="utf-8")
    shutil.copytree(ROOT / "seeds/inbox", project / "seeds/inbox")
    shutil.copytree(SCRIPTS, project / ".github/scripts", ignore=shutil.ignore_patterns("__*"))
    place = ["--seeds", str(seeds.root)]
    CliRunner().invoke(main, ["translate", "update", "--force", *place])
    CliRunner().invoke(main, ["generate", *place, "--content", str(project / "content")])
    for path in project.rglob("*.lock"):
        path.unlink()
    github = GitHub(root)
    for command in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["add", "--all"],
        ["commit", "--quiet", "--message", "Begin"],
    ):
        github.git(*command, folder=project)
    github.git("clone", "--quiet", "--bare", str(project), str(github.bare), folder=root)
    return github.bare


@pytest.fixture
def github(base: Path, tmp_path: Path) -> GitHub:
    shutil.copytree(base, tmp_path / "github.git")
    return GitHub(tmp_path)


# Uploads


def test_an_upload_becomes_a_pull_request(github: GitHub) -> None:
    """With the guide out of the inbox, its pages, the report, a preview, and what to decide in both languages."""
    event = github.upload(
        {"指南.txt": NEW.replace("氢能", "氢能<img src=x>@someone"), "信.txt": LETTER}
    )
    report = github.read(event)
    assert [guide["id"] for guide in report["guides"]] == ["2031-1"]
    assert github.output() == {"answer": "true", "guides": "true"}
    run = github.propose(event)
    assert run.returncode == 0, run.stderr
    assert github.branches() == ["guide/2031-1", "main"]
    files = github.files("guide/2031-1")
    assert {"seeds/guides/2031-1/guide.txt", "content/zh/2031-1/1.2.md"} <= files
    inbox = {path for path in files if path.startswith("seeds/inbox/")}
    assert len(inbox) == 2  # README.md, and the letter, which nobody took
    changed = github.git("diff", "--name-only", "main", "guide/2031-1").splitlines()
    assert {path.split("/")[0].strip('"') for path in changed} == {"seeds", "content"}
    calls = github.calls()
    arguments, text = calls["pr create"]
    assert arguments[2:6] == ["--base", "main", "--head", "guide/2031-1"]
    assert "| 2031-1 | " in text
    assert "2 / 2" in text
    assert "[site-preview](https://github.com/owner/name/actions/runs/5/artifacts/1)" in text
    assert "- `content/zh/2031-1/1.1.md`" in text
    assert "信.txt: is no guide: no direction found" in text.replace("\\", "")
    assert "Closes" not in text
    _, comment = calls["pr comment"]
    assert "### 需要您决定的" in comment
    assert "### To decide" in comment
    told, answer = calls[
        "api repos/owner/name/commits/" + github.git("rev-parse", "main") + "/comments"
    ]
    assert told[2:] == ["--field", "body=@-", "--silent"]
    assert "https://github.com/owner/name/pull/7" in answer
    for words in (text, comment, answer):
        assert "<img" not in words.replace("\\<", "")
        assert "@someone" not in words


def test_a_better_file_updates_the_pull_request(github: GitHub) -> None:
    event = github.upload({"a.txt": NEW})
    github.read(event)
    github.propose(event)
    event = github.upload({"b.txt": NEW.replace("氢能", "氢能应用")})
    report = github.read(event)
    assert [guide["file"] for guide in report["guides"]] == ["b.txt"]
    assert github.propose(event, pr_list="https://github.com/owner/name/pull/7").returncode == 0
    assert "pr create" not in github.calls()
    assert github.calls()["pr edit"][0][2] == "https://github.com/owner/name/pull/7"
    held = github.git("show", "guide/2031-1:seeds/guides/2031-1/guide.txt")
    assert "氢能应用" in held


def test_a_file_that_is_no_guide_gets_the_reason(github: GitHub) -> None:
    event = github.upload({"信.txt": LETTER})
    assert github.read(event)["guides"] == []
    assert github.output() == {"answer": "true", "guides": "false"}
    assert github.propose(event).returncode == 0
    assert github.branches() == ["main"]
    ((_, text),) = github.calls().values()
    assert text.startswith("### 未收录 Not taken in\n- 信.txt: is no guide: no direction found")


def test_a_guide_that_is_held_changes_nothing(github: GitHub) -> None:
    event = github.upload({"again.txt": HELD})
    assert [one["status"] for one in github.read(event)["guides"]] == ["held"]
    assert github.propose(event).returncode == 0
    assert github.branches() == ["main"]
    ((_, text),) = github.calls().values()
    assert text.startswith("已经收录，无需改动，请从`seeds/inbox/`中删除该文件。Held already")


def test_what_leaves_the_inbox_asks_nothing(github: GitHub) -> None:
    """As when a pull request is merged; what was uploaded before is not read again."""
    github.upload({"a.txt": NEW})
    event = github.upload({"b.txt": LETTER})
    assert [one["file"] for one in github.read(event)["left_out"]] == ["b.txt"]
    before, folder = github.git("rev-parse", "main"), github.clone("merge")
    (folder / "seeds/inbox/a.txt").unlink()
    github.git("commit", "--quiet", "--all", "--message", "Merge", folder=folder)
    github.git("push", "--quiet", "origin", "main", folder=folder)
    github.read({"before": before, "repository": {"default_branch": "main"}})
    assert github.output() == {"answer": "false", "guides": "false"}
    started_by_hand = {"repository": {"default_branch": "main"}}
    assert [one["file"] for one in github.read(started_by_hand)["left_out"]] == ["b.txt"]


def test_where_workflows_may_open_no_pull_request_a_person_can(github: GitHub) -> None:
    """The branch is there, and the answer has the address of the page that opens one."""
    event = github.upload({"a.txt": NEW})
    github.read(event)
    run = github.propose(event, pr_create=None)
    assert run.returncode == 0
    assert "::warning::Settings, Actions, General" in run.stdout
    (text,) = (text for name, (_, text) in github.calls().items() if name.startswith("api"))
    assert "https://github.com/owner/name/compare/main...guide/2031-1?expand=1" in text
    assert "### 需要您决定的" in text


# The form


@pytest.fixture
def attachments(tmp_path: Path) -> Iterator[GitHub]:
    """Yield a function-like GitHub whose attachments are served from `files/` in its folder."""
    folder = tmp_path / "files"
    folder.mkdir()
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield GitHub(tmp_path, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


def issue(github: GitHub, files: Mapping[str, bytes], **answers: str) -> dict[str, Any]:
    """Return the event of an issue made with the form, with ``files`` attached."""
    links = []
    for number, (name, data) in enumerate(files.items(), start=1):
        place = github.root / "files/user-attachments/files" / str(number)
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
        links.append(f"[{name}]({github.server}/user-attachments/files/{number}/{name})")
    filled = {"title": "“政府间国际科技创新合作”重点专项项目申报指南", "file": "\n".join(links)}
    filled |= dict.fromkeys(("source", "published", "stage"), "_No response_") | answers
    body = FORM.format(**filled)
    return {"issue": {"number": 12, "body": body}, "repository": {"default_branch": "main"}}


@pytest.fixture
def asked(attachments: GitHub, base: Path) -> GitHub:
    shutil.copytree(base, attachments.bare)
    return attachments


def test_a_form_becomes_a_pull_request(asked: GitHub) -> None:
    """With the address and the date that the form has."""
    answers = {"source": "https://example.org/a", "published": "2031-03-01", "stage": "征求意见稿 Draft for comment"}  # fmt: skip
    event = issue(asked, {"a.docx": made.as_docx(of_text(NEW))}, **answers)
    report = asked.read(event)
    assert [guide["id"] for guide in report["guides"]] == ["2031-1-draft"]
    run = asked.propose(event)
    assert run.returncode == 0, run.stderr
    record = yaml.safe_load(
        asked.git("show", "guide/2031-1-draft:seeds/guides/2031-1-draft/guide.yml")
    )
    assert (record["source_url"], str(record["published"])) == (
        "https://example.org/a",
        "2031-03-01",
    )
    assert asked.calls()["pr create"][1].endswith("Closes #12\n")
    assert asked.calls()["issue comment"][0][2] == "12"


def test_the_title_in_the_form_helps_where_the_text_has_none(asked: GitHub) -> None:
    event = issue(
        asked,
        {"a.txt": numbered([direction()]).encode()},
        title="“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南",
        stage="正式指南 Final text",
    )
    assert [guide["id"] for guide in asked.read(event)["guides"]] == ["2031-1"]


def test_a_zip_is_unpacked(asked: GitHub) -> None:
    """Without its folders, with names of a Chinese Windows; one that leads out of the folder does not."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../out/.hidden.txt", LETTER)
        archive.writestr("a/" + "指南".encode("gb18030").decode("cp437") + ".txt", NEW)
    event = issue(asked, {"a.zip": packed.getvalue()})
    report = asked.read(event)
    assert [guide["id"] for guide in report["guides"]] == ["2031-1"]
    assert [one["file"] for one in report["left_out"]] == ["hidden.txt"]
    assert not (asked.root / "out").exists()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", b"PK no zip", "a.zip: cannot be unpacked: File is not a zip file"),
        ("a.txt", LETTER.encode(), "is no guide: no direction found"),
        ("a.xlsx", b"PK", "is a spreadsheet"),
    ],
)
def test_an_attachment_that_is_no_guide_gets_the_reason(
    asked: GitHub, name: str, data: bytes, reason: str
) -> None:
    event = issue(asked, {name: data})
    assert asked.read(event)["guides"] == []
    assert asked.propose(event).returncode == 0
    ((arguments, text),) = asked.calls().values()
    assert arguments[:3] == ["issue", "comment", "12"]
    assert reason in text.replace("\\", "")


def test_an_issue_without_a_file_is_left_alone(asked: GitHub) -> None:
    for body in (None, "hello", FORM.format(title="", source="", published="", stage="", file="see https://example.org/files/1/a.pdf")):  # fmt: skip
        asked.read(
            {"issue": {"number": 12, "body": body}, "repository": {"default_branch": "main"}}
        )
        assert asked.output() == {"answer": "false", "guides": "false"}


def of_text(text: str) -> made.Made:
    return made.Made(tuple(((line, None),) for line in text.splitlines()))


# What the second job does not take


EVENT = {"before": "0" * 40, "repository": {"default_branch": "main"}}


@pytest.fixture(scope="module")
def handed(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with an upload, and the results of the first job."""
    root = tmp_path_factory.mktemp("handed") / "github"
    shutil.copytree(base, root / "github.git")
    github = GitHub(root)
    github.read(github.upload({"a.txt": NEW}))
    return root


@pytest.fixture
def ready(handed: Path, tmp_path: Path) -> GitHub:
    return GitHub(shutil.copytree(handed, tmp_path / "github"))


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/site.yml",
        "generator/__init__.py",
        "seeds/vocabulary/partners.yml",
        "seeds/redirects.yml",
        "seeds/guides/2031-1/run.py",
        "seeds/guides/2031-1/guide.svg",
        "content/zh/.hidden.md",
        "content/zh/2031-1/1.1.html",
        "content/js/evil.md",
    ],
)
def test_files_at_other_places_are_refused(ready: GitHub, path: str) -> None:
    target = ready.root / "artifact/files" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("evil", encoding="utf-8")
    run = ready.propose(EVENT)
    assert run.returncode == 1
    assert f"{path!r} may not be written by adding a guide" in run.stderr
    assert ready.branches() == ["main"]


@pytest.mark.parametrize("gone", ["Makefile", "../x", "/etc/passwd", "seeds/ledger.yml"])
def test_only_pages_can_go(ready: GitHub, gone: str) -> None:
    (ready.root / "artifact/gone.json").write_text(json.dumps([gone]), encoding="utf-8")
    assert ready.propose(EVENT).returncode == 1
    assert ready.branches() == ["main"]


@pytest.mark.parametrize(
    ("key", "value"), [("id", "../main"), ("id", "2031-1\nx"), ("stage", "evil")]
)
def test_a_report_of_another_shape_is_refused(ready: GitHub, key: str, value: str) -> None:
    file = ready.root / "artifact/report.json"
    report = json.loads(file.read_text("utf-8"))
    report["guides"][0][key] = value
    file.write_text(json.dumps(report), encoding="utf-8")
    assert ready.propose(EVENT).returncode == 1
    assert ready.branches() == ["main"]


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import propose.py as it is run."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("propose")


def test_text_of_a_file_calls_nobody_and_is_no_markup(scripts: Any) -> None:
    text = scripts.md("@all [x](https://a.b)\n<b>`c`| #1 " + "长" * 500)
    assert text.startswith("@\u2060all \\[x\\]\\(https:\u2060//a.b\\) \\<b\\>\\`c\\`\\| \\#1 长")
    assert len(text) < 500


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://github.com/owner/name/actions/runs/5/artifacts/1", True),
        ("https://github.com/other/name/actions/runs/5/artifacts/1", False),
        ("https://example.org/)![x](https://example.org/x.png", False),
        ("", False),
    ],
)
def test_only_a_preview_of_this_repository_is_linked(
    scripts: Any, monkeypatch: pytest.MonkeyPatch, address: str, kept: bool
) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/name")
    monkeypatch.setenv("PREVIEW", address)
    assert scripts.preview() == (address if kept else "")


# The workflow


def test_the_file_is_read_where_nothing_can_be_written() -> None:
    """No secret and no token in the first job; in the second, nothing of the project is installed or run."""
    read, propose = WORKFLOW["jobs"]["read"], WORKFLOW["jobs"]["propose"]
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "permissions" not in read
    assert not [step for step in read["steps"] if "env" in step or "token" in json.dumps(step)]
    for job in (read, propose):
        assert job["steps"][0]["with"]["persist-credentials"] is False
    commands = [step["run"] for step in propose["steps"] if "run" in step]
    assert commands == ["gh auth setup-git\npython3 .github/scripts/propose.py result\n"]
    assert propose["needs"] == "read"


def test_nothing_of_an_event_is_run_by_a_shell() -> None:
    for job in WORKFLOW["jobs"].values():
        assert not [step for step in job["steps"] if "${{" in step.get("run", "")]


def test_the_form_has_the_parts_that_the_scripts_read() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/new-guide.yml").read_text("utf-8"))
    labels = [part["attributes"]["label"] for part in form["body"]]
    assert [f"### {label}" for label in labels] == [
        line for line in FORM.splitlines() if line.startswith("###")
    ]
    stages = form["body"][3]["attributes"]["options"]
    assert [stage.split()[0] for stage in stages[:2]] == ["征求意见稿", "正式指南"]
    assert "### 文件 The file" in WORKFLOW["jobs"]["read"]["if"]
