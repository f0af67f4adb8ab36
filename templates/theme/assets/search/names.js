// Search for pages by name, and for directions by identifier.

const IDENTIFIER = /^(\d{4}-[1-9]\d*(?:-exchange|-hmt)?(?:-draft)?)(?:[/\s]+(\d[\d.]*(?:-[a-z]+)?)?)?$/i;
const MOST = 4;

/** How well a name matches the query: 3 the whole name, 2 its beginning, 1 a part, 0 not at all. */
function rank(name, query) {
  if (name === query) return 3;
  if (name.startsWith(query)) return 2;
  // One or two letters are too short to match a part of a name.
  return query.length > (/^[\x00-\x7f]+$/.test(query) ? 2 : 1) && name.includes(query) ? 1 : 0;
}

/** Pages for `text`: {kind, name, path}, the best first. */
export function named(index, text) {
  const fold = (some) =>
    index
      .tokens(some)
      .map((token) => (token.spaced ? ` ${token.text}` : token.text))
      .join("")
      .trim();
  const query = fold(text);
  if (!query) return [];
  index.names ??= index.head.names.map(([kind, name, path, ...others]) => ({
    kind,
    name,
    path,
    known: [name, ...others].map(fold),
  }));
  return index.names
    .map((page, place) => ({
      page,
      place,
      best: Math.max(...page.known.map((name) => rank(name, query))),
    }))
    .filter(({ best, page }) => best > 1 || (best === 1 && page.name))
    .sort((a, b) => b.best - a.best || a.place - b.place)
    .slice(0, MOST)
    .map(({ page }) => page);
}

/** Numbers of the directions whose identifiers begin with `text`: “2022-1/1.5”. */
export async function identified(index, text) {
  const match = IDENTIFIER.exec(text.normalize("NFKC").trim());
  if (!match?.[2]) return [];
  const wanted = `${match[1].toLowerCase()}/${match[2]}`;
  const pages = await index.pages();
  const found = pages.id.flatMap((id, d) =>
    d < pages.directions && id.startsWith(wanted) ? [d] : [],
  );
  return found.sort((a, b) => (pages.id[b] === wanted) - (pages.id[a] === wanted) || a - b);
}
