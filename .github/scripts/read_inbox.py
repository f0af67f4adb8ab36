"""The first job of new-guide.yml: files that people sent → guides, pages and a report, in the folder `result/`.

    python .github/scripts/read_inbox.py

The files are read here, in a job that has no secret and may write nothing. The next job (propose.py) takes only the
results, and looks at each of them again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from inbox import Form, NotTakenError, event, fetch, files_in, form, uploaded

ROOT = Path.cwd()
ARRIVED, RESULT = Path("arrived"), Path("result")


def arrived() -> tuple[Form, list[str]]:
    """Put the files of the event into the folder `arrived/`. Return the answers in the form, and what did not arrive."""
    happened = event()
    if os.environ["GITHUB_EVENT_NAME"] != "issues":
        for path in uploaded(ROOT, happened):
            shutil.copyfile(path, ARRIVED / path.name)
        return Form(), []
    found, problems = form(happened["issue"]["body"], os.environ["GITHUB_SERVER_URL"]), []
    for address in found.attachments:
        try:
            fetch(address, ARRIVED)
        except NotTakenError as error:
            problems.append(str(error))
    return found, problems


def add(asked: Form) -> dict[str, Any]:
    """Add the guides in `arrived/` and return the report. The title in the form is used only if it is needed."""
    files = list(files_in(ARRIVED))
    source = files[0] if len(files) == 1 else ARRIVED
    options = [
        part
        for name in ("stage", "source_url", "published")
        if (value := getattr(asked, name))
        for part in (f"--{name.replace('_', '-')}", value)
    ]
    tries = [options, []]
    if asked.title and len(files) == 1:
        tries.insert(1, [*options, "--title", asked.title])
    found: dict[str, Any] = {}
    for more in tries:
        command = [sys.executable, "-m", "generator", "add", str(source), "--replace", "--json"]
        run = subprocess.run([*command, *more], stdout=subprocess.PIPE, check=False)
        if run.stdout:
            found = found or json.loads(run.stdout)
            if (latest := json.loads(run.stdout))["guides"]:
                return latest
    if not found:
        raise SystemExit("guides add gave no report: see above")
    return found


def keep_changes() -> None:
    """Copy the files of seeds/ and content/ that changed to `result/files/`, and list those that are gone."""
    command = ["git", "status", "--porcelain=v1", "--no-renames", "--untracked-files=all", "-z"]
    run = subprocess.run([*command, "--", "seeds", "content"], capture_output=True, check=True)
    gone = []
    for entry in filter(None, os.fsdecode(run.stdout).split("\0")):
        path = entry[3:]
        if path.endswith(".lock"):
            continue
        if Path(path).is_file():
            target = RESULT / "files" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        else:
            gone.append(path)
    (RESULT / "gone.json").write_text(json.dumps(gone), encoding="utf-8")


def main() -> None:
    """Read what arrived, and tell the workflow whether there is something to answer, and something to preview."""
    for folder in (ARRIVED, RESULT):
        folder.mkdir()
    asked, problems = arrived()
    there = any(files_in(ARRIVED))
    report = add(asked) if there else {"guides": [], "decide": [], "left_out": [], "changed": []}
    report["left_out"] += [{"file": None, "as": "refused", "reason": text} for text in problems]
    (RESULT / "report.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    keep_changes()
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"answer={str(there or bool(problems)).lower()}\n")
        output.write(f"guides={str(bool(report['guides'])).lower()}\n")


if __name__ == "__main__":
    main()
