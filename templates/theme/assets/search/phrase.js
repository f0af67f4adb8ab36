// The positions of a phrase in all texts, where positions of its keys follow one another.

import { united } from "./index.js";
import { joined, wordFits } from "./tokens.js";

const MOST_SLOTS = 12;
const MOST_FILES = 24;

/** The numbers in both sorted lists, with `offset` subtracted from those in `b`. */
function common(a, b, offset) {
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const moved = b[j] - offset;
    if (a[i] === moved) found.push(moved);
    if (a[i] < moved) i += 1;
    else j += 1;
  }
  return found;
}

/** The words of the index that match token `place` of the query, the most similar first. */
async function wholeWords(index, query, place, cut) {
  const terms = await index.terms();
  const same = (word) => word === query[place].text;
  const words = [...terms.keys()].filter((word) => wordFits(word, query, place, cut));
  return words.sort((a, b) => same(b) - same(a) || terms.get(b) - terms.get(a));
}

/** Positions of the words that match token `place` of the query. If they are in too many files, the
 * result is null, or with `some` the positions of only the first of them.
 */
async function anyWord(index, query, place, cut, some) {
  const words = await wholeWords(index, query, place, cut);
  const ranges = words.map((word) => follow(index, word, query, place));
  const files = new Set();
  const kept = ranges.filter(([first, last], nth) => {
    for (let more = 0; more < index.files(first, last); more += 1)
      files.add(index.leaf(first) + more);
    return nth === 0 || files.size <= MOST_FILES;
  });
  if (kept.length < words.length && !some) return null;
  return united(await Promise.all(kept.map((range) => index.between(...range))));
}

/** The range of keys of `word` as token `place`. A common word's key has the next token of the query. */
function follow(index, word, query, place) {
  const after = query[place + 1];
  if (!after || !index.common.has(word)) return index.keysOf(word);
  const key = `${word} ${after.text}`;
  return [key, after.word && place + 2 === query.length ? `${key}\uffff` : key];
}

/** The slots of the query, [offset, function that gets its positions], which together cover it. The last
 * word may be only the beginning of a word, and with `cut` the first only the end of one: of such a slot
 * only some positions are needed, or none (null).
 */
function slots(index, query, cut) {
  const found = [];
  const add = (place, positions) => found.push([place, positions]);
  for (let place = 0; place < query.length; place += 1) {
    const [before, token, after, next] = [-1, 0, 1, 2].map((step) => query[place + step]);
    if (token.word && after && (before || !cut)) {
      const range = follow(index, token.text, query, place);
      add(place, () => index.between(...range));
      // The key of a common word includes the next word.
      if (index.common.has(token.text) && after.word) place += 1;
    } else if (token.word) {
      const here = place;
      add(place, (some) => anyWord(index, query, here, cut, some));
    } else if (joined(token, after)) {
      add(place, () => index.positions(token.text + after.text));
      // The pair covers the next character too, unless that must be followed by a space.
      if (!next || next.word || !next.spaced) place += 1;
    } else if (after) {
      add(place, () => index.positions(token.text));
    } else if (before && joined(before, token)) {
      add(place - 1, () => index.positions(before.text + token.text));
    } else {
      add(place, () => index.beginning(token.text));
    }
  }
  return found;
}

/** The positions at which `query` begins, and whether only some of its slots were checked. `cut` allows a
 * first word of which the query has only the end.
 */
export async function phrasePositions(index, query, cut) {
  const all = slots(index, query, cut);
  const step = Math.max(1, all.length / MOST_SLOTS);
  const chosen = all.filter(
    (_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step),
  );
  const loaded = async (some) => {
    const lists = await Promise.all(
      chosen.map(async ([offset, positions]) => [offset, await positions(some)]),
    );
    return lists.filter(([, list]) => list);
  };
  let lists = await loaded(false);
  if (!lists.length) lists = await loaded(true);
  lists.sort((a, b) => a[1].length - b[1].length);
  const [[offset, rarest] = [0, []], ...others] = lists;
  const starts = others.reduce(
    (left, [place, list]) => (left.length ? common(left, list, place) : left),
    rarest.map((position) => position - offset),
  );
  return { starts, partial: lists.length < all.length };
}
