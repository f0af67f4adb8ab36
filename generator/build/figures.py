"""A picture on its page: the sentence above it, and below it its files, its permanent link and its citation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import NamedTuple

from generator import ids
from generator.cite import STYLES
from generator.cite.works import SITE, picture_citation
from generator.escape import html_attribute, html_text
from generator.picture import PICTURES, draw
from generator.picture.files import standing_alone, table
from generator.write.views import Views

_STYLE = {"zh": "GB/T 7714", "en": "APA"}
"""Language → the style of a picture's citation."""


_BATCH = re.compile(r"\d{4}-\d+[a-z-]*", re.ASCII)


class Figure(NamedTuple):
    """A picture with what belongs to it."""

    html: str
    files: Mapping[str, bytes]
    """Path under the site root → contents of the files to download."""


def figure(name: str, v: Views, base: str, day: datetime.date | None) -> Figure:
    """Return the picture ``name`` of the page of ``v``. KeyError if there is no such picture.

    ``base`` is the address of the site root, or empty. ``day`` is the date of the data, if it is known.
    """
    picture, drawn = PICTURES[name], draw(name, v)
    title, message = picture.title(v), picture.message(v)
    cited = picture_citation(v.path, name, message or title, base)
    address = ids.address(cited.path, v.path, base)
    reference = STYLES[_STYLE[v.language]](cited)
    files = {
        "SVG": standing_alone(
            drawn,
            v.language,
            head=(message, title),
            foot=_foot(v, cited.url or "", day),
            address=base and base + v.path,
        ),
        "CSV": table(picture.rows(v)),
    }
    links = "".join(_link(v, name, kind, title) for kind in files)
    head = f"<strong>{_unbroken(message)}</strong> " if message else ""
    permanent, cite = v._("Permanent link"), v._("Cite")
    html = (
        f'<figure class="figure" id="picture-{name}">'
        f"<figcaption>{head}{html_text(title)}</figcaption>{drawn}"
        f'<div class="take">{links}'
        f'<a href="{html_attribute(address)}" class="address">{permanent}</a> '
        f"<details><summary>{cite}</summary><p>{html_text(reference.text)}</p></details></div></figure>"
    )
    return Figure(html, {ids.picture_path(v.path, name, k.lower()): c for k, c in files.items()})


def _unbroken(message: str) -> str:
    """Return ``message`` as HTML in which a line never ends within “2023-1”."""
    return _BATCH.sub(r'<span class="whole">\g<0></span>', html_text(message))


def _link(v: Views, name: str, kind: str, title: str) -> str:
    """Return a link to a file of the picture ``name``. The name that is heard says of which picture."""
    suffix, heard = kind.lower(), html_attribute(kind + v._(": ") + title)
    saved = f"{_file(v, name)}.{suffix}"
    return f'<a href="{name}.{suffix}" download="{saved}" aria-label="{heard}">{kind}</a> '


def _file(v: Views, name: str) -> str:
    """Return the name of a downloaded file without its suffix: “coop-guides-en-partners-fi-plans”."""
    return "-".join(["coop-guides", *v.path.strip("/").split("/"), name])


def _foot(v: Views, address: str, day: datetime.date | None) -> list[str]:
    """Return the paragraphs below a picture that stands alone: what its numbers are, where it is from, its licence."""
    dated = v._("data of {date}").format(date=v.phrases.date(day)) if day else ""
    return [
        v._(
            "Source: call guides of China’s Ministry of Science and Technology, as held by this unofficial site. Numbers are what the guides plan, not grants made."
        ),
        v._("; ").join(filter(None, (SITE[v.language], dated, "CC BY 4.0", address))),
    ]
