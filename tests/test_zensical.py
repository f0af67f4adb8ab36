"""Zensical, which follows Material for MkDocs, builds the same addresses from the same content."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from settings import bare_settings

from generator import ids

OURS = re.compile(r"both|cite|follow|__toc|(?:picture|hatch|title)-[a-z]+")
"""Parts of a page added by our theme and plugin rather than content/: the switch, the citation box, pictures and their patterns."""
_ID = re.compile(r'\sid="([^"]+)"')


def test_the_same_pages_with_the_same_anchors(site: Path, content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(
        yaml.safe_dump(bare_settings("site"), allow_unicode=True), "utf-8"
    )
    command = [sys.executable, "-m", "zensical", "build", "--config-file", "mkdocs.yml"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    pages = {
        path.relative_to(site)
        for language in ids.LANGUAGES
        for path in (site / language).rglob("index.html")
    }
    built = tmp_path / "site"
    assert {path.relative_to(built) for path in built.rglob("index.html")} == pages
    lost = {
        f"{page}#{anchor}"
        for page in pages
        for anchor in anchors(site / page) - anchors(built / page)
        if not OURS.fullmatch(anchor)
    }
    assert lost == set()


def anchors(page: Path) -> set[str]:
    return set(_ID.findall(page.read_text(encoding="utf-8")))
