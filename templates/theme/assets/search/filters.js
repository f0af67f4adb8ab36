// The directions that pass the filters, and the number that would with each value of a facet.

import { FACETS, RANGES } from "./address.js";

/** The values of `facet` for direction number `d`. */
export function valuesOf(pages, facet, d) {
  if (facet === "year") return [String(pages.guides[pages.guide[d]].year)];
  if (facet === "stage") return [pages.guides[pages.guide[d]].stage];
  const value = pages[facet][d];
  return Array.isArray(value) ? value : [value];
}

function holds(pages, state, facet, d) {
  const chosen = state.chosen[facet];
  const has = valuesOf(pages, facet, d);
  return facet === "flag"
    ? [...chosen].every((value) => has.includes(value))
    : has.some((value) => chosen.has(value));
}

function within(pages, state, name, d) {
  const [low, high] = state.ranges[name];
  const value = pages[name][d];
  return value !== null && value >= (low ?? -Infinity) && value <= (high ?? Infinity);
}

/** Those of `directions` that pass every filter except that of the facet `besides`. */
export function left(pages, state, directions, besides) {
  const facets = FACETS.filter((facet) => facet !== besides && state.chosen[facet].size);
  const ranges = RANGES.filter((name) => state.ranges[name].some((bound) => bound !== null));
  return directions.filter(
    (d) =>
      facets.every((facet) => holds(pages, state, facet, d)) &&
      ranges.every((name) => within(pages, state, name, d)),
  );
}

/** Value → number of `directions` with it that pass the other filters. */
export function counts(pages, state, directions, facet) {
  // A second condition gives fewer results, a second partner more.
  const pool = left(pages, state, directions, facet === "flag" ? undefined : facet);
  const found = new Map();
  for (const d of pool) {
    for (const value of valuesOf(pages, facet, d)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

/** `directions` in the order chosen in `state`. `scores` are those of the search. */
export function ordered(pages, state, directions, scores) {
  const newest = (d) => placeOfGuide(pages, d);
  const known = (value) => (value === null ? -1 : value);
  const by = {
    relevance: (a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0),
    year: () => 0,
    money: (a, b) => known(pages.money[b]) - known(pages.money[a]),
    quota: (a, b) => known(pages.quota[b]) - known(pages.quota[a]),
  }[state.sort || (scores.size ? "relevance" : "year")];
  return [...directions].sort((a, b) => by(a, b) || newest(b) - newest(a) || a - b);
}

function placeOfGuide(pages, d) {
  pages.order ??= new Map(Object.keys(pages.guides).map((guide, place) => [guide, place]));
  return pages.order.get(pages.guide[d]);
}
