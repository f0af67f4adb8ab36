"""How well domains are told in a guide that nobody has seen: one guide is left out of the vocabulary, and then tagged.

    python tests/domain_agreement.py

For each guide, the words of the vocabulary that stand in its fields alone are taken away; the subjects from
classifications of disciplines stay. Its fields are tagged with what is left, and compared with the tags of the whole
vocabulary, which readers of the five guides have checked. The agreement of two taggings is the share of the pairs
(field, domain) that both have among those that either has. Phrases were taken out of the subjects where they went wrong
in the five guides, so that a guide from elsewhere will do a little worse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.enrich.domains import domains
from generator.grammar.numerals import wide_marks
from generator.link import Library
from generator.model import Guide, walk
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.vocabulary import Domain, Vocabulary

Tags = set[tuple[str, str]]


def field_texts(guide: Guide) -> dict[str, str]:
    """Return place → text of all fields of ``guide``."""
    return {f"{d.id}#{i.anchor}": i.text.zh for d in guide.directions for i in walk(d.fields)}


def without(vocabulary: Vocabulary, others: Iterable[str], *, subjects: bool) -> Vocabulary:
    """Return ``vocabulary`` with only those words that the texts ``others`` have, and with its subjects or without."""
    known = wide_marks("\n".join(others))

    def seen(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if word in known)

    def kept(domain: Domain) -> Domain:
        words = {name: seen(getattr(domain, name)) for name in ("terms", "whole", "exclusions")}
        return domain.model_copy(update=words | {"subjects": domain.subjects if subjects else ()})

    return replace(vocabulary, domains=tuple(map(kept, vocabulary.domains)))


def tags(texts: dict[str, str], vocabulary: Vocabulary) -> Tags:
    """Return the pairs (place of a field, domain)."""
    return {(place, code) for place, text in texts.items() for code in domains(text, vocabulary)}


def agreement(library: Library, guide: Guide, *, subjects: bool = True) -> float:
    """Return the agreement, 0 to 1, of the tags of ``guide`` with and without the words that only it has."""
    texts = field_texts(guide)
    others = [text for g in library.guides if g is not guide for text in field_texts(g).values()]
    reduced = without(library.vocabulary, others, subjects=subjects)
    unseen, checked = tags(texts, reduced), tags(texts, library.vocabulary)
    return len(unseen & checked) / max(1, len(unseen | checked))


def main() -> None:
    """Print the agreement for each guide."""
    library = load_library(Seeds(Path("seeds")))
    for guide in library.guides:
        narrow = agreement(library, guide, subjects=False)
        print(f"{guide.id:14} {agreement(library, guide):.2f}  (without subjects {narrow:.2f})")


if __name__ == "__main__":
    main()
