"""Drafts from a command: what it is asked, which answers are kept, and how commands that do wrong end."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import polib
import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from constructed import HEAD, direction, numbered, seeds_of

from generator.cli import main
from generator.errors import InputError
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate.assignments import assignments
from generator.translate.catalogue import Catalogue, update, updated_po
from generator.translate.intake import accepted, valid_name
from generator.translate.po import is_free, read_po
from generator.translate.segments import segments
from generator.translate.suggest import drafter_of
from generator.vocabulary import Vocabulary

TEXT = HEAD.format(2030) + numbered(
    [
        direction(
            title="中国和芬兰极光观测合作项目",
            fields="领域方向：\n（1）极光观测站；\n（2）苔原碳汇观测。",
            requirements=(
                "其他要求：\n1. 请于2030年5月8日前将7份样本寄至a@example.org。\n"
                "2. 申报单位须向芬兰极光中心（奥卢）说明观测计划。\n3. 样本须用冰雪包装。"
            ),
        )
    ]
)
STATIONS, SINKS, SNOW = "极光观测站", "苔原碳汇观测", "样本须用冰雪包装"
POST = "请于2030年5月8日前将7份样本寄至a@example.org"
PLAN = "申报单位须向芬兰极光中心（奥卢）说明观测计划"
ENGLISH = {
    STATIONS: "Aurora observatories",
    SINKS: "Observation of tundra carbon sinks",
    POST: "Please send 7 samples to a@example.org by 8 May 2030",
    PLAN: "Applicants must explain their observation plan to the Finnish Aurora Centre (Oulu)",
    SNOW: "Samples must be packed in snow and ice",
}
BY_RULE = f"""\
import json, os, subprocess, sys, time
ENGLISH = {ENGLISH!r}
asked = [json.loads(line) for line in sys.stdin]
def say(*texts):
    for text in texts:
        sys.stdout.buffer.write(text if isinstance(text, bytes) else (json.dumps(text) + "\\n").encode())
        sys.stdout.flush()
good = [{{"id": one["id"], "en": ENGLISH[one["zh"]]}} for one in asked if one["zh"] in ENGLISH]
"""


class Translator(BaseHTTPRequestHandler):
    """A server that translates by rule, with the interfaces of llama.cpp and of DeepL."""

    asked: ClassVar[list[tuple[str, str | None, dict[str, Any]]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "none" in self.path:
            self.send_error(500)
            return
        self.asked.append((self.path, self.headers["Authorization"], body))
        if self.path == "/v2/translate":
            english = [{"text": f"{ENGLISH.get(zh, zh)}."} for zh in body["text"]]
            answer: Any = {"translations": english}
        else:
            zh = body["messages"][-1]["content"]
            answer = {
                "choices": [
                    {"message": {"role": "assistant", "content": f"{ENGLISH.get(zh, zh)}\n"}}
                ]
            }
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        del format, args


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a `Translator`."""
    Translator.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Translator) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    return seeds_of(tmp_path / "seeds", {"2030-1": TEXT})


def command_of(seeds: Seeds, script: str) -> str:
    """Return the command that runs ``script`` after `BY_RULE`."""
    path = seeds.root.parent / "by rule.py"
    path.write_text(BY_RULE + script, encoding="utf-8")
    return shlex.join([sys.executable, str(path)])


def suggest(seeds: Seeds, command: str, *options: str) -> Result:
    arguments = ["translate", "suggest", "--seeds", str(seeds.root), "--with", command, *options]
    return CliRunner().invoke(main, arguments)


def entries(seeds: Seeds) -> dict[str, polib.POEntry]:
    """Return the entries of the segments that the guides print."""
    return {entry.msgid: entry for entry in read_po(seeds.catalogue) if not entry.obsolete}


def drafts(seeds: Seeds) -> dict[str, str]:
    return Catalogue.load(seeds.catalogue).drafts


