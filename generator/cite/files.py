"""Citations as files for reference managers: BibTeX, RIS and CSL-JSON, one work in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from generator import ids
from generator.cite.works import Citation, citations
from generator.data import dumps
from generator.escape import latex, uri
from generator.escape import ris as ris_line
from generator.link import Library

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BIBTEX = {"direction": "techreport", "guide": "techreport", "page": "online", "data": "misc"}
_RIS = {"direction": "RPRT", "guide": "RPRT", "page": "ELEC", "data": "DATA"}
_CSL = {"direction": "report", "guide": "report", "page": "webpage", "data": "dataset"}
_IN = {"zh": "载于：", "en": "In: "}
_DATA = {"zh": ("数据集", "，{}版"), "en": ("Data set", ", version {}")}
_GUIDE = {"zh": "项目申报指南", "en": "Call guide"}


class Format(NamedTuple):
    """A file with a work: the name of its format, its own name, and its media type."""

    name: str
    file: str
    type: str


def formats(c: Citation) -> list[Format]:
    """Return the files with a work. Where both languages share a folder, the Chinese has the plain name."""
    mark = ".en" if c.language == "en" and not c.path.startswith("en/") else ""
    return [
        Format("BibTeX", f"index{mark}.bib", "application/x-bibtex"),
        Format("RIS", f"index{mark}.ris", "application/x-research-info-systems"),
        Format("CSL-JSON", f"index{mark}.csl.json", "application/vnd.citationstyles.csl+json"),
    ]


def citation_files(library: Library, pages: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of the files of everything that can be cited.

    ``pages`` are the paths of all pages of both languages, which are the same.
    """
    for page in pages:
        language, _, path = page.partition("/")
        for c in citations(path, library, base) if language == ids.LANGUAGES[0] else ():
            for format_, text in zip(formats(c), (bibtex(c), ris(c), dumps([csl(c)])), strict=True):
                yield c.path + format_.file, text


def csl(c: Citation) -> dict[str, Any]:
    """Return the citation as an item of CSL-JSON.

    The number has its word, since not every style writes the `genre` before it. There is no `publisher`: styles would
    write the author twice.
    """
    item = {
        "id": c.key,
        "type": _CSL[c.kind],
        "language": "zh-CN" if c.language == "zh" else "en",
        "author": [{"literal": c.author}],
        "translator": [{"literal": c.translator}] if c.original else None,
        "title": c.title,
        "original-title": c.original,
        "container-title": c.container,
        "number": c.place,
        "version": c.version,
        "issued": {"date-parts": [list(c.date)]} if c.date else None,
        "URL": c.url,
        "note": "; ".join(c.notes),
    }
    return {name: value for name, value in item.items() if value}


def bibtex(c: Citation) -> str:
    """Return the citation as an entry of BibTeX and BibLaTeX. Braces keep the corporate author and the titles as they are.

    The guide is the `series` of a direction: reference managers take it from there. LaTeX's own styles do not print
    the series of a report; for them it is also in the note.
    """
    is_work = c.kind in ("direction", "guide")
    notes = [c.container and f"{_IN[c.language]}{c.container}", *c.notes]
    fields = {
        "author": f"{{{latex(c.author)}}}",
        "title": f"{{{latex(c.title)}}}",
        "translator": c.translator and f"{{{latex(c.translator)}}}",
        "series": c.container and f"{{{latex(c.container)}}}",
        "type": (c.label if c.number else _GUIDE[c.language]) if is_work else "",
        "number": latex(c.number),
        "institution": f"{{{latex(c.author)}}}" if is_work else "",
        "howpublished": latex(_data_set(c)) if c.kind == "data" else "",
        "version": latex(c.version),
        "year": str(c.date[0]) if c.date else "",
        "language": "chinese" if c.language == "zh" else "english",
        "url": uri(c.url) if c.url else "",  # not LaTeX: programs read this field literally
        "note": latex("; ".join(filter(None, notes))),
    }
    # A quotation mark would end a field in quotation marks, but not one in braces, which `latex` keeps in pairs.
    quoted = {k: f"{{{v}}}" if '"' in v else f'"{v}"' for k, v in fields.items() if v}
    if c.date[1:]:
        quoted["month"] = _MONTHS[c.date[1] - 1]
    lines = (f",\n    {name} = {text}" for name, text in quoted.items())
    return f"@{_BIBTEX[c.kind]}{{{c.key}{''.join(lines)}\n}}\n"


def _data_set(c: Citation) -> str:
    name, version = _DATA[c.language]
    return name + (version.format(c.version) if c.version else "")


def ris(c: Citation) -> str:
    """Return the citation as a record of RIS. The comma keeps a corporate author in one piece in Zotero and EndNote."""
    tags = [
        ("TY", _RIS[c.kind]),
        ("ID", c.key),
        ("AU", f"{ris_line(c.author)},"),
        ("A4", c.translator and f"{c.translator},"),
        ("TI", c.title),
        ("T2", c.container),
        ("SN", c.place),
        ("ET", c.version),
        ("PY", str(c.date[0]) if c.date else ""),
        ("DA", c.published.replace("-", "/") if c.published else ""),
        ("OP", c.original),
        ("LA", "zh-CN" if c.language == "zh" else "en"),
        ("UR", c.url or ""),
        *(("N1", note) for note in c.notes),
    ]
    lines = [f"{tag}  - {ris_line(value)}\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \n"])


__all__ = ["Format", "bibtex", "citation_files", "csl", "formats", "ris"]
