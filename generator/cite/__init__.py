"""cite: a direction as a citation — CSL-JSON, BibTeX, RIS, and three styles in plain text.

The author is the ministry, the work a numbered direction within a call guide. The date of access is
the reader's to add.
"""

from generator.cite.bibtex import bibtex
from generator.cite.item import Citation, citations
from generator.cite.ris import ris
from generator.cite.styles import STYLES

__all__ = ["STYLES", "Citation", "bibtex", "citations", "ris"]
