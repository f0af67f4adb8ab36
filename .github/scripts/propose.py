"""The second job of new-guide.yml: the results of the first one → a branch, a pull request, and comments in both languages.

    python .github/scripts/propose.py result

This job may write, and so it runs nothing that people sent and nothing that the first job made. It takes files only to the
places at which a guide can be, and from the report only text, which is escaped. Needs git, gh and the standard library.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from inbox import event, files_in, uploaded

Json = dict[str, Any]
ROOT = Path.cwd()
GUIDE = r"\d{4}-[a-z0-9]+(?:-[a-z0-9]+){0,3}"
ALLOWED = re.compile(
    rf"seeds/guides/{GUIDE}/guide\.(?:yml|txt|pdf|docx|html|htm|md)"
    r"|seeds/translations/en\.po"
    r"|content/\.made-by-guides"
    r"|content/(?:zh|en)/(?:[A-Za-z0-9][A-Za-z0-9.-]*/)*[A-Za-z0-9][A-Za-z0-9.-]*\.md",
    re.ASCII,
)
"""The files that adding a guide may write or remove. No segment of a path begins with a dot."""
MOST_TEXT, MOST_REPORT, MOST_TOLD, MOST_PAGES = 400, 5_000_000, 10, 30
"""Characters of one text, bytes of the report, decisions, and lines of a list."""
BOT = {
    "GIT_AUTHOR_NAME": "github-actions[bot]",
    "GIT_AUTHOR_EMAIL": "41898282+github-actions[bot]@users.noreply.github.com",
}
BOT |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in BOT.items()}
WHY = {"skipped": "不是指南，或无法读取", "refused": "看不出是哪一份指南，或与已收录的有出入"}
STAGES = {"draft": "征求意见稿 draft for comment", "final": "正式指南 final text"}
PREVIEW = (
    "预览：下载后解压，用浏览器打开其中的`index.html`。"
    "Preview: download it, unpack it, and open `index.html` in a browser: "
)

HELD = (
    "已经收录，无需改动，请从`seeds/inbox/`中删除该文件。"
    "Held already; nothing changes. Delete the file from `seeds/inbox/`."
)


# Text from the report, as Markdown


def md(value: object) -> str:
    """Return ``value`` as Markdown that shows it in one line and calls nobody."""
    text = "".join(c if c.isprintable() else " " for c in str(value))[:MOST_TEXT]
    text = re.sub(r"([\\`*_{}\[\]()<>#+!|~&$])", r"\\\1", " ".join(text.split()))
    return text.replace("@", "@\u2060").replace("://", ":\u2060//")


def decision_lines(report: Json) -> Iterator[str]:
    """Yield what a person has to decide, the gravest first: in Chinese, then in English."""
    found = report["decide"]
    for language in ("zh", "en"):
        zh = language == "zh"
        yield "### 需要您决定的事项" if zh else "### To decide"
        if not found:
            yield (
                "没有需要决定的事项，查看页面后即可合并。"
                if zh
                else "Nothing: look at the pages, and merge."
            )
        for number, one in enumerate(found[:MOST_TOLD], start=1):
            place = place_zh(one["place"]) if zh else one["place"]
            place = f"{place}{'：' if zh else ': '}" if place else ""
            message, todo = md(place + one["message"][language]), md(one["todo"][language])
            yield f"{number}. {message}<br>→ {todo}"
        counted = Counter(str(one["kind"][language]) for one in found[MOST_TOLD:])
        if counted:
            each = ("；" if zh else "; ").join(f"{md(kind)} × {n}" for kind, n in counted.items())
            yield (
                f"\n另有{counted.total()}项：{each}"
                if zh
                else f"\nand {counted.total()} more: {each}"
            )
        yield ""


def place_zh(place: object) -> str:
    """Return a place in the file in Chinese.

    >>> place_zh("page 3, line 4"), place_zh("paragraph 7"), place_zh(None)
    ('第3页第4行', '第7段', '')
    """
    words = {"page": "页", "line": "行", "paragraph": "段"}
    found = re.findall(r"(page|line|paragraph) (\d+)", str(place or ""))
    return "".join(f"第{number}{words[word]}" for word, number in found)


def taken_lines(report: Json) -> Iterator[str]:
    """Yield a table of the guides that are taken in; first of all, which of them are not whole."""
    for guide in report["guides"]:
        if not guide["whole"]:
            found, declared = guide["directions"]["found"], guide["directions"]["declared"]
            yield (
                f"> **{guide['id']}不完整：所称{int(declared)}个方向，只收到{int(found)}个。"
                f"Not whole: only {int(found)} of {int(declared)} directions.**\n"
            )
    yield "| 指南 Guide | 标题 Title | 阶段 Stage | 方向 Directions | 页面 Pages |"
    yield "|---|---|---|---|---|"
    for guide in report["guides"]:
        found, declared = guide["directions"]["found"], guide["directions"]["declared"]
        count = f"{int(found)}" if declared is None else f"{int(found)} / {int(declared)}"
        row = (guide["id"], md(guide["title"]), STAGES[guide["stage"]], count, int(guide["pages"]))
        yield f"| {' | '.join(map(str, row))} |"
    yield ""


def left_out_lines(report: Json) -> Iterator[str]:
    """Yield one line for each file that is not taken in, with the reason."""
    if report["left_out"]:
        yield "### 未收录 Not taken in"
    for one in report["left_out"][:MOST_PAGES]:
        name = f"{md(one['file'])}: " if one["file"] else ""
        yield f"- {name}{md(one['reason'])}（{WHY.get(one['as'], '未能收录')}）"
    if report["left_out"]:
        yield (
            "\n请按上述原因处理后重新上传；文件名中写明年度、批次和阶段会有帮助，"
            "如“2025年度第一批…征求意见稿.pdf”。不是指南的文件请从`seeds/inbox/`中删除。"
        )
        yield (
            "Mend what the line says and send the file again; a name that says year, batch and stage helps. "
            "Delete files that are no guides from `seeds/inbox/`.\n"
        )


def body(report: Json, pages: Iterable[str], address: str, issue: int | None) -> str:
    """Return the text of the pull request."""
    lines = ["## 收录 Taken in", *taken_lines(report)]
    if address:
        lines += [f"{PREVIEW}[site-preview]({address})\n"]
    lines += ["需要您决定的事项见下方评论。What is to decide is in the comment below.\n"]
    lines += left_out_lines(report)
    new = list(pages)
    lines += ["### 新页面 New pages", *(f"- `{page}`" for page in new[:MOST_PAGES])]
    if len(new) > MOST_PAGES:
        lines += [f"- … {len(new) - MOST_PAGES}"]
    lines += ["", "<details><summary>读到的信息 What was found</summary>\n"]
    for guide in report["guides"]:
        english = guide["english"]
        facts = (f"{md(f['name'])}: {md(f['value'])} ({md(f['from'])})" for f in guide["facts"])
        lines += [f"**{guide['id']}** ({md(guide['file'])}, {md(guide['status'])})\n"]
        lines += [*(f"- {fact}" for fact in facts)]
        lines += [f"- supersedes: {md(guide['supersedes'])}"] if guide["supersedes"] else []
        lines += [f"- English: {', '.join(f'{int(n)} {md(k)}' for k, n in english.items())}\n"]
    lines += ["</details>"] + ([f"\nCloses #{issue}"] if issue else [])
    return "\n".join(lines) + "\n"


# The results of the first job


def load_report(result: Path) -> Json:
    """Return the report of the first job; SystemExit if it has not the expected shape."""
    path = result / "report.json"
    if path.stat().st_size > MOST_REPORT:
        raise SystemExit("report.json is too long")
    report = json.loads(path.read_text(encoding="utf-8"))
    for guide in report["guides"]:
        if not re.fullmatch(GUIDE, guide["id"], re.ASCII) or guide["stage"] not in STAGES:
            raise SystemExit(f"report.json: {guide['id']!r} is no guide")
    return report


def take(result: Path) -> list[str]:
    """Copy the files of the first job into the project, and return the paths of new ones.

    SystemExit before the first is copied if one of them may not be written.
    """
    written = [path.relative_to(result / "files").as_posix() for path in files_in(result / "files")]
    gone = json.loads((result / "gone.json").read_text(encoding="utf-8"))
    for path in (*written, *gone):
        if not ALLOWED.fullmatch(path) or any(
            p.is_symlink() for p in (ROOT / path, *(ROOT / path).parents)
        ):
            raise SystemExit(f"{path!r} may not be written by adding a guide")
    new = [path for path in written if not (ROOT / path).exists()]
    for path in written:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(result / "files" / path, ROOT / path)
    for path in gone:
        (ROOT / path).unlink(missing_ok=True)
    return new


# git and GitHub


def git(*arguments: str) -> str:
    """Run git and return what it prints."""
    run = subprocess.run(
        ["git", *arguments], check=True, stdout=subprocess.PIPE, text=True, env=os.environ | BOT
    )
    return run.stdout


def gh(*arguments: str, text: str | None = None) -> str | None:
    """Run gh, with ``text`` on its standard input, and return what it prints; None if GitHub refuses."""
    run = subprocess.run(
        ["gh", *arguments], input=text, stdout=subprocess.PIPE, text=True, check=False
    )
    return run.stdout if run.returncode == 0 else None


def push(report: Json, result: Path, happened: Json, issue: int | None) -> tuple[str, list[str]]:
    """Commit the guides on a branch of their own and push it. Return the branch, and the paths of new pages.

    The files that were taken in leave the inbox.
    """
    ids = " ".join(sorted(guide["id"] for guide in report["guides"]))
    branch = f"guide/{ids.replace(' ', '+')}"[:200]
    git("switch", "--quiet", "--force-create", branch)
    new = take(result)
    taken = {guide["file"] for guide in report["guides"]}
    sent = [] if issue else uploaded(ROOT, happened)
    for path in sent:
        if path.name in taken:
            path.unlink()
    git("add", "--all", "--", "seeds", "content")
    git("commit", "--quiet", "--message", f"Add {ids}")
    git("push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
    return branch, [path for path in new if path.startswith("content/")]


def preview() -> str:
    """Return the address of the preview, which the first job gave: empty unless it is one of this repository's."""
    home = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}/actions/runs"
    address = os.environ.get("PREVIEW", "")
    return address if re.fullmatch(rf"{re.escape(home)}/\d+/artifacts/\d+", address) else ""


