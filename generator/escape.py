r"""The escaping of text, so that it is shown literally in each format: one function for each target.

| target | function |
|---|---|
| Markdown of content/ | `markdown` at the start of a line, `markdown_words` within one: link words, cells, headings |
| link targets and attribute lists of content/ | `markdown_target`, `markdown_attribute` |
| Markdown next to the pages, which people read | `commonmark`, `commonmark_link` |
| HTML: text, attribute, data in a script | `html_text`, `html_attribute`, `script_json`; in templates Jinja's filter `e` |
| XML, before the library that writes it | `xml_fit` |
| YAML front matter | `front_matter` |
| CSV, BibTeX, RIS | `csv_cell`, `latex`, `ris` |
| an address, in any format | `uri` |

JSON is written by `json.dumps`, and SQL gets its values as parameters. These functions also replace what a target cannot
contain: control characters, which XML does not allow, become U+FFFD; white space of any kind becomes one space where the
text must stay on one line; and a cell that a spreadsheet program would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import json
import re
from html import escape as _escape
from typing import Any
from urllib.parse import quote

import yaml

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not allow (1.0, section 2.2)."""
_SPACES = re.compile(r"\s+")


def _fit(text: str) -> str:
    return text if text.isprintable() else _UNFIT.sub("\ufffd", text)


# Markdown of content/

_SPECIAL = re.compile(r"[&<>!*_`\[\]{}\\|~^]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_AT_START = re.compile(
    r"^(?P<before> ?)(?:(?P<number>\d{1,9})(?P<stop>[.)])(?= |(?P<end>$))|(?P<mark>[-+](?=[ +-]|$)|[=#:]))"
)
_AT_END = re.compile(r"#(?= ?$)")
_LIKE_REFERENCE = re.compile(r"&(?=#?\w+;)")
_SAFE = "/:?#@!$&*+,;=%-._~"


def markdown(text: str) -> str:
    """Return ``text`` as Markdown that shows exactly this text, at any place in a line.

    Special characters become character references, which work in every engine, unlike backslashes.

    >>> markdown("2*3 {a} <b>!"), markdown("1. x")
    ('2&#42;3 &#123;a&#125; &lt;b&gt;&#33;', '1&#46; x')
    """
    return start_of_line(markdown_words(text))


def markdown_words(text: str) -> str:
    """Return ``text`` as `markdown` does, for text that does not begin a line: link words, headings, or parts of these.

    >>> markdown_words("1."), markdown_words("C #")
    ('1.', 'C &#35;')
    """
    return _AT_END.sub("&#35;", _SPECIAL.sub(_reference, _fit(_SPACES.sub(" ", text))))


def start_of_line(words: str, *, whole: bool = True) -> str:
    """Return ``words``, which are Markdown within a line, for the start of a line, or for the ``whole`` line."""
    return _AT_START.sub(lambda m: _start(m) if whole or m["end"] is None else m[0], words)


