// Words of the same or a similar meaning, from the glossary of the translation (generator/search/related.py).

/** {same, also} for `text`: words that mean the same, and others to search for; only those of the texts. */
export function beside(index, text) {
  const fold = (some) =>
    index
      .tokens(some)
      .map((token) => token.text)
      .join(" ");
  const wanted = fold(text);
  const found = { same: new Set(), also: new Set() };
  for (const [core, others, held] of index.head.related) {
    const isCore = core.some((word) => fold(word) === wanted);
    if (!isCore && !others.some((word) => fold(word) === wanted)) continue;
    for (const word of held) {
      if (fold(word) === wanted) continue;
      if (isCore && core.includes(word)) found.same.add(word);
      found.also.add(word);
    }
  }
  return { same: [...found.same], also: [...found.also] };
}
