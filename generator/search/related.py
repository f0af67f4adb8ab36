"""Words that the search offers beside the typed ones: 氢 and 氢燃料电池 for 氢能, “artificial intelligence” for AI."""

from __future__ import annotations

from collections.abc import Container, Iterable

from generator.search.tokens import WORDS, Reader
from generator.vocabulary import Term

_RENDERINGS = 2
"""Number of the accepted renderings of a term that mean just the same. Further ones fit only some sentences."""

Group = tuple[list[str], list[str], list[str]]
"""(words of the same meaning, words beside them, those of both that the texts may contain)."""


def related(glossary: Iterable[Term], reader: Reader, keys: Container[str]) -> list[Group]:
    """Return the groups of words of which the texts of an index contain any. ``keys`` are those of the index.

    Words of the same meaning are a term and its usual English, so that a query in one language finds texts in the other.
    """
    found = []
    for term in glossary:
        same, beside = [term.term, *term.en[:_RENDERINGS]], list(term.related)
        held = [word for word in (*same, *beside) if _may_stand(word, reader, keys)]
        if held:
            found.append((same, beside, held))
    return found


def _may_stand(word: str, reader: Reader, keys: Container[str]) -> bool:
    """Return whether an index with ``keys`` may contain ``word``: it has all keys that do not depend on what follows.

    A single Han character therefore may stand in any text. An alphabetic word counts only whole.
    """
    own = reader.keys(word)
    sure = own if WORDS.match(own[-1]) else own[:-1]
    return all(key in keys for key in sure)
