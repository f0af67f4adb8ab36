"""The workflows on GitHub work in forks, pin their actions, and have few rights."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from packaging.requirements import Requirement

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
USES = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
TARGET = re.compile(r"\bmake (\w+)")


def parsed(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in parsed(path)["jobs"].items():
            yield f"{path.stem}/{name}", job


def test_there_are_workflows() -> None:
    names = ["audit.yml", "links.yml", "new-guide.yml", "release.yml", "site.yml"]
    assert [path.name for path in WORKFLOWS] == names


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not USES.fullmatch(line.strip().removeprefix("- "))] == []


def test_one_commit_an_action() -> None:
    """The same action is the same commit everywhere, so that Dependabot moves them together."""
    texts = " ".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    found = set(re.findall(r"uses: ([\w./-]+)@(\w+) # (\S+)", texts))
    assert len({action for action, _, _ in found}) == len(found)


def test_rights_are_few() -> None:
    assert all(parsed(path)["permissions"] == {"contents": "read"} for path in WORKFLOWS)
    more = {name: job["permissions"] for name, job in jobs() if "permissions" in job}
    assert more == {
        "site/build": {"contents": "read", "pages": "read"},
        "site/deploy": {"pages": "write", "id-token": "write"},
        "release/release": {"contents": "write"},
        "new-guide/propose": {"contents": "write", "pull-requests": "write", "issues": "write"},
    }


def test_no_workflow_has_a_secret() -> None:
    """Only GitHub's own token, and no pull request runs with the rights of the base."""
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text
        assert "pull_request_target" not in text


def test_every_job_ends() -> None:
    assert all(job["timeout-minutes"] <= 60 for _, job in jobs())
    assert all("concurrency" in parsed(path) for path in WORKFLOWS)


def test_commands_are_those_of_the_project() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for _, job in jobs():
        for step in job["steps"]:
            for target in TARGET.findall(step.get("run", "")):
                assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_only_main_is_published() -> None:
    deploy = dict(jobs())["site/deploy"]
    assert deploy["if"] == "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"
    assert deploy["needs"] == ["test", "build"]


def test_a_fork_knows_its_own_address() -> None:
    (environment,) = (
        step["env"] for step in dict(jobs())["site/build"]["steps"] if step["name"] == "Build"
    )
    assert environment["SITE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert environment["REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"


def test_zizmor_finds_nothing() -> None:
    """As `make lint` asks it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = (line for line in makefile.splitlines() if "/zizmor " in line)
    program, *arguments = shlex.split(line.strip().replace("$(BIN)", str(Path(sys.prefix) / "bin")))
    run = subprocess.run(
        [program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "--offline" in arguments
    assert run.returncode == 0, run.stdout


def test_dependabot_sees_actions_and_packages() -> None:
    updates = parsed(ROOT / ".github" / "dependabot.yml")["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["pip", "github-actions"]


def test_the_lock_follows_the_project() -> None:
    """A lower bound that is raised without `make lock` is found."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE))
    for requirement in map(Requirement, wanted):
        assert locked[requirement.name.lower()] in requirement.specifier, requirement


def test_known_weaknesses_are_asked_for_every_week_and_with_every_change() -> None:
    workflow = parsed(ROOT / ".github" / "workflows" / "audit.yml")
    triggers = workflow[True]  # YAML 1.1 reads the key “on” so
    assert triggers.keys() >= {"schedule", "pull_request"}
    (job,) = workflow["jobs"].values()
    assert job["steps"][-1]["run"] == "make audit"


def test_a_release_has_all_that_is_packed() -> None:
    """The checksums are taken last, of everything."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^dist: .*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe.splitlines()[-1].strip() == "cd dist && sha256sum * > SHA256SUMS"
    assert all(word in recipe for word in ("site.tar.gz", "data.tar.gz", "build.json", " sbom"))
    steps = dict(jobs())["release/build"]["steps"]
    assert steps[-1]["with"]["path"] == "dist/"
