"""The targets of fuzzing. Each target makes cases and checks an invariant on them.

A case depends only on its number and the seed, so that a finding can be reproduced.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from time import process_time

import chromium
import docx
import made
import made_pdf
import mutations
import test_escape
import variants
import yaml
from conftest import GUIDES, SEEDS
from test_properties import TEXTS, words

from generator.check.source import Printed
from generator.check.text import differences, kept_text, lost_text, wrong_spans
from generator.clean import clean
from generator.data import dumps, parsed_json
from generator.enrich import enrich
from generator.errors import InputError
from generator.ids import DirectionId, GuideId, is_anchor
from generator.ledger import load_redirects
from generator.model import Guide, Line, Source
from generator.parse import parse
from generator.pipeline import load_library
from generator.read import read_data
from generator.read.pdf import read_here
from generator.seeds import Seeds
from generator.text.characters import visible
from generator.translate.po import read_po
from generator.vocabulary import Vocabulary
from generator.write.interface import load_interface

LONGEST = 10.0
"""Maximum number of seconds for a file."""
PARAGRAPHS = 60
"""Number of paragraphs of a guide that is made into a file; enough for a preamble and two directions."""


@dataclass(frozen=True)
class Target:
    """A function that makes cases, and the check that runs on them. Any exception is a finding."""

    make: Callable[[Random], tuple[str, bytes]]
    """(name of the file, its contents)."""
    check: Callable[[str, bytes], None]
    prepare: Callable[[], object]
    """The function that prepares the material of all cases, once. It may need a browser."""


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.load(SEEDS.vocabulary)


# Text


@cache
def _texts() -> tuple[str, ...]:
    """Return the guides, as held and in other possible layouts."""
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
    """Check that any lines can be parsed, with the same result each time and without loss of text."""
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


_GLYPHS = (
    *"abcfilstx1.-@/:", "ff", "fi", "fl", "ffi", "ffl", "tt", "Th", "www", "e\u0301", "\u00ad", "领", "域", "。", "（", "株式会社",
    "\U00020bb7", "\U00020bb7\U0001f600", "\ud842", "\udfb7", "", "\ufffd", "\ue123", "\uf06c", "\u200b", "⼈", "ﬃ", "\t", "\n", "\0",
)  # fmt: skip
"""What a glyph of a PDF may stand for."""


def _letters_case(chance: Random) -> tuple[str, bytes]:
    """Return a PDF whose glyphs stand for several letters. Its last line has the number of letters."""
    lines = [chance.choices(_GLYPHS, k=chance.randint(1, 40)) for _ in range(chance.randint(1, 30))]
    size = chance.choice((0.5, 2, 9, 12, 30))
    printed = "".join(
        char for glyphs in lines for glyph in glyphs for char in _seen(glyph) if not char.isspace()
    )
    data = made_pdf.with_glyphs(*lines, size=size)
    return "x.pdf", data + b"%" + "".join(sorted(printed)).encode().hex().encode()


def _seen(glyph: str) -> str:
    """Return the text that must be read from a glyph: its letters, or the sign that they cannot be read."""
    if glyph in ("", "\0", "\n"):
        return "\ufffd"
    ligature = unicodedata.normalize("NFKC", glyph) if glyph in "ﬃ" else glyph
    return re.sub("[\ud800-\udfff]", "\ufffd", ligature).replace("\u00ad", "-")


def _check_letters(_: str, data: bytes) -> None:
    expected = bytes.fromhex(data.rpartition(b"%")[2].decode()).decode()
    try:
        lines = read_here(data).lines
    except InputError:
        return  # most letters cannot be read
    read = "".join(char for line in lines for char in line.text if not char.isspace())
    assert "".join(sorted(read)) == expected, "other letters than are printed"


def _pages_case(chance: Random) -> tuple[str, bytes]:
    """Return a PDF with many glyphs, forms or rules, or with an invalid tree of pages."""
    return "x.pdf", chance.choice((_crowded, _tree))(chance)


def _crowded(chance: Random) -> bytes:
    """Return pages with a number of pieces at similar places."""
    x, y = (chance.choice((1, 7, 11.3, 97, 7919)) for _ in range(2))
    size = chance.choice((0.01, 1, 5, 12, 100))
    piece: Callable[[int], bytes] = chance.choice(
        (
            lambda n: made_pdf.line(b"ab"[n % 2 :], n * x % 590, n * y % 840, size),
            lambda n: made_pdf.line(b"abcdefghijkl", 72, 760 - n * y % 700, size),
            lambda n: b"%d %d %d 1 re f\n" % (n * x % 590, n * y % 840, n % 50),
            lambda n: b"%d %d 1 %d re f\n" % (n * x % 590, n * y % 840, n % 50),
            lambda _: b"/X Do\n",
        )
    )
    count, pages = chance.choice((100, 3000, 20000)), chance.choice((1, 1, 3, 30))
    contents = b"".join(piece(n) for n in range(count // pages))
    inner = b"/Type /XObject /Subtype /Form /BBox [0 0 500 500]", b"0 0 9 9 re f " * (count // 100)
    return made_pdf.document(
        *[made_pdf.line(b"a", 72, 700) + contents] * pages,
        resources=b"/XObject << /X %s >>" % made_pdf.more_at(0),
        more=[inner],
    )


def _tree(chance: Random) -> bytes:
    """Return a tree of pages with wrong children, parents and counts."""
    size = chance.choice((5, 50, 2000))
    objects: dict[int, made_pdf.Object] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, size):
        kids = b" ".join(
            b"%d 0 R" % chance.randrange(size + 2) for _ in range(chance.choice((0, 1, 2, 9)))
        )
        node = (
            b"/Type /Pages /Kids [%s] /Count %d" % (kids, chance.choice((-1, 0, 1, 9, 10**9)))
            if number == 2 or chance.random() < 0.5
            else b"/Type /Page /MediaBox [0 0 595 842] /Contents %d 0 R" % size
        )
        objects[number] = b"<< %s /Parent %d 0 R >>" % (node, chance.randrange(size))
    objects[size] = b"", made_pdf.line(b"a", 72, 700)
    return made_pdf.written(objects)


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
"""XML that libxml2 accepts and expat refuses."""


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


def _check_pdf(_: str, data: bytes) -> None:
    """Check a PDF in this process, without the one that would end a hanging case."""
    began = process_time()
    with suppress(InputError):
        check_lines(read_here(data).lines)
    assert process_time() - began < LONGEST, "takes too long"


# Pages


def _page_case(chance: Random) -> tuple[str, bytes]:
    """Return a line that a guide could print or a translator could write."""
    line = chance.choice(_made(chance.choice(GUIDES)).texts)
    tokens = (*test_escape.TRICKY, *mutations.TOKENS)
    text = mutations.text(chance, line[: chance.choice((0, 9, 99))], test_escape.TRICKY, tokens)
    return "x.txt", " ".join(visible(text[:2000]).split()).encode()


def _check_page(_: str, data: bytes) -> None:
    """Check that a line can be read back from the page and from its Markdown, at every place."""
    text = data.decode()
    for frame in test_escape.FRAMES if text else ():
        for engine in test_escape.ENGINES:
            test_escape.check_markdown(text, engine, frame)
        test_escape.check_beside(text, frame)


# Seeds


@cache
def _seeds() -> dict[str, str]:
    """Return file → text of a small seeds folder: two guides, and the first entries of each list."""
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
    for guide_id, older in (("2021-1-draft", None), ("2022-1", "2022-1-draft")):
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


_PLACES = (
    "../../evil/", "/abs/path/", "//a.b/", "https://a.b/", "zh\\2022-1\\", "zh/partners/../", "zh//", "zh/2022-1", "zh/2022-1/?q=1", "", "#", "zh/2022-1/#", "data/../x",
    "zh/2022-1/", "zh/2022-1/1.1/", "zh/2022-1/1.1/#field-1", "zh/2022-1/1.1/#field-9", "2022-1/1.1/index.bib", "data/partners/fr.csv", "llms.txt",
)  # fmt: skip


def _seeds_case(chance: Random) -> tuple[str, bytes]:
    files = _seeds()
    name = chance.choice([name for name in files if not name.endswith(".txt")])
    tokens = (*(_PO if name.endswith(".po") else _YAML), *mutations.NUMBERS)
    kinds = [_line_twice, _conflict]
    if name.endswith(".po"):
        kinds.append(_unclosed)
    if name == "redirects.yml":
        kinds += [_redirects] * 5
    if chance.random() < 0.3:
        text = chance.choice(kinds)(chance, files[name])
    else:
        text = mutations.text(chance, files[name], list(files.values()), tokens)
    return name, text.encode("utf-8", "surrogatepass")


def _line_twice(chance: Random, text: str) -> str:
    """Return the text with a line repeated, directly or further down: a key, a segment, an entry."""
    lines = text.splitlines(keepends=True)
    one, other = sorted(chance.choices(range(len(lines)), k=2))
    return "".join([*lines[:other], lines[one], *lines[other:]])


def _conflict(chance: Random, text: str) -> str:
    """Return the text with the markers of a merge conflict."""
    lines = text.splitlines(keepends=True)
    one, other = sorted(chance.choices(range(len(lines)), k=2))
    ours, theirs = lines[one:other], chance.choice((lines[one:other], lines[other:][:3], []))
    marked = ["<<<<<<< HEAD\n", *ours, "=======\n", *theirs, ">>>>>>> other\n"]
    return "".join([*lines[:one], *marked, *lines[other:]])


def _unclosed(chance: Random, text: str) -> str:
    """Return the text without one of its quotation marks."""
    at = chance.choice([place for place, c in enumerate(text) if c == '"'])
    return text[:at] + text[at + 1 :]


def _redirects(chance: Random, _: str) -> str:
    """Return redirects between places of every kind: within the site, outside it, in loops."""
    places = chance.sample(_PLACES, chance.randint(1, 4))
    return "".join(
        f"- {{old: '{chance.choice(places)}', new: '{chance.choice(places)}', reason: x, date: 2027-01-31}}\n"
        for _ in range(chance.randint(1, 4))
    )


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="coop-guides-fuzz-"))


def _check_seeds(name: str, data: bytes) -> None:
    """Check that seeds are read completely or refused in one line.

    A catalogue that was read must be written with the same letters, and no redirect may lead out of the site.
    """
    root = _folder() / "seeds"
    shutil.rmtree(root, ignore_errors=True)
    for path, text in _seeds().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / name).write_bytes(data)
    seeds = Seeds(root)
    try:
        load_library(seeds)
        load_interface("zh", seeds.interface)
    except InputError as error:
        refused = error
    else:
        assert b"\n<<<<<<< HEAD\n" not in data
        for redirect in load_redirects(seeds.redirects):
            assert all(
                ".." not in end and end[0] not in "/\\" for end in (redirect.old, redirect.new)
            )
        if name.endswith(".yml"):
            assert all(len(set(keys)) == len(keys) for keys in _keys(data.decode()))
        else:
            once = str(read_po(root / name))
            assert _letters(once) == _letters(data.decode()), "other letters than in the catalogue"
            (root / name).write_text(once, encoding="utf-8")
            assert str(read_po(root / name)) == once
        return
    assert refused.path is not None, f"names no file: {refused}"
    assert refused.path.is_relative_to(root)
    assert "\n" not in str(refused), f"in more than a line: {refused}"


def _keys(text: str) -> Iterator[list[str]]:
    """Yield the keys of each mapping in a YAML file, as composed by libyaml."""
    ahead, seen = [yaml.compose(text, Loader=yaml.CSafeLoader)], set()
    for node in ahead:
        if id(node) in seen:  # an alias repeats it
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield [str(key.value) for key, _ in node.value]
            ahead += [child for entry in node.value for child in entry]
        elif isinstance(node, yaml.SequenceNode):
            ahead += node.value


def _letters(text: str) -> list[str]:
    """Return the letters of a catalogue in any order, without white space, quotation marks and line prefixes."""
    return sorted(re.sub(r'(?m)^#[~|:.,]*|[\s"]|\\n', "", text))


TARGETS = {
    "text": Target(_text_case, _check_text, _texts),
    "encoded": Target(_encoded_case, _check_file, _vocabulary),
    "html": Target(_html_case, _check_file, _vocabulary),
    "markdown": Target(_markdown_case, _check_file, _vocabulary),
    "docx": Target(_docx_case, _check_file, _docx),
    "pdf": Target(_pdf_case, _check_pdf, _pdfs),
    "pages": Target(_page_case, _check_page, _vocabulary),
    "pdf-letters": Target(_letters_case, _check_letters, _vocabulary),
    "pdf-pages": Target(_pages_case, _check_pdf, _vocabulary),
    "seeds": Target(_seeds_case, _check_seeds, _folder),
}
