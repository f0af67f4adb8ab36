"""Word files that are packed or set in ways that Word, WPS and converters use and python-docx does not."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

OPEN = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
WORD = f"{OPEN}/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
MAIN = _TYPE.format("document.main")
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OPEN}/officeDocument/2006/relationships"'
    f' xmlns:m="{OPEN}/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def run(text: str, properties: str = "") -> str:
    """Return a run of WordprocessingML with these properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p>{text if text.startswith('<') else run(text)}</w:p>" for text in texts)


def packed(
    body: str,
    *,
    styles: str = "",
    main: str = "word/document.xml",
    type_: str = MAIN,
    relations: str = "",
    parts: Mapping[str, str] = {},
    types: str = "",
) -> bytes:
    """Return a small, whole Word file with ``body``; its other ``parts`` are named by their places."""
    folder, _, base = main.rpartition("/")
    kind = f"{OPEN}/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": (
            f'{DECLARED}<Types xmlns="{OPEN}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}'
            f'<Override PartName="/{main}" ContentType="{type_}"/>'
            f'<Override PartName="/{folder}/styles.xml" ContentType="{_TYPE.format("styles")}"/></Types>'
        ),
        "_rels/.rels": (
            f'{DECLARED}<Relationships xmlns="{OPEN}/package/2006/relationships">'
            f'<Relationship Id="a" Type="{kind}/officeDocument" Target="{main}"/></Relationships>'
        ),
        f"{folder}/_rels/{base}.rels": (
            f'{DECLARED}<Relationships xmlns="{OPEN}/package/2006/relationships">'
            f'<Relationship Id="s" Type="{kind}/styles" Target="styles.xml"/>{relations}</Relationships>'
        ),
        main: f"{DECLARED}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        f"{folder}/styles.xml": f"{DECLARED}<w:styles {SPACES}>{styles}</w:styles>",
        **parts,
    }
    return archive({name: text.encode() for name, text in files.items()})


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of ``files``."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def repacked(data: bytes, names: Mapping[str, str] = {}, *, backslashes: bool = False) -> bytes:
    """Return a Word file whose parts have other names in the archive; “” leaves one out."""
    with zipfile.ZipFile(BytesIO(data)) as before:
        files = {names.get(name, name): before.read(name) for name in before.namelist()}
    files.pop("", None)
    return archive(
        {name.replace("/", "\\") if backslashes else name: d for name, d in files.items()}
    )


def strict(data: bytes) -> bytes:
    """Return a Word file as “Strict Open XML” names its elements."""
    with zipfile.ZipFile(BytesIO(data)) as before:
        files = {name: before.read(name) for name in before.namelist()}
    for name, content in files.items():
        text = content.decode()
        for group, kind in (
            ("wordprocessingml", "main"),
            ("officeDocument", "relationships"),
            ("officeDocument", "math"),
        ):
            text = text.replace(f"{OPEN}/{group}/2006/{kind}", f"{STRICT}/{group}/{kind}")
        files[name] = text.encode()
    return archive(files)
