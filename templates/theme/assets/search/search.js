// Query → pages: those that contain it as typed, then those that contain most of its words.

import { placeOf } from "./index.js";
import { bare, byName, identified } from "./names.js";
import { phrasePositions } from "./phrase.js";
import { beside } from "./related.js";
import { joined, stands } from "./tokens.js";

const MOST_CHECKED = 24;
const MOST_TERMS = 12;
const ENOUGH = 0.55;
const SOME = 0.3;
const MARK = /[\p{P}\p{S}]/u;
const HAN = /\p{Script=Han}/u;

/** Page → number of `positions` in its title, its fields, and the rest. */
function spread(pages, positions) {
  const found = new Map();
  let [start, end, sizes, counts] = [0, 0, [], []];
  for (const position of positions) {
    // Positions are mostly in order, so each page is looked up only once.
    if (position < start || position >= end) {
      const page = placeOf(pages.starts, position);
      [start, end] = [pages.starts[page], pages.starts[page + 1] ?? Infinity];
      sizes = pages.extent[page];
      counts = found.get(page) ?? [0, 0, 0];
      found.set(page, counts);
    }
    const inside = position - start;
    counts[inside < sizes[0] ? 0 : inside < sizes[0] + sizes[1] ? 1 : 2] += 1;
  }
  return found;
}

const scored = ([title, fields, others]) =>
  8 * Math.min(title, 1) + 2 * Math.log2(1 + fields) + Math.log2(1 + others);

/** Page → score of pages that contain `query` as typed. The title counts most, then the fields. Pages in
 * `near` have other punctuation (“：” for “:”, another dash), while some page has exactly that of `query`.
 * `cut` allows a first word of which the query has only the end.
 */
async function asTyped(index, pages, query, cut = false) {
  const { starts, partial } = await phrasePositions(index, query, cut);
  const found = spread(pages, starts);
  const near = new Set();
  if ((partial || query.some(({ text }) => MARK.test(text))) && found.size <= MOST_CHECKED) {
    const held = await Promise.all(
      [...found.keys()].map(async (page) => [
        page,
        holds(index, await index.record(page), query, cut),
      ]),
    );
    const some = held.some(([, how]) => how === "exactly");
    for (const [page, how] of held) {
      if (!how) found.delete(page);
      else if (some && how !== "exactly") near.add(page);
    }
  }
  // A whole word counts more than the beginning of another: “hydrogen” in “hydrogen” and in “hydrogenation”.
  const whole =
    query.length === 1 && query[0].word
      ? spread(pages, await index.positions(query[0].text))
      : found;
  const scores = [...found].map(([page, counts]) => [
    page,
    scored(whole.get(page) ?? [0, 0, 0]) + scored(counts) / 10,
  ]);
  return {
    exact: new Map(scores.filter(([page]) => !near.has(page))),
    near: new Map(
      scores.filter(([page]) => near.has(page)).map(([page, score]) => [page, score + 100]),
    ),
  };
}

/** How the text of `record` contains `query`: “exactly”, with other punctuation, or not at all (null). */
function holds(index, { text }, query, cut) {
  let how = null;
  for (const [paragraph] of text) {
    const tokens = index.tokens(paragraph);
    for (const [first, last] of stands(tokens, query, cut)) {
      const same = tokens
        .slice(first, last + 1)
        .every(({ raw }, place) => !MARK.test(query[place].text) || raw === query[place].raw);
      if (same) return "exactly";
      how = "nearly";
    }
  }
  return how;
}

/** The terms of `query` that are searched for separately: words with inflections, pairs of Han characters. */
export async function terms(index, query) {
  const found = [];
  for (let place = 0; place < query.length; place += 1) {
    const token = query[place];
    if (token.word) {
      const words = await inflections(index, token.text);
      if (words.length) found.push({ weight: 1, words });
    } else if (HAN.test(token.text)) {
      const run = [token.text];
      while (joined(query[place], query[place + 1]) && HAN.test(query[place + 1].text)) {
        place += 1;
        run.push(query[place].text);
      }
      if (run.length === 1) found.push({ weight: 0.5, beginning: run[0] });
      const pairs = run.slice(1).map((character, i) => run[i] + character);
      for (const pair of pairs)
        found.push({ weight: run.length / 2 / pairs.length, words: [pair] });
    }
  }
  // Common words are in nearly all texts and count only if the query has no other words.
  const rare = found.filter(({ words }) => !words?.some((word) => index.common.has(word)));
  const telling = rare.length ? rare : found;
  const step = Math.max(1, telling.length / MOST_TERMS);
  return telling.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
}

/** `word` and its inflections among the words of the index; none for a stop word. */
async function inflections(index, word) {
  const all = await index.terms();
  const lunr = await english(index);
  if (lunr.stopWordFilter(word) === undefined) return [];
  const stem = (text) => lunr.stemmer(new lunr.Token(text)).toString();
  index.stems ??= Map.groupBy?.(all.keys(), stem) ?? grouped(all.keys(), stem);
  return index.stems.get(stem(word)) ?? [];
}

