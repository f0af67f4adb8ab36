"""What is fuzzed: each target makes case after case of what it knows, and says what must hold.

A case is made by its number and the seed alone, so that one that was found can be made again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import chromium
import docx
import made
import mutations
import variants
from conftest import GUIDES, SEEDS
from test_properties import TEXTS, words

from generator.check.source import Printed
from generator.check.text import differences, kept_text, lost_text, wrong_spans
from generator.clean import clean
from generator.data import dumps, parsed_json
from generator.enrich import enrich
from generator.errors import InputError
from generator.ids import DirectionId, GuideId, is_anchor
from generator.model import Guide, Line, Source
from generator.parse import parse
from generator.pipeline import load_library
from generator.read import read_data
from generator.seeds import Seeds
from generator.vocabulary import Vocabulary
from generator.write.interface import load_interface

PARAGRAPHS = 60
"""Of a guide that is made a file; enough for two directions and a preamble."""


@dataclass(frozen=True)
class Target:
    """What a case is made of, and the check that runs on it; whatever it raises is a finding."""

    make: Callable[[Random], tuple[str, bytes]]
    """(name of the file, what is in it)."""
    check: Callable[[str, bytes], None]
    prepare: Callable[[], object]
    """Make once what all cases are made of; a browser may be needed."""


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.load(SEEDS.vocabulary)


# Text


@cache
def _texts() -> tuple[str, ...]:
    """The guides, and the guides as other ministries' printers could set them."""
    plain = [paragraph.text for paragraph in clean(_lines(TEXTS["2022-1"])).paragraphs]
    families = (*variants.REWRITES, *variants.SETTINGS, *variants.FURNITURE)
    return (*TEXTS.values(), *(variant.print(plain) for variant in families))


def _lines(text: str) -> tuple[Line, ...]:
    return read_data(text.encode(), Path("x.txt")).lines


def _text_case(chance: Random) -> tuple[str, bytes]:
    whole = chance.choice(_texts())
    if chance.random() < 0.9:  # a part is parsed sooner
        at = chance.randrange(len(whole))
        whole = whole[at : at + chance.choice((200, 2000, 4000))]
    text = mutations.text(chance, whole, _texts(), mutations.TOKENS)
    # “\ud800” is in no file, but in what a PDF's font says.
    return "x.txt", text.encode("utf-8", "surrogatepass")


def _check_text(_: str, data: bytes) -> None:
    text = data.decode("utf-8", "surrogatepass")
    check_lines([Line(line, n) for n, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1)])


def check_lines(lines: Sequence[Line]) -> Guide:
    """Whatever the lines are: they parse, the same each time, and nothing of them is lost."""
    source = Source("x.txt", "0" * 64)
    cleaned = clean(lines)
    guide = enrich(parse(cleaned, source), _vocabulary())
    printed = Printed("".join(line.text for line in lines))
    assert list(lost_text(guide, printed)) == []
    kept = words(kept_text(guide)) + words(entry.text for entry in guide.dropped)
    assert kept == words(line.text for line in lines), "other letters than in the source"
    assert list(wrong_spans(guide, lines)) == []
    assert guide == enrich(parse(clean(lines), source), _vocabulary()), "another guide next time"
    dumps(parsed_json(guide)).encode()
    assert str(GuideId.parse(guide.id)) == guide.id
    numbers = [direction.id for direction in guide.directions]
    assert len(set(numbers)) == len(numbers), "an id stands twice"
    for direction in guide.directions:
        assert str(DirectionId.parse(direction.id)) == direction.id
        assert all(is_anchor(item.anchor) for item in direction.fields)
    return guide


# Files


@cache
def _made(guide_id: str, most: int = PARAGRAPHS) -> made.Made:
    return made.Made(made.guide_text(guide_id).paragraphs[:most])


@cache
def _pdfs() -> tuple[bytes, ...]:
    with chromium.launched() as browser:
        printed = [
            made.as_pdf(
                browser, made.as_html(_made(guide_id, 15), style), head="running head", foot=foot
            )
            for guide_id, style, foot in zip(GUIDES, made.LAYOUTS.values(), made.FEET, strict=False)
        ]
    # A case is to be the same tomorrow.
    return tuple(re.sub(rb"\(D:[^)]*\)", b"(D:20261120000000)", data) for data in printed)


@cache
def _docx() -> tuple[bytes, ...]:
    found = []
    for guide_id in GUIDES:
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = "国家重点研发计划"
        table = document.add_table(3, 3)
        for number, cell in enumerate(table._cells):
            cell.text = f"{number}个"
        numbers = made.Numbers(document)
        for number, text in enumerate(_made(guide_id).texts):
            made.number(
                document.add_paragraph(text),
                numbers.begin(numbers.define(("decimal", "%1."), ("upperRoman", "%1.%2")), number),
            )
        found += [
            made.as_numbered_docx(_made(guide_id)),
            made.as_docx(_made(guide_id)),
            made.saved(document),
        ]
    return tuple(found)


