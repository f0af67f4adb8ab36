"""Any text that is written in a format can be read back from it."""

from __future__ import annotations

import csv
import io
import json
import re
import string
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import bibtexparser
import markdown
import pytest
import rispy
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from mkdocs.utils.meta import get_data

from generator import escape as forms
from generator.build.html import Permalinks, blocks, render
from generator.build.markdown_pages import Surroundings, plain
from generator.cite import Citation, bibtex, ris
from generator.escape import (
    commonmark,
    commonmark_link,
    csv_cell,
    front_matter,
    html_attribute,
    html_text,
    latex,
    markdown_attribute,
    markdown_target,
    markdown_words,
    script_json,
    start_of_line,
    uri,
    xml_fit,
)
from generator.text.characters import is_invisible
from generator.write.markdown import escape, foreign, rich, words

SIGNS = string.punctuation
ADDRESS = "https://example.org/"
TRICKY = (
    *SIGNS,
    *map("".join, product(SIGNS, SIGNS)),
    *(text for sign in SIGNS for text in (
        f"{sign}{ADDRESS}", f"{ADDRESS}{sign}", f"{ADDRESS}{sign} {sign}{ADDRESS}", f"{ADDRESS}a{sign}b",
        f"甲{sign}乙", f"甲 {sign}", f"{sign} 甲", f"{sign * 3}", f"{sign * 3} 甲", f"甲{sign}乙{sign}丙", f"{sign}甲{sign}",
        f"1{sign}", f"1{sign} 甲", f"{sign}c@example.org{sign}", f"（{sign}）", f"{sign}（甲）{sign}",
    )),
    "外方申报见!https://example.org/a。", "![甲](https://example.org/)", "&amp;", "&#33;", "&lt;b&gt;", "<b>", "</p>", "<!-- size: a.csv -->",
    "[甲]: https://example.org/", "[^1]: 甲", "甲 #", "甲 ##", "---", "- - -", "* * *", "```", "~~~ 甲", ":::", "!!! note", "++甲++", "{{ 7*7 }}", "{ #a .b }",
    "甲\n乙", " 甲 ", "\t甲", "甲  乙", "a  \nb", "\u3000甲\u3000", "甲\u00a0乙", "甲\u2028乙", "甲\x85乙", "甲\x1c乙", "\ue000", "\U0010fffd", "𬭎", "e\u0301", "ﬀ", "\ufdd0",
    "https：//example.org/（甲）", "www.example.org/a_b_c*d*", "a_b@example.org_", "https://example.org/a.md", "https://example.org/a.md#b", "https://example.org/?a=1&lt=2&amp;b",
)  # fmt: skip
"""All ASCII punctuation marks, all pairs of them, and each in contexts where it could become markup."""
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda c: not is_invisible(c)), max_size=30
) | st.lists(
    st.sampled_from([*SIGNS, *" \n1a甲（", ADDRESS, "a@b.cn", "&lt;", "www.a.at"]), max_size=12
).map("".join)
"""Any character that a reader of files can return, without invisible ones."""


def spaced(text: str) -> str:
    return " ".join(text.split())


# Markdown

PERMALINKS = Permalinks("", "", range(2, 4))
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ENGINES: dict[str, Callable[[str], str]] = {
    "ours": lambda text: render(blocks(text), PERMALINKS, is_index=True).html,
    "Python-Markdown": lambda text: markdown.markdown(
        text,
        extensions=[
            "attr_list",
            "fenced_code",
            "md_in_html",
            "tables",
            "pymdownx.caret",
            "pymdownx.tilde",
        ],
    ),
    "CommonMark": COMMONMARK.render,
}
FRAMES = {
    "a paragraph": ("{line}", "{}", "p"),
    "an item": ("- {line}", "{}", "ul li"),
    "under an item": ("- a\n\n    {line}", "a {}", "ul li p p"),
    "a quotation": ("> {line}", "{}", "blockquote p"),
    "a cell": ("| a |\n|:--|\n| {line} |", "a {}", "table thead tr th tbody tr td"),
    "the words of a link": ("[{words}](b.md)", "{}", "p a"),
    "before a link": ("{line}[b](b.md)", "{}b", "p a"),
    "after a link": ("[b](b.md){words}", "b{}", "p a"),
    "between links": ("[b](b.md){words}[c](c.md)", "b{}c", "p a a"),
    "an addition": ("a <ins>{words}</ins>b", "a {}b", "p ins"),
    "a heading": ("## {words} {{ #a }}", "{}", "h2"),
    "words that are marked": ("*{words}*{{ .note }}", "{}", "p em"),
    "another language": ("{foreign}", "{}", "p em"),
    "before an anchor": ("{line} [b](#a){{ #a .mark }}", "{} b", "p a"),
}  # fmt: skip


