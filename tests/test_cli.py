"""The command line, and its description in the README."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from conftest import HELD, ROOT, SEEDS
from constructed import seeds_of
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

import generator
import generator.cli.check
from generator.check import CHECKS
from generator.cli import COMMANDS, main
from generator.errors import InputError
from generator.outputs import MARK
from generator.text.addresses import contact_address, repository_address, site_address

README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^\| `guides (\w+)", README, re.MULTILINE))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    found = main.get_command(click.Context(main), command)
    assert found
    assert found.help
    assert "Usage:" in out


def test_help_reads_well() -> None:
    """The list of commands cuts no sentence short, and each check has lines of its own."""
    for arguments in ((), ("translate",)):
        listed = run(*arguments, "--help")[1].partition("Commands:")[2]
        assert "..." not in listed
    lines = run("check", "--help")[1].splitlines()
    assert [line.split()[0] for line in lines if re.match(r"  [a-z]+  +[A-Z]", line)] == list(
        CHECKS
    )
    assert "\\" not in "".join(lines)


def test_parse_prints_the_contract_and_writes_nothing(tmp_path: Path) -> None:
    source = SEEDS.guides / "2022-1" / "guide.txt"
    copy = tmp_path / "received.txt"
    copy.write_bytes(source.read_bytes())
    code, out, _ = run("parse", "--seeds", SEEDS.root, copy)
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["guide", "directions", "diagnostics"]
    assert found["guide"]["declared"] == {
        "directions": 17,
        "partners": 14,
        "projects": [283, 283],
        "amount_cny": 620_000_000,
    }
    assert found["directions"][0]["source"]["file"] == "received.txt"
    assert list(tmp_path.iterdir()) == [copy]


def test_parse_takes_an_id_and_names_what_it_dropped() -> None:
    source = SEEDS.guides / "2017-1" / "guide.txt"
    code, out, _ = run("parse", "--seeds", SEEDS.root, source, "--id", "2018-2", "--trace")
    found = json.loads(out)
    assert code == 0
    assert found["directions"][0]["id"] == "2018-2/1.1"
    assert {"page_number", "bold_doubling", "label"} <= {d["rule"] for d in found["dropped"]}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("parse", "missing.txt"), 2, "missing.txt: cannot be read"),
        (("parse", "guide.odt"), 2, "guide.odt: "),
        (("parse", SEEDS.guides / "2017-1" / "guide.txt", "--id", "x"), 2, "--id: 'x' is no guide id"),
        (("generate", "--seeds", "nowhere"), 2, "nowhere"),
        (("build", "--seeds", "nowhere", "--site", "new"), 2, "nowhere"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(
    arguments: tuple[str | Path, ...], code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found, _, err = run(*arguments)
    assert found == code
    assert message in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


TEXT = (
    "附件1\n\n“政府间国际科技创新合作”重点专项2030年度第一批项目申报指南\n\n"
    "1.1 中国和芬兰政府间合作项目\n\n领域方向：水。\n拟支持项目数：2个。\n"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with one small guide, its pages and its site."""
    base = tmp_path_factory.mktemp("base") / "project"
    seeds = seeds_of(base / "seeds", {"2030-1": TEXT})
    places = ["--seeds", seeds.root, "--content", base / "content"]
    for command in (["generate", *places], ["build", *places, "--site", base / "site"]):
        code, _, err = run(*command)
        assert code == 0, err
    return base