def _reference(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"&#{ord(found[0])};"


def _start(found: re.Match[str]) -> str:
    sign = found["stop"] or found["mark"]
    return f"{found['before']}{found['number'] or ''}&#{ord(sign)};"


def markdown_target(address: str) -> str:
    """Return ``address`` as the target of a link, in any kind of Markdown.

    >>> markdown_target("https://a.b/(c)?d=1&lt;=2")
    'https://a.b/%28c%29?d=1&amp;lt;=2'
    """
    return _LIKE_REFERENCE.sub("&amp;", uri(address))


def markdown_attribute(value: str) -> str:
    """Return ``value`` for a place between the quotation marks of an attribute list."""
    return markdown_words(value).replace('"', "&quot;")


def uri(address: str) -> str:
    r"""Return ``address`` with percent-encoding for characters that addresses do not have, and for brackets.

    Brackets have a meaning in some of the formats that contain the address.

    >>> uri("https://a.b/%20 (ä)")
    'https://a.b/%20%20%28%C3%A4%29'
    """
    return quote(_fit(address), safe=_SAFE)


# Markdown that people read

_PLAIN = re.compile(
    # Parsers do not find links after many nested or unclosed brackets.
    r"[\\*`~|]|\[(?=[^\[\]]*(?:\[|$))|\](?=\()|<(?=[A-Za-z/!?]|[^\s<>]*@)|!$|#(?= ?$)|(?<!\w)_+|_+(?!\w)|"
    + _LIKE_REFERENCE.pattern
)
_PLAIN_AT_START = re.compile(
    r"^(?P<before> ?\d{0,9})(?=[.)](?: |$)|[-+](?:[ -]|$)|#{1,6}(?: |$)|[>\[])"
)
_BRACKET = re.compile(r"\\.|[\[\]]")


def commonmark(text: str, *, starts_line: bool = False) -> str:
    r"""Return ``text`` as Markdown that shows exactly this text, with as few escapes as possible.

    >>> print(commonmark("R&D: 3~5 {a} *b* c_d"), commonmark("1. e", starts_line=True))
    R&D: 3\~5 {a} \*b\* c_d 1\. e
    """
    text = _PLAIN.sub(_backslash, _fit(_SPACES.sub(" ", text)))
    return _PLAIN_AT_START.sub(r"\g<before>\\", text) if starts_line else text


def _backslash(found: re.Match[str]) -> str:
    return "".join(_NAMED["&"] if sign == "&" else f"\\{sign}" for sign in found[0])


def commonmark_link(words: str, target: str, title: str = "") -> str:
    r"""Return a link. Its ``words`` are Markdown already; ``title`` is plain text.

    >>> print(commonmark_link("a [b]", "c d", 'e "f"'))
    [a \[b\]](c%20d "e &quot;f&quot;")
    """
    words = _BRACKET.sub(lambda m: m[0] if m[0][0] == "\\" else f"\\{m[0]}", words)
    title = f' "{commonmark(title).replace(chr(34), _NAMED[chr(34)])}"' if title else ""
    return f"[{words}]({markdown_target(target)}{title})"


# HTML and XML


def html_text(text: str) -> str:
    """Return ``text`` for a place between HTML tags."""
    return _escape(_fit(text), quote=False)


def html_attribute(text: str) -> str:
    """Return ``text`` for a place between the quotation marks of an HTML attribute."""
    return _escape(_fit(text))


def script_json(value: Any) -> str:
    r"""Return ``value`` as JSON for a script element. “<” is escaped, because “</script>” would end the element.

    >>> script_json({"a": "</script>"})
    '{"a": "\\u003c/script>"}'
    """
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def xml_fit(text: str) -> str:
    """Return ``text`` for a library that writes XML.

    Characters that XML does not allow are replaced. Carriage returns become line breaks, as XML parsers do the same.
    """
    return _fit(text).replace("\r\n", "\n").replace("\r", "\n")


# Data

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 2**31 - 1
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
        **{sign: rf"\{sign}" for sign in "$#%&_"},
    }
)


def front_matter(meta: dict[str, Any]) -> str:
    """Return ``meta`` as YAML, with each value on one line.

    It is written by libyaml if PyYAML has it. If the result has escapes, it is written again without libyaml, which
    escapes Han characters beyond U+FFFF needlessly and fails to escape U+FEFF.
    """
    found: str = yaml.dump(meta, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_WIDTH)
    if "\\" not in found:
        return found
    return yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=_WIDTH)


def csv_cell(text: str) -> str:
    """Return ``text`` as a cell. A text that a spreadsheet program would run as a formula gets an apostrophe before it.

    >>> csv_cell("=1+1"), csv_cell("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(cell: str) -> str:
    """Return the text that `csv_cell` made ``cell`` from.

    >>> csv_text("'=1+1"), csv_text("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def latex(text: str) -> str:
    r"""Return ``text`` as LaTeX that prints exactly this text, for a field of BibTeX.

    >>> print(latex("{50%} \\b"))
    {\textbraceleft}50\%{\textbraceright} {\textbackslash}b
    """
    return _fit(_SPACES.sub(" ", text)).translate(_LATEX)


def ris(text: str) -> str:
    """Return ``text`` on one line, for a tag of RIS."""
    return _fit(_SPACES.sub(" ", text)).strip()
