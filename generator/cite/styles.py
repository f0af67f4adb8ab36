"""Citations as text in the styles that readers need.

Written out here because a citation processor takes longer for them than all the rest of a build; the
tests compare each with what a processor makes of the CSL-JSON.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.cite.item import Citation


def apa(citation: Citation) -> str:
    """APA, 7th edition."""
    text = (
        f"{citation.author}. ({citation.year}). {citation.title}. In {citation.container} "
        f"({citation.section} {citation.number})."
    )
    return f"{text} {citation.url}" if citation.url else text


def chicago(citation: Citation) -> str:
    """Chicago, author–date. The full stop goes inside English quotation marks."""
    quoted = f"“{citation.title}.”" if citation.language == "en" else f"“{citation.title}”."
    text = (
        f"{citation.author}. {citation.year}. {quoted} In {citation.container}, "
        f"{citation.section} {citation.number}."
    )
    return f"{text} {citation.url}." if citation.url else text


def gb7714(citation: Citation) -> str:
    """GB/T 7714—2015, numeric; document type Z (other), carrier OL (online)."""
    author = citation.author.upper() if citation.language == "en" else citation.author
    text = (
        f"{author}. {citation.title}: {citation.number}[Z/OL]//{citation.container}. "
        f"({citation.year})."
    )
    return f"{text} {citation.url}." if citation.url else text


STYLES: dict[str, Callable[[Citation], str]] = {
    "GB/T 7714": gb7714,
    "APA": apa,
    "Chicago": chicago,
}
"""Name → the citation as text."""
