// The state of the explore page, and its query string.

/** Facets by which directions are filtered. All chosen values of `flag` must hold, of other facets one. */
export const FACETS = ["partner", "group", "domain", "year", "guide", "stage", "kind", "flag"];
export const RANGES = ["quota", "money"];
export const ORDERS = ["relevance", "year", "money", "quota"];

/** The state in the query string `search` (“?q=…&partner=fi,de&quota=5-”). Invalid parts are ignored.
 * `columns` are those of the table for people; the state has them as a set of keys.
 */
export function parse(search, values, columns) {
  const given = new URLSearchParams(search);
  const listed = (name) =>
    given
      .getAll(name)
      .flatMap((value) => value.split(","))
      .map((value) => value.trim().toLowerCase());
  const state = { q: given.get("q") ?? "", sort: given.get("sort") ?? "", chosen: {}, ranges: {} };
  for (const facet of FACETS) {
    state.chosen[facet] = new Set(listed(facet).filter((value) => values[facet].has(value)));
  }
  // Groupings are partners too.
  for (const code of listed("partner")) {
    if (values.group.has(code)) state.chosen.group.add(code);
  }
  for (const name of RANGES) {
    const match = /^(\d*)-(\d*)$/.exec(given.get(name) ?? "");
    const [low, high] = match
      ? match.slice(1).map((bound) => (bound ? Number(bound) : null))
      : [null, null];
    state.ranges[name] = [low, high];
  }
  if (!ORDERS.includes(state.sort)) state.sort = "";
  const asked = new Set(listed("columns"));
  const known = columns.filter(({ key }) => asked.has(key));
  state.usual = usualColumns(columns);
  state.columns = known.length ? new Set(known.map(({ key }) => key)) : new Set(state.usual);
  return state;
}

const usualColumns = (columns) =>
  columns.filter(({ usual }) => usual).map(({ key }) => key);

/** The query string of `state`, always in the same order; empty if nothing is chosen. */
export function format(state) {
  const parts = [];
  const add = (name, value) => {
    // Commas and slashes are allowed in a query string and are easier to read.
    if (value)
      parts.push(
        `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%2F", "/")}`,
      );
  };
  add("q", state.q.trim());
  for (const facet of FACETS) add(facet, [...state.chosen[facet]].sort().join(","));
  for (const name of RANGES) {
    const [low, high] = state.ranges[name];
    add(name, low === null && high === null ? "" : `${low ?? ""}-${high ?? ""}`);
  }
  add("sort", state.sort);
  // Without the usual columns alone, the address is shorter.
  const same =
    state.columns.size === state.usual.length && state.usual.every((key) => state.columns.has(key));
  if (!same) add("columns", [...state.columns].join(","));
  return parts.length ? `?${parts.join("&")}` : "";
}

/** The number of active filters. */
export const filterCount = (state) =>
  FACETS.reduce((sum, facet) => sum + state.chosen[facet].size, 0) +
  RANGES.filter((name) => state.ranges[name].some((bound) => bound !== null)).length;