def test_a_program_that_translates_by_rule(seeds: Seeds) -> None:
    result = suggest(seeds, command_of(seeds, "say(*reversed(good))"), "--name", "by rule")
    assert (result.exit_code, drafts(seeds)) == (0, ENGLISH)
    assert "5 drafts by by rule, 0 refused" in result.stdout
    entry = next(entry for entry in read_po(seeds.catalogue) if entry.msgid == SNOW)
    assert (entry.msgstr, entry.fuzzy, entry.comment) == (ENGLISH[SNOW], True, "draft by: by rule")
    # The catalogue is in step with the guides and stays as it is written.
    once = seeds.catalogue.read_bytes()
    CliRunner().invoke(main, ["translate", "update", "--seeds", str(seeds.root)])
    assert seeds.catalogue.read_bytes() == once
    assert f"{read_po(seeds.catalogue)}\n".encode() == once
    assert suggest(seeds, "cat", "--guide", "2030-1").exit_code == 1  # echoes have no English
    assert drafts(seeds) == ENGLISH


def test_what_a_command_is_asked(seeds: Seeds) -> None:
    where = seeds.root.parent / "asked.jsonl"
    result = suggest(seeds, f"cat > {shlex.quote(str(where))}")
    assert result.exit_code == 1
    asked = {one["zh"]: one for one in map(json.loads, where.read_text("utf-8").splitlines())}
    plan = asked[PLAN]
    assert plan["places"] == ["2030-1/1.1#requirement-2"]
    assert plan["title"] == "中国和芬兰极光观测合作项目"
    (term,) = plan["terms"]
    assert term["term"] == "申报单位"
    assert "applicant" in term["en"]
    assert "declaring unit" in term["forbidden"]
    similar = [[example["similarity"] for example in one["examples"]] for one in asked.values()]
    assert any(similar)
    assert all(
        numbers == sorted(numbers, reverse=True) and len(numbers) <= 3 for numbers in similar
    )
    assert all(50 <= number <= 100 for numbers in similar for number in numbers)
    assert len({one["id"] for one in asked.values()}) == len(asked)
    assert all(re.fullmatch("[0-9a-f]{16}", one["id"]) for one in asked.values())


