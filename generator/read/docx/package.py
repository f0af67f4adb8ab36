"""A Word file as a package: its parts as XML, and how they are related."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.read.archive import opened
from generator.read.docx.names import qn
from generator.read.limits import CHARACTERS, ELEMENTS, UNPACKED, XML_DEPTH

BROKEN = "is no Word file (.docx), or broken"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,  # a kind of compression that Python does not know
    RuntimeError,  # encrypted
)
_XML = (".xml", ".rels")
_UNDERSTOOD = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "http://schemas.openxmlformats.org/",
)
"""Namespaces that begin so hold text as the others do; Word's newer shapes are among them."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to: another part by its name, or an address outside."""

    kind: str
    """The last word of its type: “styles”, “hyperlink”."""
    target: str
    external: bool


class Package:
    """The parts of the Word file in ``data``; InputError where it is none, or holds too much."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        try:
            self._archive = opened(data, path)
        except zipfile.BadZipFile as error:
            raise InputError(BROKEN, path) from error
        self.names = [name for name in self._archive.namelist() if not name.endswith("/")]
        xml = [e.file_size for e in self._archive.infolist() if e.filename.endswith(_XML)]
        UNPACKED.check(sum(xml), path)
        self._elements = 0

    def data(self, name: str) -> bytes:
        """The part ``name``; never more than the archive declares that it holds."""
        try:
            size = self._archive.getinfo(name).file_size
            UNPACKED.check(size, self._path)
            return self._archive.read(name)
        except _UNREADABLE as error:
            raise InputError(f"{BROKEN}: {name} cannot be unpacked", self._path) from error

    def xml(self, name: str) -> Element:
        """The root of the part ``name``, without comments and instructions, and of each alternative
        what Word would take.
        """
        data = self.data(name)
        # Most elements have one “<” that begins no end tag, no entity and no comment.
        self._elements += data.count(b"<") - data.count(b"</")
        ELEMENTS.check(self._elements, self._path)
        parser = etree.XMLParser(
            remove_comments=True, remove_pis=True, resolve_entities="internal", no_network=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:  # libxml2's own
                limit = XML_DEPTH if "depth" in str(error) else CHARACTERS
                raise limit.error(self._path) from error
            reason = " ".join(str(error.msg).split())
            raise InputError(f"{BROKEN}: {name}: {reason}", self._path) from error
        _choose(root)
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part ``name`` leads to, by its ids."""
        folder, _, base = name.rpartition("/")
        listed = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if listed not in self.names:
            return {}
        found = {}
        for entry in self.xml(listed).iterchildren("{*}Relationship"):
            target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip(
                    "/"
                )
            kind = entry.get("Type", "").rpartition("/")[2]
            found[entry.get("Id", "")] = Relation(kind, target, external)
        return found

    def related(self, name: str, kind: str) -> Iterator[str]:
        """The names of the parts of a kind that the part ``name`` leads to and that are there."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external and relation.target in self.names:
                yield relation.target


def _choose(root: Element) -> None:
    """Put in the place of each mc:AlternateContent the one branch that counts: the first choice whose
    requirements are understood, else what is to be taken instead of it.
    """
    for alternate in list(root.iter(qn("mc:AlternateContent"))):
        parent = alternate.getparent()
        choices = alternate.findall(qn("mc:Choice"))
        fallback = alternate.find(qn("mc:Fallback"))
        taken = next(filter(_is_understood, choices), fallback)
        if taken is None and choices:
            taken = choices[0]  # better than to lose its text
        if parent is None:
            continue
        for child in () if taken is None else list(taken):
            alternate.addprevious(child)
        parent.remove(alternate)


def _is_understood(choice: Element) -> bool:
    required = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
    return all(namespace.startswith(_UNDERSTOOD) for namespace in required)
