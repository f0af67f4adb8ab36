// Search for pages by name, and for directions by identifier.

const IDENTIFIER = /^(\d{4}-[1-9]\d*(?:-exchange|-hmt)?(?:-draft)?)(?:[/\s]+(\d[\d.]*(?:-[a-z]+)?)?)?$/i;
const MOST = 4;

/** A text in the form in which names are compared. */
const fold = (index, text) =>
  index
    .tokens(text)
    .map((token) => (token.spaced ? ` ${token.text}` : token.text))
    .join("")
    .trim();

/** Whether `query` stands in `name`; words of letters match only from their beginning. */
function within(name, query) {
  // One or two letters are too short to match a part of a name.
  if (query.length <= (/^[\x00-\x7f]+$/.test(query) ? 2 : 1)) return false;
  let at = name.indexOf(query);
  while (at > 0 && /^\w/.test(query) && /\w/.test(name[at - 1])) at = name.indexOf(query, at + 1);
  return at >= 0;
}

/** How well a name matches the query: 3 the whole name, 2 its beginning, 1 a part, 0 not at all. */
const rank = (name, query) =>
  name === query ? 3 : name.startsWith(query) ? 2 : within(name, query) ? 1 : 0;

/** The pages with names, in the order of the index. */
const pagesOf = (index) =>
  (index.names ??= index.head.names.map(([kind, name, path, column, code, ...others]) => ({
    kind,
    name,
    path,
    column,
    code,
    known: [name, ...others].map((some) => fold(index, some)),
  })));

const AROUND = String.raw`["'“”‘’«»「」『』《》〈〉()（）[\]【】?？!！*.,。，、;；:：\s]+`;
const OUTER = new RegExp(`^${AROUND}|${AROUND}$`, "g");

/** `text` without the quotation marks, brackets and punctuation around it: AI for “AI”, 合作 for 合作？ */
export const bare = (text) => text.replace(OUTER, "");

/** Pages for `text`: {kind, name, path, equal}, the best first. `equal` tells whether `text` is a name. */
export function named(index, text) {
  const query = fold(index, bare(text));
  if (!query) return [];
  return pagesOf(index)
    .map((page, place) => {
      const best = Math.max(...page.known.map((name) => rank(name, query)));
      return { ...page, place, best: page.code === query ? 3 : best, equal: best === 3 };
    })
    .filter(({ best }) => best)
    .sort((a, b) => b.best - a.best || b.equal - a.equal || a.place - b.place)
    .slice(0, MOST);
}

/** Partners, agencies and conditions of which `text` is a name, each with the numbers of its `directions`. With `coded`
 * it may be a code too: NZ.
 */
export function byName(index, pages, text, coded) {
  const query = fold(index, text);
  return pagesOf(index)
    .filter(({ column, code, known }) => column && (known.includes(query) || (coded && code === query)))
    .map((page) => ({
      ...page,
      directions: pages[page.column].flatMap((codes, d) => (codes.includes(page.code) ? [d] : [])),
    }))
    .filter(({ directions }) => directions.length);
}

/** Grouping → numbers of the directions in which the partner `code` can take part only as its member. */
export function asMember(index, pages, code) {
  const found = new Map();
  for (const [group, members] of Object.entries(index.head.members)) {
    const periods = members.filter(([member]) => member === code);
    // A month counts whole.
    const on = (day) =>
      periods.some(
        ([, since, until]) =>
          since <= day.slice(0, since.length) && (!until || day.slice(0, until.length) <= until),
      );
    const directions = pages.group.flatMap((groups, d) =>
      groups.includes(group) &&
      !pages.partner[d].includes(code) &&
      on(pages.guides[pages.guide[d]].day)
        ? [d]
        : [],
    );
    if (directions.length) found.set(group, directions);
  }
  return found;
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