def test_a_model_on_this_machine(
    seeds: Seeds, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program in docs/ gives the model the terms and the examples."""
    monkeypatch.setenv("LLAMA_URL", server)
    command = shlex.join([sys.executable, str(ROOT / "docs" / "translators" / "llama.py")])
    assert suggest(seeds, command, "--name", "a model").exit_code == 0
    assert drafts(seeds) == ENGLISH
    (plan,) = (body for _, _, body in Translator.asked if body["messages"][-1]["content"] == PLAN)
    assert "申报单位 is applicant or " in plan["messages"][0]["content"]
    assert ", never declaration unit or declaring unit." in plan["messages"][0]["content"]
    roles = [message["role"] for message in plan["messages"][1:]]
    assert roles == ["user", "assistant"] * (len(roles) // 2) + ["user"]
    assert {path for path, _, _ in Translator.asked} == {"/v1/chat/completions"}


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_a_service_by_curl(seeds: Seeds, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_URL", server)
    monkeypatch.setenv("DEEPL_KEY", "a key")
    command = shlex.join(["sh", str(ROOT / "docs" / "translators" / "deepl.sh")])
    assert suggest(seeds, command, "--name", "DeepL").exit_code == 0
    assert drafts(seeds) == ENGLISH
    body = {"text": [SNOW], "source_lang": "ZH", "target_lang": "EN-GB"}
    assert ("/v2/translate", "DeepL-Auth-Key a key", body) in Translator.asked


@pytest.mark.parametrize("name", ["python3 llama.py", "sh deepl.sh"])
def test_a_service_that_is_not_there(
    seeds: Seeds, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("LLAMA_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("DEEPL_URL", "http://127.0.0.1:9")
    program, _, script = name.partition(" ")
    command = f"{program} {shlex.quote(str(ROOT / 'docs' / 'translators' / script))}"
    result = suggest(seeds, command)
    assert (result.exit_code, drafts(seeds)) == (1, {})
    assert "guides: the command ended" in result.stderr


@pytest.mark.parametrize(
    ("command", "address", "told"),
    [
        (f"{shlex.quote(sys.executable)} llama.py", "http://127.0.0.1:9", "llama.py: no answer from http://127.0.0.1:9, start llama-server or set LLAMA_URL"),
        (f"{shlex.quote(sys.executable)} llama.py", "{server}/none", "llama.py: "),
        ("sh deepl.sh", "http://127.0.0.1:9", "DEEPL_KEY: put your key into this environment variable"),
    ],
)  # fmt: skip
def test_a_translator_that_cannot_work_says_why(
    server: str, command: str, address: str, told: str
) -> None:
    """In a line; what the server cannot do once, it may do for the next segment."""
    segment = json.dumps({"id": "x", "zh": SNOW, "title": "", "terms": [], "examples": []})
    run = subprocess.run(
        command, shell=True, cwd=ROOT / "docs" / "translators", input=f"{segment}\n" * 2, text=True, capture_output=True, check=False,
        env={key: value for key, value in os.environ.items() if key != "DEEPL_KEY"} | {"LLAMA_URL": address.format(server=server)},
    )  # fmt: skip
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert (run.stdout, run.stderr.count("llama.py: ")) == (
        "",
        0 if "deepl" in command else 2 if "none" in address else 1,
    )


def test_fewer_segments(seeds: Seeds) -> None:
    where = seeds.root.parent / "asked.jsonl"
    suggest(seeds, f"cat > {shlex.quote(str(where))}", "--limit", "2")
    assert len(where.read_text("utf-8").splitlines()) == 2
    result = suggest(seeds, "cat", "--guide", "2031-1")
    assert (result.exit_code, result.stderr) == (2, "guides: --guide: there is no guide 2031-1\n")


@pytest.mark.parametrize(
    ("zh", "english", "reason"),
    [
        (POST, "Please send samples to a@example.org by 8 May 2030", "lacks 7"),
        (POST, "Please send 7 samples to a@example.org by 8 June 2030", "lacks May"),
        (POST, "Please send 7 samples by 8 May 2030", "lacks a@example.org"),
        (PLAN, "Institutions must explain their observation plan to the Centre (Oulu)", "“申报单位” is not translated as “applicant”"),
        (PLAN, "Applicants, each a declaring unit, must explain their plan to the Centre (Oulu)", "“申报单位” must not be translated as “declaring unit”"),
        (PLAN, "Applicants must explain their observation plan to the Centre (Oulu", "“)” is missing"),
        (PLAN, "Applicants must", "has 0.6 letters for each Chinese character, without a comment"),
        (SNOW, "Samples must be packed in 冰雪", "holds 冰雪"),
        (SNOW, "Образцы", "is not in Latin letters"),
        (SNOW, "#REF!", "“#REF!” is no translation"),
        # No figure has a quotation mark made of the mark for inches.
        (SNOW, "Ice of 5'7\" and 6'2\"", "has “\"”: apostrophes and quotation marks are curly"),
        (SNOW, "Samples ' ice", "has “'”: apostrophes and quotation marks are curly"),
        (SNOW, "Samples\nmust be packed", "has a line break"),
        (SNOW, "Samples\u2028must be packed", "has a line break"),
        (SNOW, "Samples\u202e", "holds a character that cannot be seen: U+202E"),
        (SNOW, "Samples\ud800", "holds a character that cannot be seen: U+D800"),
        (SNOW, " . ", "is empty"),
        (SNOW, ENGLISH[PLAN], f"has the English of “{PLAN}”"),
    ],
)  # fmt: skip
def test_english_that_breaks_a_rule(
    vocabulary: Vocabulary, zh: str, english: str, reason: str
) -> None:
    others = [polib.POEntry(msgid=PLAN, msgstr=ENGLISH[PLAN])]
    with pytest.raises(ValueError, match=re.escape(reason)):
        accepted(polib.POEntry(msgid=zh), english, vocabulary.glossary, others)


@pytest.mark.parametrize(
    ("english", "kept"),
    [
        (" Samples must be packed. ", "Samples must be packed"),
        ("Samples,  snow\tand ice;", "Samples, snow and ice"),
        ("Snow, ice, etc.", "Snow, ice, etc."),
        ('The samples\'\u00a0ice isn\'t "snow" ("ice").', "The samples’ ice isn’t “snow” (“ice”)"),
        ("'Snow' and \"'ice'\" ('old'), \"Ice\"", "‘Snow’ and “‘ice’” (‘old’), “Ice”"),
        ("'\"Snow\"' – 'Ice (old)' of 'May'", "‘“Snow”’ – ‘Ice (old)’ of ‘May’"),
    ],
)
def test_what_the_page_adds_is_taken_away(english: str, kept: str) -> None:
    assert accepted(polib.POEntry(msgid=SNOW), english, [], []) == kept


def test_a_program_that_lies_and_one_that_drops_numbers(seeds: Seeds) -> None:
    """Every line that is wrong is told with its reason, and the good ones are kept."""
    script = """
id = good[0]["id"]
say({"id": "0123456789abcdef", "en": "x"}, b"\\xff\\xfe\\n", b"{\\n", b"\\n", b"[" * 50_000 + b"\\n", ["x"])
say({"id": id}, {"id": [], "en": "x"}, {"id": id, "en": 3}, {"id": id, "en": None}, "x", None)
for one in good:
    say({**one, "en": one["en"].replace("7", "seven")}, one)
"""
    result = suggest(seeds, command_of(seeds, script))
    for reason in (
        "has an id that was not asked for: '0123456789abcdef'",
        "is not UTF-8",
        "is not JSON: '{\\n'",
        "is no object with id and en: '[\"x\"]'",
        "has an id that was not asked for: '[]'",
        "with no text",
        "is no object with id and en: 'null'",
        " again",
        f"guides: refused: 2030-1/1.1#requirement-1: “{POST[:29]}…” lacks 7: 'Please send seven samples to",
    ):
        assert reason in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    assert result.exit_code == 0
    assert drafts(seeds) == {zh: en for zh, en in ENGLISH.items() if zh != POST}


def is_running(pid: int) -> bool:
    """Return whether the process ``pid`` runs; one that has ended may still be in the table."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


ONE = {STATIONS: ENGLISH[STATIONS]}


@pytest.mark.parametrize(
    ("script", "kept", "message"),
    [
        ("say(good[0]); time.sleep(60)", ONE, "the command gave no answer for 3 seconds"),
        ("say(good[0]); sys.exit(1)", ONE, "the command ended with status 1"),
        ("say(good[0]); raise SystemExit", ONE, "the command ended\n"),
        ("say(good[0]); os.kill(os.getpid(), 9)", ONE, "the command was ended by signal 9"),
        ("say(good[0]); os.close(1); time.sleep(60)", ONE, "the command closed its output"),
        ("say(good[0]); sys.stdin.close(); os._exit(3)", ONE, "the command ended with status 3"),
        ("while True: say('x')", {}, "the command printed 100 lines that are no answers"),
        ("while True: say(b'x' * 9999)", {}, "the command printed a line of more than 100,000 bytes"),
        ("say(good[0], json.dumps(good[1]).encode())", {**ONE, SINKS: ENGLISH[SINKS]}, "the command ended\n"),
        ("sys.stdout.buffer.write(b'{\"id\"'); sys.stdout.flush(); time.sleep(60)", {}, "the command gave no answer for 3 seconds"),
        ("subprocess.Popen(['sleep', '60']); say(good[0])", ONE, "the command ended\n"),
        ("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", {}, "the command gave no answer for 3 seconds"),
    ],
    ids=["hangs", "fails", "stops", "killed", "mute", "closed", "garbage", "one line", "no line feed", "half a line", "child", "stubborn"],
)  # fmt: skip
def test_a_command_that_does_not_finish(
    seeds: Seeds, script: str, kept: dict[str, str], message: str
) -> None:
    """The good answers are kept, and nothing that it started is left running."""
    pids = seeds.root.parent / "pids"
    command = f"sleep 60 > /dev/null & echo $! $$ > {shlex.quote(str(pids))}; exec {command_of(seeds, script)}"
    before, start = seeds.catalogue.read_bytes(), time.monotonic()
    result = suggest(seeds, command, "--timeout", "3", "--name", "x")
    assert time.monotonic() - start < 30
    assert message in result.stderr
    assert "Traceback" not in result.output
    # A command that ends by itself may leave out what it wants.
    good = message == "the command ended\n"
    assert (result.exit_code, drafts(seeds)) == (0 if good else 1, kept)
    assert kept or seeds.catalogue.read_bytes() == before
    deadline = time.monotonic() + 5
    while any(map(is_running, map(int, pids.read_text().split()))):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_command_that_does_not_exist(seeds: Seeds) -> None:
    result = suggest(seeds, "no-such-translator --fast")
    assert "the command was not found (status 127)" in result.stderr
    assert (result.exit_code, drafts(seeds)) == (1, {})


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_the_answers_until_then(seeds: Seeds, number: int) -> None:
    ready = seeds.root.parent / "ready"
    script = f"say(good[0]); time.sleep(1); open({str(ready)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    arguments = ["translate", "suggest", "--seeds", str(seeds.root), "--with"]
    start = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    start += f"from generator.cli import main\nmain({[*arguments, command_of(seeds, script)]!r})"
    with subprocess.Popen([sys.executable, "-c", start], stderr=subprocess.PIPE, text=True) as run:
        deadline = time.monotonic() + 60
        while not (ready.exists() and ready.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        run.send_signal(number)
        _, told = run.communicate(timeout=60)
    assert "guides: interrupted; the command is ended\n" in told
    assert "Traceback" not in told
    assert drafts(seeds) == ONE
    assert not is_running(int(ready.read_text()))
    assert [path.name for path in seeds.catalogue.parent.glob(".*staging*")] == []


def test_the_text_is_no_part_of_the_command(tmp_path: Path) -> None:
    """Whatever a guide says is data for the command."""
    evil = "样本`touch here`$(touch here); touch here | 'x' \"x\""
    text = HEAD.format(2030) + numbered([direction(requirements=f"其他要求：\n1. {evil}。")])
    seeds = seeds_of(tmp_path / "seeds", {"2030-1": text})
    where = tmp_path / "asked.jsonl"
    suggest(
        seeds, f"cd {shlex.quote(str(tmp_path))} && cat > asked.jsonl && ps -o args= -p $$ > args"
    )
    assert any(one["zh"].startswith("样本`touch") for one in map(json.loads, where.open("rb")))
    assert "样本" not in (tmp_path / "args").read_text("utf-8")
    assert not (tmp_path / "here").exists()


def test_a_shell_runs_the_command(seeds: Seeds) -> None:
    """Pipes and variables work."""
    command = f"RULE=1 && test $RULE = 1 && cat | {command_of(seeds, 'say(*good)')} | cat"
    assert suggest(seeds, command).exit_code == 0
    assert drafts(seeds) == ENGLISH


def written(seeds: Seeds) -> dict[str, polib.POEntry]:
    """Bring the catalogue into step with the guides, and return its entries."""
    update(segments(load_library(seeds).guides), seeds.catalogue)
    return {entry.msgid: entry for entry in read_po(seeds.catalogue)}


def changed(seeds: Seeds, zh: str, **values: object) -> None:
    po = read_po(seeds.catalogue)
    for name, value in values.items():
        setattr(next(entry for entry in po if entry.msgid == zh), name, value)
    po.save(str(seeds.catalogue))


@pytest.mark.parametrize(
    ("entry", "plain", "again"),
    [
        (polib.POEntry(msgstr=""), True, True),
        (polib.POEntry(msgstr="", flags=["fuzzy"]), True, True),
        (polib.POEntry(msgstr="x"), False, False),
        (polib.POEntry(msgstr="x", flags=["fuzzy"]), False, False),
        (polib.POEntry(msgstr="x", flags=["fuzzy"], previous_msgid="y"), False, True),
        (polib.POEntry(msgstr="x", flags=["fuzzy"], comment="draft by: y"), False, True),
        (polib.POEntry(msgstr="x", comment="draft by: y"), False, False),
    ],
)
def test_english_of_a_person_is_never_replaced(
    entry: polib.POEntry, plain: bool, again: bool
) -> None:
    assert (is_free(entry, again=False), is_free(entry, again=True)) == (plain, again)


def test_a_person_and_a_command_at_the_same_time(seeds: Seeds) -> None:
    """The catalogue is not locked while the command runs; what a person writes meanwhile stays."""
    written(seeds)
    changed(seeds, SINKS, msgstr="Doubtful", flags=["fuzzy"])
    script = f"""
path = {str(seeds.catalogue)!r}
text = open(path, encoding="utf-8").read()
entry = 'msgid "{SNOW}"\\nmsgstr "'
assert entry in text
open(path, "w", encoding="utf-8").write(text.replace(entry, entry + "By a person"))
say(*good)
"""
    result = suggest(seeds, command_of(seeds, script), "--again")
    assert result.exit_code == 0
    assert "3 drafts by by rule.py, 0 refused, 1 not needed any more" in result.stdout
    assert not list(seeds.catalogue.parent.glob("answers-*"))
    entries = {entry.msgid: entry for entry in read_po(seeds.catalogue)}
    assert (entries[SNOW].msgstr, entries[SNOW].fuzzy) == ("By a person", False)
    assert (entries[SINKS].msgstr, entries[SINKS].comment) == ("Doubtful", "")
    assert drafts(seeds).keys() == ENGLISH.keys() - {SNOW, SINKS}


def test_a_suggestion_and_an_earlier_draft_can_be_replaced(seeds: Seeds) -> None:
    written(seeds)
    changed(seeds, SNOW, msgstr="Suggested", flags=["fuzzy"], previous_msgid="冰雪包装")
    changed(seeds, SINKS, msgstr="Drafted", flags=["fuzzy"], comment="draft by: y")
    command = command_of(seeds, "say(*good)")
    suggest(seeds, command, "--name", "x")
    assert drafts(seeds) == {zh: en for zh, en in ENGLISH.items() if zh != SNOW} | {
        SINKS: "Drafted"
    }
    suggest(seeds, command, "--name", "z", "--again")
    assert drafts(seeds) == ENGLISH
    entry = written(seeds)[SNOW]
    assert (entry.previous_msgid, entry.comment) == (None, "draft by: z")


def test_a_draft_until_a_person_confirms_it(seeds: Seeds) -> None:
    suggest(seeds, command_of(seeds, "say(*good)"), "--name", "x")
    had = read_po(seeds.catalogue).metadata["X-English"]
    assert Catalogue.load(seeds.catalogue).segment(SNOW) is None
    changed(seeds, SNOW, flags=[])
    entry = written(seeds)[SNOW]
    assert (entry.fuzzy, entry.comment, entry.msgstr) == (False, "", ENGLISH[SNOW])
    po = read_po(seeds.catalogue)
    assert po.metadata["X-English"] == str(int(had) + 1)
    assert Catalogue.of(po).segment(SNOW) == (ENGLISH[SNOW], "reviewed")
    # A person may delete a draft: no English is lost.
    changed(seeds, SINKS, msgstr="", flags=[], comment="")
    assert SINKS in written(seeds)


def test_drafts_count_as_english_only_where_they_are_shown() -> None:
    drafted = polib.POEntry(msgid="甲", msgstr="A", flags=["fuzzy"], comment="draft by: x")
    suggested = polib.POEntry(msgid="乙", msgstr="B", flags=["fuzzy"], previous_msgid="丙")
    doubtful = polib.POEntry(msgid="丁", msgstr="D", flags=["fuzzy"], comment="by hand")
    checked = polib.POEntry(msgid="戊", msgstr="E", comment="draft by: x")
    gone = polib.POEntry(msgid="己", msgstr="F", flags=["fuzzy"], comment="draft by: x", obsolete=1)
    po = polib.POFile()
    po.extend([drafted, suggested, doubtful, checked, gone])
    catalogue = Catalogue.of(po)
    assert (catalogue.drafts, catalogue.entries) == ({"甲": "A"}, {"戊": "E"})
    assert catalogue.segment("甲") is None
    shown = Catalogue(catalogue.entries, drafts=catalogue.drafts, show_drafts=True)
    assert shown.segment("甲") == ("A", "draft")
    assert shown.segment("乙") is None
    assert shown.segment("戊") == ("E", "reviewed")
    assert shown.translated("戊。甲。").origin == "draft"


def test_a_draft_of_a_segment_that_is_gone_comes_back(seeds: Seeds) -> None:
    """With who made it, and unchanged; it is no English meanwhile."""
    suggest(seeds, command_of(seeds, "say(*good)"), "--name", "x")
    changed(seeds, SINKS, tcomment="ask the observatory")
    once = {zh: str(entry) for zh, entry in entries(seeds).items()}
    had = read_po(seeds.catalogue).metadata["X-English"]
    for _ in range(2):
        update({STATIONS: ["p"]}, seeds.catalogue)
        left = {entry.msgid: entry for entry in read_po(seeds.catalogue)}
        assert drafts(seeds) == ONE
        assert left[SNOW].obsolete
        assert left[SINKS].tcomment == "draft by: x\nask the observatory"
        assert read_po(seeds.catalogue).metadata["X-English"] == had
    CliRunner().invoke(main, ["translate", "update", "--seeds", str(seeds.root)])
    assert drafts(seeds) == ENGLISH
    assert {zh: str(entry) for zh, entry in entries(seeds).items()} == once


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("./translate.py --model x", "translate.py"),
        ("KEY=secret LANG=C /opt/mt/bin/mt | jq .", "mt"),
        ("'my translator' x", "my translator"),
        ("python3 -u docs/translators/llama.py", "llama.py"),
        ("exec env KEY=x sh docs/translators/deepl.sh", "deepl.sh"),
        ("(nice python3.12 a.py) | cat", "a.py"),
        ("cat answers.jsonl", "cat"),
        ("uv run llama.py", "llama.py"),
        ("nice -n 10 tr.py", "tr.py"),
        ("sudo -u me ./tr.sh", "tr.sh"),
        ("timeout 60 python3 x.py", "x.py"),
        ("python3 -c 'print(1)'", "python3"),
        ("cat", "cat"),
    ],
)
def test_the_name_of_a_command_is_that_of_its_program(command: str, name: str) -> None:
    assert drafter_of(command) == name