@pytest.fixture
def project(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a copy of it the current folder, with a thesis, a file and an archive that somebody else made."""
    project = tmp_path / "project"
    shutil.copytree(base, project)
    (project / "thesis").mkdir()
    (project / "thesis" / "chapter.txt").write_text("1", encoding="utf-8")
    (project / "file").write_text("f", encoding="utf-8")
    (project / "link").symlink_to("seeds", target_is_directory=True)
    with zipfile.ZipFile(project / "theirs.zip", "w") as archive:
        archive.writestr("coop-guides/data/build.json", "{}")
        archive.writestr("thesis.txt", "1")
    monkeypatch.chdir(project)
    return project


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


ADD = ("add", SEEDS.guides / "2022-1" / "guide.txt")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *((("build", "--site", place), place) for place in ("seeds", "content", "thesis", "link", ".", "/", "file", "file/x")),
        *((("generate", "--content", place), place) for place in ("seeds", "seeds/x", "site", "thesis", ".", "/", "file")),
        *(((*ADD, "--content", place), place) for place in ("seeds", "thesis", ".", "/", "file")),
        *(((*ADD, "--seeds", place), "") for place in ("thesis", ".", "/", "file", "nowhere")),
        *((("bundle", "--output", place), place) for place in ("seeds/x.zip", "content/x.zip", "link/x.zip", "seeds/guides/2030-1/guide.txt", "thesis", "file", "theirs.zip", "/dev/full", "/dev/null")),
        (("bundle", "--output", "file/x.zip"), "file: "),
        *((("release", "1.0.0", "--site", place), "is no site that `guides build` made") for place in ("seeds", "content", "thesis", "file", "nowhere", "/")),
        (("parse", "thesis"), "thesis: cannot be read: Is a directory"),
        (("parse", "file/guide.txt"), "file/guide.txt: cannot be read: Not a directory"),
        (("generate", "--seeds", "file"), "file: is no folder of seeds"),
        (("build", "--content", "file"), "file: cannot be written: File exists"),
        (("build", "--content", "."), "site: is inside ., which it is made from"),
        (("check", "--seeds", "file"), "file/guides: is no folder of guides"),
        (("translate", "update", "--seeds", "thesis"), "thesis/guides: is no folder of guides"),
    ],
)  # fmt: skip
def test_nothing_is_written_where_it_may_not_be(
    project: Path, arguments: tuple[str | Path, ...], message: str
) -> None:
    before = tree(project)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("guides: ")
    assert message in err
    assert err.count("\n") == 1
    assert tree(project) == before
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()


def test_the_site_of_an_earlier_version_is_told_what_to_do(project: Path) -> None:
    """It has no mark; and whoever deletes it, as the message says, has it anew."""
    (project / "site" / MARK).unlink()
    code, _, err = run("build")
    assert code == 2
    assert err == (
        "guides: site: holds files that are not known to be made by guides: name a folder that is new or "
        "empty (the site of an earlier version has no mark: delete it once)\n"
    )
    shutil.rmtree(project / "site")
    assert run("build")[0] == 0


def test_an_archive_takes_the_place_of_one_of_ours(project: Path) -> None:
    assert run("bundle", "--output", "a/b.zip")[0] == 0
    assert run("bundle", "--output", "a/b.zip")[0] == 0
    with zipfile.ZipFile("a/b.zip") as archive:
        assert not any(MARK in name for name in archive.namelist())
    assert sorted(path.name for path in (project / "a").iterdir()) == ["b.zip"]


def python(
    *arguments: str | Path, prelude: str = "", **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run `guides` in a separate process."""
    script = f"{prelude}\nfrom generator.cli import main\nmain(prog_name='guides')"
    return subprocess.run(
        [sys.executable, *options.pop("flags", ()), "-c", script, *arguments],
        **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options),
        text=True,
        check=False,
    )