_HTML = (
    "<p>", "</p>", "<div>", "</div>", "<br>", "<table><tr><td>", "</td></tr></table>", "<td>", "<tr>", "<ol>", "<ol start=3 type=a>", "<li>", "</ol>",
    "<ol reversed style='list-style: upper-roman'>", "<li value=7>", "<ul>", "<pre>", "<a href='http://a.b/'>", "</a>", "<nav>", "<h1>", "<!--", "-->",
    "<![CDATA[", "<?php", "<!doctype html>", "<frameset>", "<body>", "</html>", "<svg>", "<span hidden>", "<b style='display: none'>", "<base>",
    "<meta charset=utf-16>", "<meta charset=utf-7>", "<meta charset=hex>", "<meta charset=unicode_escape>", "<meta charset=gb2312>", "<x:y>", "&#0;",
    "&#xD800;", "&#1114112;", "&nbsp;", "&", "<", ">", "<li style='list-style: cjk-ideographic' value=٣>", "<ol start=--5><li>", "\\ud800",
)  # fmt: skip
_MARKDOWN = (
    "# ", "- ", "1. ", "9999999999. ", "> ", "```\n", "~~~", "---\n", "|a|b|\n|-|-|\n", "|", "[", "](http://a.b)", "![", "<br>", "<div>", "</div>", "<!--", "*", "**",
    "_", "`", "\\", "    ", "\t", "[^1]", "[a]: http://a.b\n", "&#0;", "<p hidden>", "<?", "<![CDATA[", "<http://a.b>", "<table><tr><td>", "\n\n", "<frameset>",
)  # fmt: skip


def _docx_case(chance: Random) -> tuple[str, bytes]:
    return "x.docx", mutations.zipped(chance, chance.choice(_docx()), mutations.TOKENS)


def _pdf_case(chance: Random) -> tuple[str, bytes]:
    return "x.pdf", mutations.pdf(chance, chance.choice(_pdfs()))


def _encoded_case(chance: Random) -> tuple[str, bytes]:
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"))
    text = "\n".join(_made(chance.choice(GUIDES)).texts)
    return "x.txt", mutations.raw(chance, text.encode(encoding))


def _html_case(chance: Random) -> tuple[str, bytes]:
    page = made.as_html(_made(chance.choice(GUIDES)))
    return "x.html", _marked(chance, page, (*_HTML, *mutations.NUMBERS))


def _markdown_case(chance: Random) -> tuple[str, bytes]:
    page = made.as_markdown(_made(chance.choice(GUIDES)))
    return "x.md", _marked(chance, page, (*_MARKDOWN, *mutations.NUMBERS))


def _marked(chance: Random, page: str, tokens: Sequence[str]) -> bytes:
    data = mutations.text(chance, page, [page], tokens).encode("utf-8", "surrogatepass")
    return mutations.raw(chance, data) if chance.random() < 0.1 else data


_NOT_READ = "cannot be compared"
"""XML that libxml2 takes, and expat refuses."""


def _check_file(name: str, data: bytes) -> None:
    try:
        reading = read_data(data, Path(name))
    except InputError as error:
        refused = error
    else:
        guide = check_lines(reading.lines)
        told = {note.code for note in reading.diagnostics}
        found = list(differences(guide, data, Path(name).suffix))
        # Which of two encodings a page is in, where it names the wrong one, is another question.
        names = re.findall(rb"charset=([a-z0-9_-]*)", data)
        named = name.endswith(".html") and names != [b"utf-8"]
        assert not found or named or "page-unfinished" in told or _NOT_READ in found[0], found
        return
    assert refused.path == Path(name)
    assert "\n" not in str(refused)


# Seeds