def seen(page: str) -> tuple[str, list[str], list[str]]:
    """Return the text, the elements other than links to addresses, and the targets of these links."""
    whole = html.fragment_fromstring(page, "div")
    for link in whole.xpath(".//a[@class='headerlink']"):
        link.drop_tree()
    outward = [a for a in whole.iter("a") if re.match("https?:|mailto:", a.get("href", ""))]
    elements = [e.tag for e in whole.iter() if e is not whole and e not in outward]
    return spaced(whole.text_content()), elements, [a.get("href") for a in outward]


def check_markdown(text: str, engine: str, frame: str) -> None:
    source, shown, elements = FRAMES[frame]
    if engine == "CommonMark" and ("{{" in source or "{foreign}" in source):
        return  # which has no attribute lists
    if shown != "{}":  # spaces at its ends would be those between it and what is beside it
        text = text.strip()
    for line in {rich(text), escape(text)}:
        markdown_ = source.format(
            line=line,
            words=words(text.strip()),
            foreign=foreign(rich(text), "zh", "other"),
        )
        found, tags, _ = seen(ENGINES[engine](markdown_))
        assert found == spaced(shown.format(spaced(text))), markdown_
        assert tags == elements.split(), markdown_


@pytest.mark.parametrize("frame", FRAMES)
def test_signs_in_content(frame: str) -> None:
    for text in TRICKY:
        check_markdown(text, "ours", frame)


