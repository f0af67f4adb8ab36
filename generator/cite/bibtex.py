"""Citations as BibTeX."""

from __future__ import annotations

from collections.abc import Iterable

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from generator.cite.item import Citation

_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "$": r"\$",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
    }
)
"""What LaTeX would take for its own; the signs that are missing here the writer knows."""
_WRITTEN = str.maketrans({sign: rf"\{sign}" for sign in "#%&_"})
"""What the writer's codec makes of a text in UTF-8; `~` it writes by what follows."""


class _Writer(Writer):  # type: ignore[misc]
    """The same output, without a look at each character of texts that need none."""

    def _encode(self, text: str) -> str:
        return str(super()._encode(text)) if "~" in text else text.translate(_WRITTEN)

    def check_braces(self, text: str) -> None:
        if text.count("{") != text.count("}"):
            super().check_braces(text)


_WRITER = _Writer("utf-8")
"""One for all: the library would look for its plug-ins again at every citation."""


def bibtex(citations: Iterable[Citation]) -> str:
    """One `misc` entry a citation; braces keep the corporate author and the titles as they are."""
    entries = {citation.key: _entry(citation) for citation in citations}
    return str(_WRITER.to_string(BibliographyData(entries)))


def _entry(citation: Citation) -> Entry:
    fields = {
        "author": f"{{{citation.author}}}",
        "title": f"{{{_printed(citation.title)}}}",
        "howpublished": f"{_printed(citation.container)}, {citation.section} {citation.number}",
        "year": str(citation.year),
        "language": "chinese" if citation.language == "zh" else "english",
    }
    if citation.url:
        fields["url"] = citation.url
    if citation.notes:
        fields["note"] = "; ".join(citation.notes)
    return Entry("misc", list(fields.items()))


def _printed(text: str) -> str:
    r"""``text`` as LaTeX that prints just it.

    >>> print(_printed("{a} \\b"))
    {\textbraceleft}a{\textbraceright} {\textbackslash}b
    """
    return text.translate(_LATEX)