PARSE = ("parse", "seeds/guides/2030-1/guide.txt")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", [PARSE, ("--help",), ("build", "--help"), ("translate", "status"), ("check", "text")])  # fmt: skip
def test_output_that_a_full_disk_does_not_take_is_one_line(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        found = python(*arguments, stdout=full)
    assert (found.returncode, found.stderr) == (
        2,
        "guides: cannot continue: No space left on device\n",
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", [PARSE, ("--help",)])
def test_output_that_nothing_takes_is_no_traceback(arguments: tuple[str, ...]) -> None:
    """Where the errors go to a full disk too, to a pipe whose reader has gone, and where there is no output."""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        assert python(*arguments, stdout=full, stderr=full).returncode == 2
    reader, writer = os.pipe()
    os.close(reader)
    found = python(*arguments, stdout=writer)
    os.close(writer)
    assert (found.returncode, found.stderr) == (1, "")
    found = python(*arguments, prelude="import sys; sys.stdout = sys.stderr = sys.stdin = None")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InputError("is wrong", Path("file"), 3), "file:3: is wrong"),
        (InputError("is\nwrong\x1b[31m\u202e", Path("fi\nle")), r"fi\nle: is wrong\x1b[31m\u202e"),
        (InputError("x", Path("\udcff")), r"\udcff: x"),
        (PermissionError(13, "Permission denied", "file"), "file: Permission denied"),
        (OSError(28, "No space left on device"), "cannot continue: No space left on device"),
        (shutil.SpecialFileError("is a named pipe"), "cannot continue: is a named pipe"),
        (MemoryError(), "there is not enough memory (or a part of the run was killed)"),
        (ImportError("x.so: failed to map segment"), "there is not enough memory (or a part of the run was killed)"),
        (RuntimeError("can't start new thread"), "there is not enough memory (or a part of the run was killed)"),
        (KeyError("x"), "an error in the program, please report it: KeyError('x') (PYTHONDEVMODE=1 shows where)"),
        (RecursionError("deep"), "an error in the program, please report it: RecursionError('deep') (PYTHONDEVMODE=1 shows where)"),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_one_line(
    error: Exception, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.check.file_bytes", failing(error))
    assert run("parse", "file") == (2, "", f"guides: {message}\n")
    with pytest.raises(type(error)):
        main(["parse", "file"], standalone_mode=False)


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_a_developer_sees_where_it_went_wrong(tmp_path: Path) -> None:
    """But for bad input, which is one line for everybody."""
    prelude = "import generator.cli.check as p; p.file_bytes = lambda _: 1 / 0"
    options: dict[str, Any] = {"cwd": tmp_path, "flags": ("-X", "dev")}
    assert "ZeroDivisionError" in python("parse", "x", prelude=prelude, **options).stderr
    found = python("parse", "nothing.txt", **options).stderr
    assert found == "guides: nothing.txt: cannot be read: No such file or directory\n"


@pytest.mark.parametrize("delay", [0.4, 0.8, 1.2, 2])
def test_an_interrupt_is_no_traceback(project: Path, delay: float) -> None:
    """It reaches every process of the run, as from a terminal."""
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import generator.cli\nprint(flush=True)\ngenerator.cli.main(['build'])"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout
        running.stdout.readline()
        time.sleep(delay)
        os.killpg(running.pid, signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert "Traceback" not in told
    assert (project / "site" / "index.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("release", "1.0.0", "--date", "9999-12-31"),
        ("add", "seeds/guides/2030-1/guide.txt", "--published", "9999-12-31", "--replace"),
    ],
)
def test_the_last_day_there_is_is_a_date(project: Path, arguments: tuple[str, ...]) -> None:
    del project
    code, _, err = run(*arguments)
    assert (code, err) == (0, "")


# Addresses

GOOD = "https://example.org/"
SITES = {
    "https://example.org": "https://example.org/",
    "https://example.org/": "https://example.org/",
    "https://example.org/guides/of/all": "https://example.org/guides/of/all/",
    "https://example.org/guides//": "https://example.org/guides/",
    "http://127.0.0.1:8000/": "http://127.0.0.1:8000/",
    "http://localhost:65535/~a/%E4%B8%AD": "http://localhost:65535/~a/%E4%B8%AD/",
    "http://[::1]:8000/g": "http://[::1]:8000/g/",
    "https://xn--fsqu00a.cn/": "https://xn--fsqu00a.cn/",
}
NO_SITES = (
    'https://example.org/"onload="x', "https://example.org/'x", "https://example.org/<x>", "https://example.org/>",
    "https://example.org/a b", "https://example.org/\t", "https://example.org/\n", "https://example.org/\r\nX: y",
    "https://example.org/\x00", "https://example.org/\x7f", "https://example.org/\u202e", "https://example.org/\u2028",
    "https://example.org/\\x", "https://example.org/`x`", "https://example.org/{x}", "https://example.org/a&copy/",
    "https://example.org/;x", "https://example.org/%", "https://example.org/%zz", "https://example.org/中",
    "https://user:password@example.org/", "https://user@example.org/", "https://@example.org/",
    "https://example.org/../x", "https://example.org/x/..", "https://example.org/.", "https://example.org/%2e%2e/x",
    "https://example.org/%2E./x", "https://example.org/..%2fx", "https://example.org/a//b", "https://example.org/?a=b",
    "https://example.org/#a", "https://example.org:0/", "https://example.org:65536/", "https://example.org:/",
    "https://example.org:x/", "https://example.org:-1/", "https:///x/", "https://", "https:example.org", "//example.org/",
    "ftp://example.org/", "javascript:alert(1)", "data:text/html,x", "example.org", "https://-a.org/", "https://a-.org/",
    "https://a..org/", "https://.org/", "https://a_b.org/", "https://999.1.1.1/", "https://1.2.3/", "https://[::g]/",
    "https://[::1/", "https://例子.cn/", f"https://{'a' * 64}.org/", f"https://{'a.' * 130}org/", " https://example.org/",
)  # fmt: skip
REPOSITORIES = {
    "https://github.com/owner/name": "https://github.com/owner/name",
    "https://github.com/owner/name/": "https://github.com/owner/name",
    "https://github.com/owner/name.git": "https://github.com/owner/name",
    "https://git.example.org:8443/o_o/n.n": "https://git.example.org:8443/o_o/n.n",
}
NO_REPOSITORIES = (
    "http://github.com/owner/name", "https://github.com/owner", "https://github.com/owner/name/issues", "owner/name",
    "https://github.com/../name", "https://github.com/owner/..", "https://github.com/owner/.git", "https://github.com//name",
    'https://github.com/owner/"x', "https://github.com/owner/n m", "https://github.com/owner/name?x",
    "https://github.com/owner/name#x", "https://u:p@github.com/owner/name", "https://github.com/owner/名",
    "https://github.com/owner/name\n", "https://github.com:0/owner/name", "https://a..b/owner/name",
)  # fmt: skip
CONTACTS = {
    text: text
    for text in ("mailto:security@example.org", "mailto:a.b+c@example.org", "https://example.org/c?a=b", GOOD)
}  # fmt: skip
NO_CONTACTS = (
    "security@example.org", "mailto:", "mailto:@example.org", "mailto:a@", "mailto:a b@example.org", "mailto:a@b@example.org",
    "mailto:a@example.org\nExpires: never", "mailto:a@-b.org", "mailto:a@例子.cn", "http://example.org/c", "tel:+1",
    "https://example.org/c\nExpires: never", "https://u@example.org/", "https://example.org/<", "javascript:alert(1)",
)  # fmt: skip
CASES = {
    site_address: (SITES, NO_SITES),
    repository_address: (REPOSITORIES, NO_REPOSITORIES),
    contact_address: (CONTACTS, NO_CONTACTS),
}


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [(check, *pair) for check, (good, _) in CASES.items() for pair in good.items()],
)
def test_an_address(check: Callable[[str], str], text: str, expected: str) -> None:
    assert check(text) == expected


@pytest.mark.parametrize(
    ("check", "text"), [(check, text) for check, (_, bad) in CASES.items() for text in bad]
)
def test_what_is_no_address(check: Callable[[str], str], text: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        check(text)


@pytest.mark.parametrize(
    ("command", "option", "variable", "wrong"),
    [
        ("build", "--base-url", "SITE_URL", 'https://example.org/"x'),
        ("build", "--repo-url", "REPO_URL", "https://u:p@github.com/o/n"),
        ("build", "--security-contact", "SECURITY_CONTACT", "mailto:a@b\nx"),
        ("bundle", "--repo-url", "REPO_URL", "https://github.com:99999/o/n"),
    ],
)
def test_addresses_are_checked_first(command: str, option: str, variable: str, wrong: str) -> None:
    for arguments, environment in (([option, wrong], {}), ([], {variable: wrong})):
        found = CliRunner().invoke(main, [command, *arguments], env=environment)
        assert found.exit_code == 2
        assert found.stderr.startswith(f"guides: {option}: {wrong!r} is not as expected: ")
        assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("repo_url", 'https://github.com/o/n"><script>'),
        ("repo_url", "https://u:p@github.com/o/n"),
        ("repo_url", "https://example.org/../x"),
        ("site_url", "https://example.org/'x"),
        ("site_url", "https://example.org/?x"),
    ],
)
def test_addresses_of_mkdocs_configuration_are_checked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, option: str, value: str
) -> None:
    given = {option: value, "site_dir": str(tmp_path / "site")}
    with pytest.raises(MkDocsException):
        mkdocs_build(load_config(str(ROOT / "mkdocs.yml"), **given))
    assert caplog.messages[-1].startswith(f"{option}: ")
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_no_guide_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("您好！\n", encoding="utf-8")
    code, out, _ = run("parse", "--seeds", SEEDS.root, path)
    assert code == 1
    assert [d["code"] for d in json.loads(out)["diagnostics"]] == ["no-year", "no-directions"]


