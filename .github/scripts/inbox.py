"""What an event of GitHub brings: files in seeds/inbox/, or attachments of the form “A new guide”.

Only the standard library is needed, and the event is read from its file, so that nothing in it is ever run by a shell.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

INBOX = "seeds/inbox"
README = f"{INBOX}/README.md"
MOST_FILES, MOST_BYTES = 20, 100_000_000
_NONE = "0" * 40
"""The commit before the first one of a branch."""
_HEADING = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_STAGES = {"征求意见稿": "draft", "正式指南": "final"}


class NotTakenError(Exception):
    """A reason, in one line, why a file cannot be fetched or unpacked."""


@dataclass(frozen=True)
class Form:
    """The answers in the form “A new guide” that `guides add` has options for; empty if there is none."""

    title: str = ""
    source_url: str = ""
    published: str = ""
    stage: str = ""
    attachments: tuple[str, ...] = ()


def event() -> dict[str, Any]:
    """Return the event that started the workflow."""
    found = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def uploaded(root: Path, happened: dict[str, Any]) -> list[Path]:
    """Return the files in the inbox: those of this push, or all if the workflow was started by hand."""
    there = _names(root, "ls-files", "-z", "--", INBOX)
    before = happened.get("before", _NONE)
    if before != _NONE and re.fullmatch("[0-9a-f]{40}", before):
        changed = ("diff", "--name-only", "--no-renames", "-z", before, "HEAD", "--", INBOX)
        with suppress(subprocess.CalledProcessError):  # the commit before was rewritten
            there = sorted({*there} & {*_names(root, *changed)})
    found = (root / name for name in there if name != README)
    return [path for path in found if path.is_file() and not path.is_symlink()]


def _names(root: Path, *command: str) -> list[str]:
    """Return the names that a command of git prints, which ends each with a NUL."""
    run = subprocess.run(["git", *command], cwd=root, capture_output=True, check=True)
    return [os.fsdecode(name) for name in run.stdout.split(b"\0") if name]


def form(body: str, server: str) -> Form:
    """Return the answers in an issue made with the form. ``server`` is the address of GitHub."""
    parts = _HEADING.split(body or "")
    answers = {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}

    def answer(name: str) -> str:
        found = next((text for key, text in answers.items() if key.startswith(name)), "")
        return "" if found == "_No response_" else found

    address, day = _ADDRESS.match(answer("发布网址")), _DAY.fullmatch(answer("发布日期"))
    attached = re.compile(
        rf"{re.escape(server)}/(?:user-attachments|[\w.-]+/[\w.-]+)/files/\d+/[^\s()<>\"'`\\]+"
    )
    return Form(
        title=" ".join(answer("标题").split())[:200],
        source_url=address[0] if address else "",
        published=day[0] if day else "",
        stage=next((s for word, s in _STAGES.items() if answer("阶段").startswith(word)), ""),
        attachments=tuple(dict.fromkeys(attached.findall(answer("文件"))))[:MOST_FILES],
    )


def fetch(address: str, folder: Path) -> None:
    """Put the attachment at ``address`` into ``folder``, or what is in it if it is a zip. NotTakenError if it cannot be."""
    name = safe_name(unquote(address.rpartition("/")[2]))
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            data = answer.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NotTakenError(f"{name}: cannot be fetched: {error}") from error
    if len(data) > MOST_BYTES:
        raise NotTakenError(f"{name}: has more than {MOST_BYTES:,} bytes")
    (folder / name).write_bytes(data)
    if name.lower().endswith(".zip"):
        unpack(folder / name)


def unpack(archive: Path) -> None:
    """Put the files in a zip beside it, without its folders, and remove it. NotTakenError if it cannot be."""
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(archive) as packed:
            files = [info for info in packed.infolist() if not info.is_dir()]
            if len(files) > MOST_FILES:
                raise NotTakenError(f"{archive.name}: has more than {MOST_FILES} files in it")
            for info in files:
                with packed.open(info) as file:
                    data = file.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise NotTakenError(f"{archive.name}: has more than {MOST_BYTES:,} bytes in it")
                (archive.parent / safe_name(_in_zip(info))).write_bytes(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise NotTakenError(f"{archive.name}: cannot be unpacked: {error}") from error
    finally:
        archive.unlink()


def _in_zip(info: zipfile.ZipInfo) -> str:
    """Return the name of a file in a zip. A zip made on a Chinese Windows has names in GB18030."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def safe_name(name: str) -> str:
    """Return ``name`` as the name of a file in one folder: without folders, signs that cannot be seen, or a dot in front."""
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(c for c in name if c.isprintable()).strip().lstrip(".")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:60]}{dot}{suffix[:10]}" or "file"


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in ``folder`` and below, sorted. Links are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path