@pytest.mark.parametrize("name", ["", " ", "a\nb", "\u202e", "x" * 61])
def test_a_name_stands_in_one_line(name: str) -> None:
    with pytest.raises(InputError, match="--name: expected one line of 1 to 60 visible characters"):
        valid_name(name)


@pytest.mark.parametrize(
    ("command", "options", "message"),
    [
        ("echo 'x", (), "--with: a quotation mark is not closed: echo 'x"),
        ("", (), "--with: expected a command that translates"),
        ("  ", ("--name", "x"), "--with: expected a command that translates"),
        ("KEY=1", (), "--with: expected a command that translates"),
        ("# x", (), "--with: expected a command that translates"),
        ("cat", ("--name", ""), "--name: expected one line of 1 to 60 visible characters"),
        ("cat", ("--timeout", "nan"), "--timeout: expected a number of seconds"),
    ],
)
def test_a_command_that_is_no_shell_command(
    seeds: Seeds, command: str, options: tuple[str, ...], message: str
) -> None:
    result = suggest(seeds, command, *options)
    assert (result.exit_code, result.stderr) == (2, f"guides: {message}\n")


@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_lines_between_answers(seeds: Seeds, before: str) -> None:
    """A byte order mark is no part of the answer; remarks between answers are told, and end nothing."""
    script = f"""
sys.stdout.buffer.write({before!r}.encode())
for one in good:
    say(one, *["working"] * 40)
"""
    result = suggest(seeds, command_of(seeds, script))
    assert (drafts(seeds), result.stderr.count("no object with id and en")) == (
        ENGLISH,
        200,
    )


