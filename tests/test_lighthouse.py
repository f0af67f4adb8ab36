"""Lighthouse's scores for the main pages on a slow phone.

The phone is simulated: a quarter of this machine's speed, and a slow connection. The site has its own address in its pages,
as the published one has, and is served as by GitHub Pages.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import conftest
import pytest
from chromium import Compressing, executable, served
from conftest import ROOT
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LIGHTHOUSE = ROOT / "tests" / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
NODE = Path(sys.executable).with_name("node")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'",  # nothing is asked elsewhere
)
PAGES = ("zh/", "zh/2022-1/1.5/", "en/partners/za/", "en/explore/")
WHOLE = ("accessibility", "best-practices", "seo")
"""Categories in which all audits must pass."""
FAST = 0.95
TRIES = 5


@pytest.fixture(scope="module")
def address(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the published site with the address of the server in place of its own, and yield the address."""
    folder = shutil.copytree(published, tmp_path_factory.mktemp("published") / "site")
    with served(folder, Compressing) as address:
        for page in folder.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(conftest.BASE, address), encoding="utf-8")
        yield address


def report(address: str, browser: str, *categories: str) -> dict[str, Any]:
    """Return Lighthouse's report on the page at ``address``, made with the browser at the path ``browser``."""
    command = [NODE, LIGHTHOUSE, address, "--quiet", "--output=json", "--no-enable-error-reporting"]
    run = subprocess.run(
        [
            *command,
            f"--only-categories={','.join(categories)}",
            "--disable-full-page-screenshot",
            f"--chrome-flags={' '.join(FLAGS)}",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={**os.environ, "CHROME_PATH": browser},
    )
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


def wanting(found: dict[str, Any], category: str) -> dict[str, Any]:
    """Return the failed audits of ``category`` that have a weight, with their details."""
    counting = [ref["id"] for ref in found["categories"][category]["auditRefs"] if ref["weight"]]
    audits = {name: found["audits"][name] for name in counting}
    return {
        name: audit.get("displayValue") or audit.get("details", {}).get("items")
        for name, audit in audits.items()
        if audit["score"] is not None and audit["score"] < 1
    }


@pytest.mark.parametrize("path", PAGES)
def test_lighthouse(browser: Browser, address: str, path: str) -> None:
    """The score for speed is that of a simulation, which other work on the machine can only lower: where the first run
    falls short, the best of five counts.
    """
    chromium = executable() or browser.browser_type.executable_path
    found = report(address + path, chromium, "performance", *WHOLE)
    for category in WHOLE:
        assert wanting(found, category) == {}
        assert found["categories"][category]["score"] == 1, category
    assert found["audits"]["cumulative-layout-shift"]["numericValue"] == 0
    asked = [item["url"] for item in found["audits"]["network-requests"]["details"]["items"]]
    assert address + path in asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    speeds = [found["categories"]["performance"]["score"]]
    while max(speeds) < FAST and len(speeds) < TRIES:
        found = report(address + path, chromium, "performance")
        speeds.append(found["categories"]["performance"]["score"])
    assert max(speeds) >= FAST, (speeds, wanting(found, "performance"))
