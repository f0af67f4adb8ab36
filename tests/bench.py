"""What the whole costs as the guides grow, beside bare MkDocs, Zensical and Hugo on the same Markdown.

Takes how many times the guides there shall be, as often as wanted: `python tests/bench.py 1 10 100`. Stages run one after
the other, both languages side by side in each, as the build does it. Memory is that of the largest
process. Seconds are the machine's: the ratios count.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml
from enlarge import enlarge
from test_zensical import settings

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LANGUAGES = ("zh", "en")
SCALES = (1, 10, 100)
BARE = ("site_name", "theme", "nav", "markdown_extensions", "validation", "plugins")
"""What bare MkDocs is told of our configuration."""
SEARCH = """
import sys, time
from pathlib import Path
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.search import search_files
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
seeds = Seeds(Path(sys.argv[1]))
library = load_library(seeds)
words = [Phrases(name, load_interface(name, seeds.interface)) for name in ("zh", "en")]
began = time.perf_counter()
search_files(library, words)
Path(sys.argv[2]).write_text(str(time.perf_counter() - began))
"""
LAYOUT = """<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ .TableOfContents }}<main>{{ .Content }}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one stage."""

    seconds: float
    megabytes: float
    """Of its largest process."""


def run(*commands: Sequence[str | Path]) -> Cost:
    """``commands`` side by side; RuntimeError with what they say last where one fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    # Packages are installed compiled; our modules are once they have run, unless this is set.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        running = [
            subprocess.Popen([*map(str, c)], cwd=ROOT, env=environment, stdout=said, stderr=said)
            for c in commands
        ]
        with ThreadPoolExecutor() as watch:
            peaks = list(watch.map(peak, running))
        seconds = time.perf_counter() - began
        if any(process.returncode for process in running):
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace").strip().splitlines()[-1])
    return Cost(seconds, max(peaks))


def peak(process: subprocess.Popen[bytes]) -> float:
    """Megabytes of the largest of ``process`` and those it began, looked at four times a second until it ends."""
    import psutil  # noqa: PLC0415 - of tests/bench.txt, which the tests do without

    found = 0
    while True:
        with suppress(psutil.NoSuchProcess):
            first = psutil.Process(process.pid)
            for one in (first, *first.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    found = max(found, one.memory_info().rss)
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.25)
            return found / 2**20


def stages(times: int, folder: Path) -> Iterator[tuple[str, Cost]]:
    """(stage, cost) with ``times`` the guides, in an empty ``folder``."""
    seeds, content, site = (folder / name for name in ("seeds", "content", "site"))
    enlarge(ROOT / "seeds", seeds, times)
    places = ("--seeds", seeds, "--content", content)
    generate = [BIN / "guides", "generate", *places]
    build = [BIN / "guides", "build", *places, "--site", site]
    yield "generate", run(generate)
    yield "build", run(build)
    yield "generate, nothing changed", run(generate)
    search = folder / "search"
    cost = run([sys.executable, "-c", SEARCH, seeds, search])
    yield "search index", Cost(float(search.read_text(encoding="utf-8")), cost.megabytes)
    bare = [mkdocs(folder, content / language) for language in LANGUAGES]
    yield "bare MkDocs", run(*([BIN / "mkdocs", "-q", "build", "-f", file] for file in bare))
    try:
        yield "Zensical", run(*([BIN / "zensical", "build", "-f", file] for file in bare))
    except RuntimeError as error:  # its search takes fields of a certain length, and so many
        print(f"    Zensical does not build this: {error}")
    hugos = [hugo(folder, content / language) for language in LANGUAGES]
    yield "Hugo", run(*([BIN / "hugo", "--quiet", "-s", source] for source in hugos))
    pages = sum(1 for _ in content.rglob("*.md"))
    for name in ("bare", "hugo"):
        made = sum(1 for _ in folder.glob(f"{name}/*/public/**/index.html"))
        print(f"    pages of {name}: {made:,} of {pages:,}")
    before = written(site)
    change_a_translation(seeds)
    yield "generate, one translation changed", run(generate)
    yield "build, one translation changed", run(build)
    after = written(site)
    anew = sum(before.get(path) != when for path, when in after.items())
    print(f"    files of the site written anew: {anew:,} of {len(after):,}")


def written(site: Path) -> dict[str, tuple[int, int]]:
    """Path → what tells a file from one that was written anew."""
    found = {}
    for path in site.rglob("*"):
        if path.is_file():
            state = path.stat()
            found[str(path)] = (state.st_ino, state.st_mtime_ns)
    return found


def change_a_translation(seeds: Path) -> None:
    """Of the first guide's first field."""
    path = seeds / "translations" / "en.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^msgstr "Smart grids"$', 'msgstr "Smart networks"', text), "utf-8")


def mkdocs(folder: Path, content: Path) -> Path:
    """A configuration of MkDocs with our theme's base and nothing of ours: the lean navigation, the same
    extensions, no search.
    """
    language = content.name
    shared, own = settings("mkdocs.yml"), settings(f"mkdocs.{language}.yml")
    found = {key: value for key, value in (shared | own).items() if key in BARE}
    found["theme"] = {"name": "material", "font": False, "language": language}
    home = folder / "bare" / language
    shutil.copytree(content, home / "docs")
    found |= {"docs_dir": "docs", "site_dir": "public"}
    (home / "mkdocs.yml").write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    return home / "mkdocs.yml"


def hugo(folder: Path, content: Path) -> Path:
    """The same for Hugo, which calls the page of a folder otherwise; a layout of a few lines."""
    home = folder / "hugo" / content.name
    for path in content.rglob("*.md"):
        name = "_index.md" if path.name == "index.md" else path.name
        target = home / "content" / path.relative_to(content).with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    config = {
        "baseURL": "https://example.org/",
        "languageCode": content.name,
        "disableKinds": ["taxonomy", "term", "rss", "sitemap", "404"],
        "disablePathToLower": True,
        "markup": {
            "goldmark": {"renderer": {"unsafe": True}, "parser": {"attribute": {"block": True}}}
        },
    }
    (home / "hugo.json").write_text(json.dumps(config), encoding="utf-8")
    (home / "layouts").mkdir()
    (home / "layouts" / "all.html").write_text(LAYOUT, encoding="utf-8")
    return home


def report(times: int) -> float:
    """Print what ``times`` the guides cost; seconds per page of the whole."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"{times} × the guides", flush=True)
        costs: dict[str, Cost] = {}
        for stage, cost in stages(times, Path(folder)):
            costs[stage] = cost
            print(f"    {stage:35} {cost.seconds:8.2f} s {cost.megabytes:6.0f} MB", flush=True)
        pages = sum(1 for _ in (Path(folder) / "content").rglob("*.md"))
    whole = costs["generate"].seconds + costs["build"].seconds
    print(f"    {'whole':35} {whole:8.2f} s, {pages:,} pages, {1000 * whole / pages:.1f} ms a page")
    print(f"    generate / whole {costs['generate'].seconds / whole:.2f}")
    for other in sorted(costs.keys() & {"bare MkDocs", "Zensical", "Hugo"}):
        print(f"    whole / {other} {whole / costs[other].seconds:.2f}")
    return whole / pages


def main() -> None:
    """Report each scale asked for, and how the time of a page grows."""
    found = {times: report(times) for times in map(int, sys.argv[1:] or map(str, SCALES))}
    first, *others = found
    for times in others:
        print(f"time a page, {times} × / {first} ×: {found[times] / found[first]:.2f}")


if __name__ == "__main__":
    main()