@pytest.mark.parametrize("frame", FRAMES)
@given(text=TEXTS.filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_any_text_in_content(frame: str, text: str) -> None:
    for engine in ENGINES:
        check_markdown(text, engine, frame)


@pytest.mark.parametrize("text", [*TRICKY[-6:], f"{ADDRESS}(a)[b]*c*", "见a@b.cn!", "www.a.at"])
def test_an_address_leads_where_it_says(text: str) -> None:
    for engine in ENGINES.values():
        (link,) = html.fromstring(engine(rich(text))).iter("a")
        meant = (link.text or "").replace("：", ":")
        starts = {"www": "http://", "htt": ""}.get(meant[:3], "mailto:")
        assert link.get("href") == starts + quote(meant, safe="/:?#@!$&*+,;=%-._~")


AROUND = Surroundings(str, str, str)


@pytest.mark.parametrize("frame", FRAMES)
@example(text="!").via("before a link")
@example(text=">").via("at the start of a line")
@example(text="1.").via("an item in an item")
@example(text="甲 #").via("at the end of a heading")
@example(text="<#a@b.cn>").via("an address between pointed brackets")
@given(text=TEXTS.filter(str.strip) | st.sampled_from(TRICKY))
@settings(max_examples=400, deadline=None)
def test_any_text_beside_the_page(frame: str, text: str) -> None:
    check_beside(text, frame)


def check_beside(text: str, frame: str) -> None:
    """Check the Markdown for people: made from that of content/, it shows the same text."""
    source, shown, _ = FRAMES[frame]
    text = text.strip()
    content = source.format(
        line=rich(text), words=words(text), foreign=foreign(rich(text), "zh", "original")
    )
    beside = plain(blocks(content), AROUND)
    found, tags, _ = seen(COMMONMARK.render(beside))
    sign = {"a heading": "{} #", "before an anchor": "{} #"}
    assert found == spaced(sign.get(frame, shown).format(text)), beside
    assert not {"img", "code", "pre", "hr", "ol", "s", "script"}.intersection(tags), beside


@given(text=TEXTS)
def test_any_text_alone_in_markdown_for_people(text: str) -> None:
    for line, element, before in (
        (commonmark(text.strip(), starts_line=True), "p", ""),
        (f"- 甲：{commonmark(text)}", "li", "甲："),
        (f"# 甲 {commonmark(text)}", "h1", "甲 "),
        (commonmark_link(commonmark(text), "a", text.strip()), "a", ""),
    ):
        page = html.fragment_fromstring(COMMONMARK.render(line), "div")
        for found in page.iter(element):
            assert spaced(found.text_content()) == spaced(before + text), line
            assert spaced(found.get("title", text)) == spaced(text)
        assert page.find(f".//{element}") is not None or not text.strip()


@given(text=TEXTS)
def test_any_text_in_an_attribute_list(text: str) -> None:
    content = f'[甲](#a){{ #a .label title="{markdown_attribute(text)}" }}'
    for engine in ("ours", "Python-Markdown"):
        (link,) = html.fragment_fromstring(ENGINES[engine](content), "div").iter("a")
        assert (link.get("id"), link.get("class")) == ("a", "label")
        assert spaced(link.get("title")) == spaced(text)
    (link,) = html.fromstring(COMMONMARK.render(plain(blocks(content), AROUND))).iter("a")
    assert spaced(link.get("title", "")) == spaced(text)


@given(text=TEXTS)
def test_any_text_in_an_address(text: str) -> None:
    address = ADDRESS + "".join(text.split())
    assert unquote(uri(address)) == unquote(address)
    for engine in ENGINES.values():
        (link,) = html.fromstring(engine(f"[甲]({markdown_target(address)})")).iter("a")
        assert unquote(link.get("href")) == unquote(address)


# Each form, to the letter


@pytest.mark.parametrize(
    ("text", "alone", "within"),
    [
        ("", "", ""),
        ("水、能源", "水、能源", "水、能源"),
        ("a&b <c> !*_`[]{}\\|~^", *["a&amp;b &lt;c&gt; &#33;&#42;&#95;&#96;&#91;&#93;&#123;&#125;&#92;&#124;&#126;&#94;"] * 2),
        ('"$%\'(),/;?@', *['"$%\'(),/;?@'] * 2),
        ("甲\t乙\u3000\n丙", "甲 乙 丙", "甲 乙 丙"),
        ("甲\x00乙\ufffe", "甲\ufffd乙\ufffd", "甲\ufffd乙\ufffd"),
        ("甲 #", "甲 &#35;", "甲 &#35;"),
        ("甲 # ", "甲 &#35; ", "甲 &#35; "),
        ("甲 # 乙", "甲 # 乙", "甲 # 乙"),
        ("1. x", "1&#46; x", "1. x"),
        (" 12) x", " 12&#41; x", " 12) x"),
        ("1.", "1&#46;", "1."),
        ("1.5", "1.5", "1.5"),
        ("1234567890. x", "1234567890. x", "1234567890. x"),
        ("- x", "&#45; x", "- x"),
        ("+", "&#43;", "+"),
        ("--- x", "&#45;-- x", "--- x"),
        ("-x", "-x", "-x"),
        ("= x", "&#61; x", "= x"),
        ("# x", "&#35; x", "# x"),
        (": x", "&#58; x", ": x"),
    ],
)  # fmt: skip
def test_markdown_of_content(text: str, alone: str, within: str) -> None:
    assert (forms.markdown(text), markdown_words(text)) == (alone, within)


def test_the_start_of_a_line_that_goes_on() -> None:
    """“1.” begins a list where nothing follows it, and does not where a link does."""
    for text, whole, part in (
        ("1.", "1&#46;", "1."),
        ("1. ", "1&#46; ", "1&#46; "),
        ("-", "&#45;", "&#45;"),
        (" 3) x", " 3&#41; x", " 3&#41; x"),
    ):
        assert (start_of_line(text), start_of_line(text, whole=False)) == (whole, part)


@pytest.mark.parametrize(
    ("text", "within", "alone"),
    [
        ("水、R&D {a} c_d 3 > 2", *["水、R&D {a} c_d 3 > 2"] * 2),
        ("\\ * ` ~ |", *[r"\\ \* \` \~ \|"] * 2),
        ("**", *[r"\*\*"] * 2),
        ("&amp; &#33; & b;", *["&amp;amp; &amp;#33; & b;"] * 2),
        ("<b> </b> <!-- <?x < 3", *[r"\<b> \</b> \<!-- \<?x < 3"] * 2),
        ("<#a@b.cn> <1@b.cn> <5%>", *[r"\<#a@b.cn> \<1@b.cn> <5%>"] * 2),
        ("a! b!", *[r"a! b\!"] * 2),
        ("a # b #", *[r"a # b \#"] * 2),
        ("a __b", *[r"a \_\_b"] * 2),
        ("_a_ b__c", *[r"\_a\_ b__c"] * 2),
        ("[a](b) [c", r"[a\](b) \[c", r"\[a\](b) \[c"),
        ("甲\x01\n乙", *["甲\ufffd 乙"] * 2),
        ("1. x", "1. x", r"1\. x"),
        (" 12) x", " 12) x", r" 12\) x"),
        ("1.5", "1.5", "1.5"),
        ("- x", "- x", r"\- x"),
        ("+", "+", r"\+"),
        ("--x", "--x", r"\--x"),
        ("## x", "## x", r"\## x"),
        ("####### x", "####### x", "####### x"),
        ("> x", "> x", r"\> x"),
        ("[a] b", "[a] b", r"\[a] b"),
    ],
)  # fmt: skip
def test_markdown_for_people(text: str, within: str, alone: str) -> None:
    assert (commonmark(text), commonmark(text, starts_line=True)) == (within, alone)


def test_links_for_people() -> None:
    assert commonmark_link("a", "b") == "[a](b)"
    assert commonmark_link(r"a [b] \[c\] \\", "b c", 'd "e" *') == (
        r'[a \[b\] \[c\] \\](b%20c "d &quot;e&quot; \*")'
    )


@pytest.mark.parametrize(
    ("address", "coded", "target"),
    [
        ("https://a.b/c?d=e&f=1#g", *["https://a.b/c?d=e&f=1#g"] * 2),
        ("mailto:a+b@c.cn", *["mailto:a+b@c.cn"] * 2),
        ("a%20b!$*,;=-._~", *["a%20b!$*,;=-._~"] * 2),
        ('a (b) [c] <d> "e" {f} |^`\\', *["a%20%28b%29%20%5Bc%5D%20%3Cd%3E%20%22e%22%20%7Bf%7D%20%7C%5E%60%5C"] * 2),
        ("ä水\x00", *["%C3%A4%E6%B0%B4%EF%BF%BD"] * 2),
        ("?a=1&lt;=2&#33;", "?a=1&lt;=2&#33;", "?a=1&amp;lt;=2&amp;#33;"),
    ],
)  # fmt: skip
def test_addresses(address: str, coded: str, target: str) -> None:
    assert (uri(address), markdown_target(address)) == (coded, target)


@pytest.mark.parametrize(
    ("escaped", "text", "expected"),
    [
        (markdown_attribute, 'a "b" <c>\n#', "a &quot;b&quot; &lt;c&gt; &#35;"),
        (html_text, "<a> & \"b\" 'c'\x00\n", "&lt;a&gt; &amp; \"b\" 'c'\ufffd\n"),
        (html_attribute, "<a> & \"b\" 'c'\x00", "&lt;a&gt; &amp; &quot;b&quot; &#x27;c&#x27;\ufffd"),
        (xml_fit, "<a> & \"b\"\r\n\t\x0c", "<a> & \"b\"\n\t\ufffd"),
        (script_json, ["</script>", "水"], '["\\u003c/script>", "水"]'),
        (latex, "\\{}^~ $#%&_\na\x00", r"{\textbackslash}{\textbraceleft}{\textbraceright}{\textasciicircum}{\textasciitilde} \$\#\%\&\_ a" "\ufffd"),
        (forms.ris, " a\r\nb\x00 ", "a b\ufffd"),
        (csv_cell, "=1", "'=1"),
        (csv_cell, "''＠a", "'" * 3 + "＠a"),
        (csv_cell, "a=1", "a=1"),
        (front_matter, {"b": "水\ufeff", "a": "1", "c": [None, "x y " * 99]}, "b: \"水\\uFEFF\"\na: '1'\nc:\n- null\n- '" + "x y " * 99 + "'\n"),
        (front_matter, {"b": "水", "a": "x y " * 99}, "b: 水\na: '" + "x y " * 99 + "'\n"),
        (front_matter, {"b": "\U00020000", "a": "x y " * 99}, "b: \U00020000\na: '" + "x y " * 99 + "'\n"),
    ],
)  # fmt: skip
def test_forms_of_data(escaped: Callable[[Any], str], text: Any, expected: str) -> None:
    assert escaped(text) == expected


# HTML and XML


class Parsed(HTMLParser):
    """A parser that collects text and attributes from HTML, as a browser would read it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.attributes = "", list[tuple[str, str | None]]()
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, None), *attrs]


CONTROLS = "".join(map(chr, range(32)))
ANY = TEXTS | st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(CONTROLS))


def fit(text: str) -> str:
    """Return ``text`` with only characters that XML allows."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


@given(text=ANY)
def test_any_text_in_html(text: str) -> None:
    page = Parsed(f'<p title="{html_attribute(text)}">{html_text(text)}</p>')
    assert page.text == fit(text)
    assert page.attributes == [("p", None), ("title", fit(text))]
    script = Parsed(f'<script type="application/ld+json">{script_json({text: text})}</script>')
    assert json.loads(script.text) == {text: text}
    assert len(script.attributes) == 2


@given(text=ANY)
def test_any_text_in_xml(text: str) -> None:
    element = ET.Element("a", {"b": xml_fit(text)})
    element.text = xml_fit(text)
    read = ET.fromstring(ET.tostring(element, "utf-8"))
    expected = fit(text).replace("\r", "\n")  # as every reader of XML has it
    assert (read.text or "", read.get("b")) == (expected, expected)
    assert not list(read)


# Data


@given(text=ANY)
def test_any_text_in_front_matter(text: str) -> None:
    meta = {"title": text, "partners": [text], "final": None}
    front = front_matter(meta)
    found = yaml.safe_load(front)
    assert spaced(found["title"]) == spaced(found["partners"][0]) == spaced(text)
    assert get_data(f"---\n{front}---\n\n甲\n") == ("甲\n", found)


@given(text=ANY)
@example(text="'=1")
def test_any_text_in_a_cell(text: str) -> None:
    """The apostrophe goes again: a text that has one before such a sign gets another."""
    cells = [csv_cell(text), csv_cell(f"={text}")]
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerow(cells)
    made.seek(0)
    (found,) = csv.reader(made)
    assert [re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", cell) for cell in found] == [
        text,
        f"={text}",
    ]
    assert not [cell for cell in found if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]


LATEX = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~",
}  # fmt: skip