@cache
def _seeds() -> dict[str, str]:
    """File → text of a small seeds folder: two guides, and of each list the first entries."""
    files = {}
    for path in sorted(SEEDS.vocabulary.glob("*.yml")):
        files[f"vocabulary/{path.name}"] = _first(path, "\n- ", 6)
    files["translations/en.po"] = _first(SEEDS.catalogue, "\n\n", 12)
    files["translations/interface.zh.po"] = _first(SEEDS.interface, "\n\n", 8)
    files["ledger.yml"] = _first(SEEDS.ledger, "\n", 40)
    files["batches.yml"] = SEEDS.batches.read_text(encoding="utf-8")
    files["redirects.yml"] = (
        "- {old: zh/2022-1/1.1/#field-9, new: zh/2022-1/1.1/#field-1, reason: 甲, date: 2027-01-31}\n"
    )
    files["lineages.yml"] = (
        "join:\n  - earlier: 2021-1-draft/1.1\n    later: 2022-1/1.1\n    reason: 甲\napart: []\n"
    )
    body = "1.1 中国和法国政府间合作项目\n合作协议：《协定》。\n领域方向：农业、能源。\n拟支持项目数：10个。\n"
    for guide_id, older in (("2021-1-draft", None), ("2022-1", "2021-1-draft")):
        identity = GuideId.parse(guide_id)
        files[f"guides/{guide_id}/guide.txt"] = body
        files[f"guides/{guide_id}/guide.yml"] = _RECORD.format(
            identity=identity, older=older or "null", sha=hashlib.sha256(body.encode()).hexdigest()
        )
    return files


_RECORD = """\
id: {identity}
year: {identity.year}
batch: {identity.batch}
stage: {identity.stage}
title: “政府间国际科技创新合作”申报指南
source_url: https://example.org/
published: 2022-01-31
received: guide.txt
file: guide.txt
sha256: {sha}
supersedes: {older}
final:
  announced: 2022-11
  directions: 15
  partners: 14
  projects: {{min: 138, max: 138, kind: about}}
  funding: {{amount_cny: 496000000, kind: exact}}
matches:
  - {{new: {identity}/1.1, old: null}}
corrections:
  - at: {identity}/1.1#field-1
    printed: 农业
    meant: {{zh: 农业, en: agriculture}}
    note: {{zh: 甲, en: a}}
"""
_YAML = (
    "- ", ": ", "\n", "\n  ", "\n- ", "[", "]", "{", "}", "{a: b}", "[a, b]", "&a ", "*a", "<<: *a", "!!int ", "!!python/object:os.system ", "!!timestamp x", "!!bool x", "!!binary x",
    "null", "true", "~", "''", '""', "|\n", ">-\n", "#", "---\n", "...\n", "%YAML 9.9\n", "? ", "2022-13-45", "0x", "1:2:3", "=", "'", '"', "\t", "2022-1", "2022-1/1.1", "2021-1-draft/1.1",
    "2022-1/1.1#field-1", "US", "FR", "food", "[[[[[[[[", "{{{{{{{{", "@", "`", ".inf", ".nan", "1e999", "zh: ", "en: ", "code: ", "name: ", "printed: ", "\u200b", "0b", "0o8", "-", "!", "!<",
)  # fmt: skip
_PO = (
    "msgid ", "msgstr ", 'msgid ""\n', 'msgstr ""\n', '"', '\\"', "\\", "\\x", "#~ ", "#, fuzzy\n", "#| ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[x] ", "msgstr[9] ", "\n", "\n\n",
    '"X-Reviewed: 2026-13-45\\n"\n', '"Content-Type: text/plain; charset=hex\\n"\n', '"Content-Type: text/plain; charset=nope\\n"\n', "#: a:b\n", "#. \n", "\u200b", "\x85", "domain",
)  # fmt: skip


def _first(path: Path, between: str, count: int) -> str:
    return between.join(path.read_text(encoding="utf-8").split(between)[:count]) + "\n"


def _seeds_case(chance: Random) -> tuple[str, bytes]:
    files = _seeds()
    name = chance.choice([name for name in files if not name.endswith(".txt")])
    tokens = (*(_PO if name.endswith(".po") else _YAML), *mutations.NUMBERS)
    text = mutations.text(chance, files[name], list(files.values()), tokens)
    return name, text.encode("utf-8", "surrogatepass")


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="coop-guides-fuzz-"))


def _check_seeds(name: str, data: bytes) -> None:
    root = _folder() / "seeds"
    shutil.rmtree(root, ignore_errors=True)
    for path, text in _seeds().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / name).write_bytes(data)
    try:
        load_library(Seeds(root))
        load_interface("zh", Seeds(root).interface)
    except InputError as error:
        refused = error
    else:
        return
    assert refused.path is not None, f"names no file: {refused}"
    assert refused.path.is_relative_to(root)
    assert "\n" not in str(refused), f"in more than a line: {refused}"


TARGETS = {
    "text": Target(_text_case, _check_text, _texts),
    "encoded": Target(_encoded_case, _check_file, _vocabulary),
    "html": Target(_html_case, _check_file, _vocabulary),
    "markdown": Target(_markdown_case, _check_file, _vocabulary),
    "docx": Target(_docx_case, _check_file, _docx),
    "pdf": Target(_pdf_case, _check_file, _pdfs),
    "seeds": Target(_seeds_case, _check_seeds, _folder),
}
