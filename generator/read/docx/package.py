"""A Word file as a package: its parts as XML, their element names, and the relations between them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.read.formats import UNREADABLE, open_archive, part_names
from generator.read.limits import CHARACTERS, ELEMENTS, UNPACKED, XML_DEPTH
from generator.read.list_numerals import integer

BROKEN = "is no Word file (.docx), or broken"
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The compressions that Word uses. For others, Python cannot limit the size that it unpacks."""
_OPEN = "http://schemas.openxmlformats.org"
_NAMESPACES = {
    "a": f"{_OPEN}/drawingml/2006/main",
    "c": f"{_OPEN}/drawingml/2006/chart",
    "m": f"{_OPEN}/officeDocument/2006/math",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "r": f"{_OPEN}/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
}
_STRICT = re.compile(rb"([\"'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)\1")
_USUAL = rb"\1http://schemas.openxmlformats.org/\2/2006/\3\1"
"""A namespace of strict Open XML, which has the same elements as the usual form of the format."""
_UNDERSTOOD = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    f"{_OPEN}/",
)
"""Beginnings of the namespaces that can be read, including those of Word's newer shapes."""
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    r"(?:wordprocessingml|ms-word)\.(?:document|template)\.(?:macro\w+\.)?main", re.I
)


@cache
def qn(path: str) -> str:
    """Return the path of an element, or the name of an attribute, in lxml's notation.

    >>> qn("mc:Choice/w:p")
    '{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice/{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    pairs = (step.split(":") for step in path.split("/"))
    return "/".join(f"{{{_NAMESPACES[prefix]}}}{name}" for prefix, name in pairs)


DELETED = (qn("w:del"), qn("w:moveFrom"))
"""Elements around text that a tracked change deletes or moves away."""
TEXT = (qn("w:t"), qn("w:delText"), qn("m:t"), qn("a:t"), qn("c:v"))
"""The elements that hold text."""


def value_at(element: Element | None, path: str) -> str | None:
    """Return the w:val of the element at ``path``, or None."""
    found = None if element is None else element.find(qn(path))
    return None if found is None else found.get(qn("w:val"))


def integer_at(element: Element | None, path: str, default: int | None = None) -> int | None:
    """Return the w:val of the element at ``path`` as an integer, or ``default``."""
    return integer(value_at(element, path), default)


class Relation(NamedTuple):
    """A relation of a part: to another part (by name) or to an external address."""

    kind: str
    """The last word of the relation's type: “styles”, “hyperlink”."""
    target: str
    external: bool


class Package:
    """The parts of the Word file in ``data``; InputError if it is not a Word file or exceeds a limit."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        try:
            self._archive = open_archive(data, path)
        except zipfile.BadZipFile as error:
            raise InputError(BROKEN, path) from error
        self._stored = part_names(self._archive)
        self.names = list(self._stored)
        """The names of the parts, in lower case."""
        xml = (
            e for e in self._archive.infolist() if e.filename.lower().endswith((".xml", ".rels"))
        )
        UNPACKED.check(sum(entry.file_size for entry in xml), path)
        self._elements = 0

    def data(self, name: str) -> bytes:
        """Return the bytes of the part ``name``, at most as many as the archive declares."""
        try:
            entry = self._archive.getinfo(self._stored[name.lower()])
            UNPACKED.check(entry.file_size, self._path)
            if entry.compress_type not in _COMPRESSIONS:
                raise zipfile.BadZipFile(f"compression {entry.compress_type}")
            with self._archive.open(entry) as file:
                return file.read(entry.file_size)
        except UNREADABLE as error:
            raise InputError(f"{BROKEN}: {name} cannot be unpacked", self._path) from error

    def xml(self, name: str) -> Element:
        """Return the root of the part ``name``, without comments and processing instructions.

        Of alternative contents, only the branch that Word would show is kept.
        """
        data = self.data(name)
        # An estimate: every element has one “<” that does not begin an end tag.
        self._elements += data.count(b"<") - data.count(b"</")
        ELEMENTS.check(self._elements, self._path)
        parser = etree.XMLParser(
            remove_comments=True, remove_pis=True, resolve_entities="internal", no_network=True
        )
        try:
            root = etree.fromstring(data, parser)
            if b"purl.oclc.org/ooxml" in data.replace(b"\0", b""):  # also in UTF-16
                root = etree.fromstring(_STRICT.sub(_USUAL, etree.tostring(root)), parser)
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:  # a limit of libxml2
                limit = XML_DEPTH if "depth" in str(error) else CHARACTERS
                raise limit.error(self._path) from error
            reason = " ".join(str(error.msg).split())
            raise InputError(f"{BROKEN}: {name}: {reason}", self._path) from error
        _choose(root)
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relations of the part ``name``, by their ids."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        found = {}
        root = self.xml(listed) if self.has(listed) else etree.Element("none")
        for entry in root.iterchildren("{*}Relationship"):
            target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
            if not external:
                inside = posixpath.join("/", folder, unquote(target).replace("\\", "/"))
                target = posixpath.normpath(inside).lstrip("/")
            kind = entry.get("Type", "").rpartition("/")[2]
            found[entry.get("Id", "")] = Relation(kind, target, external)
        return found

    def related(self, name: str, kind: str) -> str | None:
        """Return the name of the first existing part with a relation ``kind`` from the part ``name``, or None."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return relation.target
        return None

    def has(self, name: str) -> bool:
        """Return whether there is a part ``name``."""
        return name.lower() in self._stored

    def main(self) -> str:
        """Return the name of the part with the text: by the package's relations, or else by the types of its parts."""
        found = self.related("", "officeDocument")
        if found is None:
            typed = (name for name, type_ in self.types.items() if _MAIN.search(type_))
            found = next((name for name in (*typed, "word/document.xml") if self.has(name)), None)
        if found is None:
            raise InputError(f"{BROKEN}: the part with its text is missing", self._path)
        return found

    @cached_property
    def types(self) -> dict[str, str]:
        """The content types: of parts, by their names, and of all parts with a suffix, by “.html”."""
        root = etree.Element("none")
        with suppress(InputError):  # of use only where the relations do not say enough
            root = self.xml(_TYPES) if self.has(_TYPES) else root
        found = {f".{e.get('Extension', '')}": e for e in root.iterchildren("{*}Default")}
        found |= {e.get("PartName", "").lstrip("/"): e for e in root.iterchildren("{*}Override")}
        return {name.lower(): element.get("ContentType", "") for name, element in found.items()}

    def type_of(self, name: str) -> str:
        """Return the content type of the part ``name``, or "" if the package does not state it."""
        name = name.lower()
        return self.types.get(name) or self.types.get(posixpath.splitext(name)[1], "")


def _choose(root: Element) -> None:
    """Replace each mc:AlternateContent by one of its branches: the first choice whose namespaces can be read,
    or else the fallback.
    """
    for alternate in list(root.iter(qn("mc:AlternateContent"))):
        parent = alternate.getparent()
        if parent is None:
            continue
        choices = alternate.findall(qn("mc:Choice"))
        branches = [*filter(_is_understood, choices), *alternate.findall(qn("mc:Fallback"))]
        # If no branch can be read, the first choice counts, so that its text is not lost.
        for child in list(next(iter([*branches, *choices]), ())):
            alternate.addprevious(child)
        parent.remove(alternate)


def _is_understood(choice: Element) -> bool:
    required = (choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split())
    return all(namespace.startswith(_UNDERSTOOD) for namespace in required)