def test_a_command_that_prints_utf_16(seeds: Seeds) -> None:
    result = suggest(
        seeds, command_of(seeds, "say(''.join(map(json.dumps, good)).encode('utf-16'))")
    )
    assert (result.exit_code, drafts(seeds)) == (1, {})
    assert "the command prints UTF-16: let it print UTF-8\n" in result.stderr


DAMAGE = {
    "half a file": "text = open(path).read(); open(path, 'w').write(text[:len(text) // 2])",
    "deleted": "os.remove(path)",
    "conflict": "open(path, 'a').write('<<<<<<< HEAD\\n')",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_answers_are_kept_if_the_catalogue_cannot_be_written(seeds: Seeds, damage: str) -> None:
    text = seeds.catalogue.read_bytes()
    command = command_of(
        seeds,
        f"path = {str(seeds.catalogue)!r}\nsay(*good[1:])\n{DAMAGE[damage]}\nsay(good[0])\ntime.sleep(1)",
    )
    result = suggest(seeds, command)
    assert result.exit_code == 2
    (path,) = seeds.catalogue.parent.glob("answers-*.jsonl")
    assert (
        f"guides: the answers are kept in {path}; to use them: guides translate suggest"
        in result.stderr
    )
    seeds.catalogue.write_bytes(text)
    again = suggest(seeds, shlex.join(["cat", str(path)]), "--name", "x")
    assert f"{path} has answers of a run that was ended, or still goes on" in again.stderr
    assert (again.exit_code, drafts(seeds)) == (0, ENGLISH)


def test_an_error_of_the_file_for_answers_is_the_one_that_is_told(
    seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are no answers to keep then."""
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name.startswith("answers-"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    result = suggest(seeds, command_of(seeds, "say(*good)"))
    assert "Permission denied" in f"{result.output}{result.exception}"
    assert "No such file" not in f"{result.output}{result.exception}"


def test_an_assignment_knows_what_its_english_is(seeds: Seeds) -> None:
    """English of another segment says of which."""
    library = load_library(seeds)
    po, _ = updated_po(segments(library.guides), read_po(seeds.catalogue))
    entry = next(entry for entry in po if entry.msgid == SNOW)
    told = {}
    for values in (
        {"msgstr": ""},
        {"msgstr": "S", "flags": ["fuzzy"]},
        {"comment": "draft by: x"},
        {"previous_msgid": "冰"},
        {"flags": []},
    ):
        for name, value in values.items():
            setattr(entry, name, value)
        found = {one.zh: one for one in assignments(library, po, Catalogue.of(po))}
        told[found[SNOW].state, found[SNOW].origin] = bool(found[SNOW].examples)
    assert list(told) == [
        ("missing", ""),
        ("fuzzy", "fuzzy"),
        ("fuzzy", "draft by x"),
        ("fuzzy", "English of another segment: 冰"),
        ("translated", ""),
    ]


assert os.name == "posix", "these tests run commands of a POSIX shell"