def propose(report: Json, branch: str, base: str, text: str) -> str:
    """Open the pull request, or update the one of the same branch. Return its address.

    If the settings do not allow workflows to open one, return the address at which a person can.
    """
    ids = ", ".join(guide["id"] for guide in report["guides"])
    listed = gh(
        "pr", "list", "--head", branch, "--state", "open", "--json", "url", "--jq", ".[].url"
    )
    if known := (listed or "").split():
        gh("pr", "edit", known[0], "--body-file", "-", text=text)
        return known[0]
    title = f"收录指南 Add {ids}"[:200]
    made = gh("pr", "create", "--base", base, "--head", branch, "--title", title, "--body-file", "-", text=text)  # fmt: skip
    if made and made.strip():
        return made.split()[-1]
    server, repository = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_REPOSITORY"]
    print("::warning::Settings, Actions, General: allow GitHub Actions to create pull requests")
    return f"{server}/{repository}/compare/{base}...{branch}?expand=1"


def answer(text: str, issue: int | None) -> None:
    """Tell the person who sent the files: in the issue, or at the commit of the upload."""
    if issue:
        gh("issue", "comment", str(issue), "--body-file", "-", text=text)
    else:
        commit = f"repos/{os.environ['GITHUB_REPOSITORY']}/commits/{os.environ['GITHUB_SHA']}"
        gh("api", f"{commit}/comments", "--field", "body=@-", "--silent", text=text)


def main() -> None:
    """Propose the guides of the first job, and answer."""
    result, happened = Path(sys.argv[1]).resolve(), event()
    issue = int(happened["issue"]["number"]) if "issue" in happened else None
    report = load_report(result)
    new = any(guide["status"] != "held" for guide in report["guides"])
    branch, pages = push(report, result, happened, issue) if new else ("", [])
    told = "\n".join([*(decision_lines(report) if branch else ()), *left_out_lines(report)])
    if branch:
        base = happened["repository"]["default_branch"]
        text = body(report, pages, preview(), issue)
        address = propose(report, branch, base, text)
        if "/pull/" in address:
            gh("pr", "comment", address, "--body-file", "-", text=told)
        told = f"已提出收录，请查看：{address}\nProposed here: {address}\n\n{told}"
    elif report["guides"]:
        told = f"{HELD}\n\n{told}"
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
        summary.write(told + "\n")
    answer(told, issue)


if __name__ == "__main__":
    main()
