// Words of the index with a similar spelling, for words that are in no text.

const MOST = 2;

/** The number of letters to insert, delete, replace, or swap with the next one, to make `b` from `a`. */
function distance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.length][b.length];
}

/** The words most similar to `word`, the more frequent first; none for a short word. */
function nearest(terms, word) {
  const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  const near = [];
  for (const [term, often] of terms) {
    if (!allowed || Math.abs(term.length - word.length) > allowed) continue;
    const far = distance(word, term);
    if (far <= allowed) near.push({ term, far, often });
  }
  return near
    .sort((a, b) => a.far - b.far || b.often - a.often)
    .slice(0, MOST)
    .map(({ term }) => term);
}

/** `query` with its unknown words replaced by similar words of the index, in at most MOST ways. */
export async function respelt(index, query) {
  const terms = await index.terms();
  const unknown = query.filter(({ text, word }) => word && !terms.has(text));
  if (unknown.length !== 1) return [];
  return nearest(terms, unknown[0].text).map((term) =>
    query
      .map(
        (token, place) =>
          `${place && (token.spaced || query[place - 1].word) && token.word ? " " : ""}${token === unknown[0] ? term : token.text}`,
      )
      .join(""),
  );
}