def test_generate_in_other_places(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    code, out, _ = run("generate", "--seeds", SEEDS.root, "--content", folder)
    assert code == 0
    assert "added" in out
    code, out, _ = run("generate", "--seeds", SEEDS.root, "--content", folder)
    assert out == f"{folder}: nothing to change\n"


def test_check_says_what_is_stale(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    run("generate", "--seeds", SEEDS.root, "--content", folder)
    page = folder / "zh" / "2022-1" / "1.5.md"
    page.write_text("edited", encoding="utf-8")
    code, out, _ = run("check", "--seeds", SEEDS.root, "--content", folder, "content")
    assert code == 1
    assert "1.5.md is stale" in out


def test_outside_its_checkout_every_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As `pip install .` would have it."""
    monkeypatch.setattr("generator.checkout.TEMPLATES", tmp_path / "templates")
    for command in COMMANDS:
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert err.startswith("guides: coop-guides runs from its checkout")
        assert err.count("\n") == 1
    with pytest.raises(MkDocsException):
        mkdocs_build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert caplog.messages[-1].startswith("coop-guides runs from its checkout")
    assert list(tmp_path.iterdir()) == []


def test_the_package_loads_its_steps_when_they_are_asked_for() -> None:
    script = (
        "import sys, generator\n"
        "print(*(name for name in sys.modules if name.startswith('generator.')))\n"
        "print(*(getattr(generator, name).__name__ for name in dir(generator)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    loaded, names = found.stdout.split("\n")[:2]
    assert loaded == ""
    assert names.split() == [
        "Guide",
        "InputError",
        "Library",
        "Places",
        "Seeds",
        "Source",
        "Vocabulary",
        "build",
        "check",
        "load_library",
        "parse_file",
        "write",
    ]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        generator.nothing  # noqa: B018


def test_committed_content_is_fresh() -> None:
    code, out, _ = run(
        "check",
        "--seeds",
        HELD.root,
        "--content",
        ROOT / "content",
        "content",
        "text",
        "interface",
    )
    assert code == 0, out