@given(text=ANY.filter(str.strip))
def test_any_text_in_a_citation(text: str) -> None:
    cited = Citation(
        kind="direction", key="most-2030-1-1.1-zh", language="zh", author=text, title=text, container=text,
        number="1.1", path="2030-1/1.1/", base=ADDRESS, notes=(text, text),
    )  # fmt: skip
    shown = fit(spaced(text))
    (record,) = rispy.loads(ris(cited))
    assert (record["title"], record["secondary_title"], record["notes"]) == (
        shown,
        shown,
        [shown] * 2,
    )
    library = bibtexparser.parse_string(bibtex(cited))
    (entry,) = library.entries
    assert not library.failed_blocks
    assert spaced(latex_shows(entry["title"])) == shown
    assert spaced(latex_shows(entry["series"])) == shown
    note = "".join(latex_shows(entry["note"]).split())
    assert note == "".join(f"载于：{shown};{shown};{shown}".split())


def latex_shows(field: str) -> str:
    """Return the text that LaTeX prints for the commands that we write."""
    assert not re.search(r"(?<!\\)[%$&_#~^]", field)
    printed = re.sub(r"\{\\(text[a-z]+)\}|\\([%$&_#])", lambda m: m[2] or f"<{m[1]}>", field)
    printed = printed.replace("{", "").replace("}", "")
    for name, sign in LATEX.items():
        printed = printed.replace(f"<{name}>", sign)
    return printed
