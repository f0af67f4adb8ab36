"""Citations of what the site shows: files for reference managers, metadata of pages, and three styles in plain text.

`docs/tools.md` says which tool takes which field, and how that was found out.
"""

from generator.cite.files import Format, bibtex, citation_files, csl, formats, ris
from generator.cite.metadata import metadata
from generator.cite.styles import STYLES, Reference
from generator.cite.works import AUTHOR, SITE, Citation, citation, citations

__all__ = [
    "AUTHOR",
    "SITE",
    "STYLES",
    "Citation",
    "Format",
    "Reference",
    "bibtex",
    "citation",
    "citation_files",
    "citations",
    "csl",
    "formats",
    "metadata",
    "ris",
]