function grouped(words, stem) {
  const groups = new Map();
  for (const word of words) groups.set(stem(word), [...(groups.get(stem(word)) ?? []), word]);
  return groups;
}

/** The library with the English stemmer. It is a plain script, not a module. */
function english(index) {
  english.loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${index.root}search/lunr.js`;
    script.onload = () => resolve(globalThis.lunr);
    script.onerror = reject;
    document.head.append(script);
  });
  return english.loading;
}

/** Page → score of pages that contain most of the terms `looked`. Rare terms count more. */
async function withWords(index, pages, looked) {
  const total = pages.starts.length;
  const found = await Promise.all(
    looked.map(async ({ weight, words, beginning }) => {
      const lists = beginning
        ? [await index.beginning(beginning)]
        : await Promise.all(words.map((word) => index.positions(word)));
      const spreads = spread(pages, lists.flat());
      return {
        spreads,
        weight: weight * Math.log(1 + (total - spreads.size + 0.5) / (spreads.size + 0.5)),
      };
    }),
  );
  const occurring = found.filter(({ spreads }) => spreads.size);
  const all = occurring.reduce((sum, { weight }) => sum + weight, 0);
  const held = new Map();
  for (const { spreads, weight } of occurring) {
    for (const [page, [title, fields, others]] of spreads) {
      const often = 3 * title + 1.5 * fields + others;
      const before = held.get(page) ?? { share: 0, score: 0 };
      held.set(page, {
        share: before.share + weight / all,
        score: before.score + (weight * often) / (often + 1.5),
      });
    }
  }
  return held;
}

/** The maps of a result, the best first. */
export const MATCHES = ["exact", "named", "same", "related"];

/** The map of `found` that has `page`. */
export const matchOf = (found, page) => MATCHES.find((match) => found[match].has(page));

/** The directions among `scores`, a map from pages. */
export const directionsOf = (pages, scores) =>
  [...scores.keys()].filter((page) => page < pages.directions);

/** The number of directions that contain `text` as typed and are in `kept`, a function. */
export async function standing(index, text, kept) {
  const pages = await index.pages();
  const { exact } = await asTyped(index, pages, index.tokens(text));
  return kept(directionsOf(pages, exact)).length;
}

/** The result for `text`: {query, looked, phrases, names, also, exact, named, same, related}. The last four are
 * page → score: pages with the words as typed, directions found by the name of a partner or condition
 * (`names`), pages with words of the same meaning (`phrases`), and pages with most of the words. No page
 * is in two of them. `also` are further words to search for.
 */
export async function search(index, text) {
  const pages = await index.pages();
  const query = index.tokens(text);
  const result = { query, looked: [], phrases: [], cut: false, names: [], also: [] };
  for (const match of MATCHES) result[match] = new Map();
  if (!query.length) return result;
  const identical = await identified(index, text);
  if (identical.length) {
    result.exact = new Map(identical.map((page, place) => [page, -place]));
    return result;
  }
  const { exact, near } = await asTyped(index, pages, query);
  // Marks around the words that no text has, as in “AI”, are not meant: what holds the words alone is related.
  const words = bare(text);
  if (!exact.size && words && words !== text.trim()) {
    const found = await search(index, words);
    return {
      ...found,
      exact,
      related: new Map([...found.exact, ...found.related, ...near]),
    };
  }
  result.exact = exact;
  // A code that is a word too, as IT is, means the word.
  result.names = byName(index, pages, text, !exact.size);
  const { same, also } = beside(index, text);
  result.also = also;
  const taken = new Set(exact.keys());
  const add = (match, scores) => {
    for (const [page, score] of scores) {
      if (!taken.has(page)) result[match].set(page, score);
      taken.add(page);
    }
  };
  for (const { directions } of result.names)
    add(
      "named",
      directions.map((page) => [page, 0]),
    );
  for (const word of same) {
    const phrase = index.tokens(word);
    const found = await asTyped(index, pages, phrase);
    if (found.exact.size) result.phrases.push(phrase);
    add("same", found.exact);
  }
  result.looked = await terms(index, query);
  const held = result.looked.length ? await withWords(index, pages, result.looked) : new Map();
  const sharing = (share) =>
    [...held].filter(([, hit]) => hit.share >= share).map(([page, hit]) => [page, hit.score]);
  add("related", near);
  // A phrase that was copied from the middle of a word.
  if (!taken.size && query.length > 1) {
    const loose = await asTyped(index, pages, query, true);
    result.cut = loose.exact.size > 0;
    add("related", [...loose.exact, ...loose.near].map(([page, score]) => [page, score + 100]));
  }
  if (result.cut) return result;
  const none = !taken.size;
  add("related", sharing(ENOUGH));
  if (none && !result.related.size) add("related", sharing(SOME));
  return result;
}
