"""The kind of cooperation, from the title."""

from __future__ import annotations

from generator.vocabulary import Vocabulary


def kind(title: str, vocabulary: Vocabulary) -> str:
    """The code of the first kind whose words stand in ``title``; `other` where none does."""
    for entry in vocabulary.kinds:
        if any(words in title for words in entry.titles):
            return entry.code
    return "other"
