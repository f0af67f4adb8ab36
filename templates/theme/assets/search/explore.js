// The explore page: shows the directions for words and filters, and keeps the state in the address.

import { FACETS, ORDERS, RANGES, filterCount, format, parse } from "./address.js";
import { FORMATS, download } from "./download.js";
import { element, whenTyped } from "./dom.js";
import { Facets } from "./facets.js";
import { left, ordered } from "./filters.js";
import { asMember, named } from "./names.js";
import { Results } from "./results.js";
import { MATCHES, directionsOf, matchOf, search, standing } from "./search.js";
import { respelt } from "./spelling.js";
import { exploreAddress, filled, language, open, otherLanguage, root } from "./site.js";

const PAUSE = 120;
const HAN = /\p{Script=Han}/u;
const LATIN = /\p{Script=Latin}/u;

const place = document.querySelector(".explore");
const plain = document.querySelector(".plain");

class Explore {
  constructor(index, pages) {
    Object.assign(this, { index, pages, words: index.head.words, run: 0 });
    this.facets = new Facets(index, pages, () => this.changed({ step: true }));
    this.build();
    this.read();
    addEventListener("popstate", () => {
      this.read();
      this.show();
    });
  }

  build() {
    const { words } = this;
    this.input = element("input", {
      type: "search",
      name: "q",
      "aria-label": words.search,
      placeholder: words.hint,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
    });
    whenTyped(this.input, () => this.typed());
    this.form = element(
      "form",
      {
        class: "explore-words",
        role: "search",
        "aria-label": words.search,
        submit: (event) => {
          event.preventDefault();
          this.typed(0);
        },
      },
      this.input,
    );
    this.order = element("select", {
      change: () => {
        this.state.sort = this.order.value;
        this.changed({ step: true });
      },
    });
    this.status = element("span", { role: "status" });
    this.filtersTitle = element("summary", {}, words.filters);
    this.clear = element(
      "button",
      { type: "button", class: "clear", click: () => this.cleared() },
      words.clear,
    );
    this.panel = element(
      "details",
      { class: "explore-filters" },
      this.filtersTitle,
      this.clear,
      this.facets.node,
    );
    this.panel.open = matchMedia("(min-width: 60em)").matches;
    this.downloads = this.exports();
    this.printed = element("dl", { class: "explore-print-head" });
    this.found = element("div", { class: "explore-found" });
    this.parts = [
      this.printed,
      this.form,
      this.panel,
      element(
        "div",
        { class: "explore-main" },
        element(
          "div",
          { class: "explore-head" },
          element("h2", { class: "explore-status" }, this.status),
          element("label", {}, `${words.sort}${words.colon}`, this.order),
        ),
        this.downloads,
        this.found,
      ),
    ];
  }

  /** Buttons that download the selection, for people with a choice of columns, and for programs. */
  exports() {
    const { words, index } = this;
    const group = (use) => {
      const id = `explore-${use}`;
      return element(
        "div",
        { role: "group", "aria-labelledby": id },
        element("span", { id }, `${words[use]}${words.colon}`),
        ...FORMATS[use].map((format) =>
          element(
            "button",
            { type: "button", click: () => download(format, this.selection()) },
            format.name,
          ),
        ),
      );
    };
    this.boxes = index.columns.map(({ key, heading }) => {
      const box = element("input", {
        type: "checkbox",
        value: key,
        change: () => this.columned(key, box.checked),
      });
      return [key, box, element("label", {}, box, heading)];
    });
    const choice = element(
      "details",
      { class: "explore-columns" },
      element("summary", {}, words.columns),
      element("div", {}, ...this.boxes.map(([, , label]) => label)),
    );
    return element(
      "div",
      { class: "explore-downloads" },
      group("people"),
      choice,
      group("programs"),
    );
  }

  /** What is shown, for a download. */
  selection() {
    const ids = this.shown.map((d) => this.pages.id[d]);
    return { index: this.index, numbers: this.shown, ids, keys: this.state.columns };
  }

  /** Add or remove a column. The usual columns stand for none. */
  columned(key, chosen) {
    const { state } = this;
    if (chosen) state.columns.add(key);
    else state.columns.delete(key);
    if (!state.columns.size) state.columns = new Set(state.usual);
    this.boxed();
    history.replaceState(history.state, "", format(state) || location.pathname);
    this.printHead();
  }

  boxed() {
    for (const [key, box] of this.boxes) box.checked = this.state.columns.has(key);
  }

  /** What a print says above the results: the words, the filters, the date of the data, the address. */
  printHead() {
    const { words, state, index } = this;
    const facets = FACETS.filter((facet) => state.chosen[facet].size).map((facet) => {
      const names = [...state.chosen[facet]].map((value) => index.values[facet].get(value));
      return `${words.facets[facet]}${words.colon}${names.join(words.comma)}`;
    });
    const ranges = RANGES.filter((name) => state.ranges[name].some((bound) => bound !== null)).map(
      (name) => {
        const unit = name === "money" ? index.head.unit : 1;
        const [low, high] = state.ranges[name].map((bound) => (bound === null ? "" : bound / unit));
        return `${words.ranges[name]}${words.colon}${low}–${high}`;
      },
    );
    const facts = [
      [words.print_words, state.q.trim() || words.print_none],
      [words.print_filters, [...facets, ...ranges].join(words.semicolon) || words.print_none],
      [words.print_day, index.head.day],
      [words.print_address, decodeURI(location.href)],
    ];
    this.printed.replaceChildren(
      ...facts
        .filter(([, fact]) => fact)
        .map(([name, fact]) => element("div", {}, element("dt", {}, name), element("dd", {}, fact))),
    );
  }

  /** Show everything at once when the first results are ready, so that nothing moves while it loads. */
  appear() {
    if (this.form.isConnected) return;
    place.replaceChildren(...this.parts);
  }

  /** Read the state from the address. */
  read() {
    this.state = parse(location.search, this.index.values, this.index.columns);
    this.boxed();
    this.input.value = this.state.q;
    this.typing = false;
  }

  /** Search soon after a change of the words, without a step in the history for each letter. */
  typed(pause = PAUSE) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (this.state.q === this.input.value) return;
      // The first change after a view adds a step to the history; further changes replace it.
      const step = !this.typing;
      this.typing = true;
      this.state.q = this.input.value;
      this.changed({ step, typing: true });
    }, pause);
  }

  cleared() {
    const { columns } = this.state;
    this.state = parse("", this.index.values, this.index.columns);
    Object.assign(this.state, { q: this.input.value, columns });
    this.changed({ step: true });
  }

  changed({ step, typing = false }) {
    if (!typing) this.typing = false;
    const address = format(this.state) || location.pathname;
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.show();
  }

  async show() {
    this.run += 1;
    const run = this.run;
    const { q } = this.state;
    try {
      const found = await search(this.index, q);
      if (run === this.run) await this.render(found, run);
    } catch (error) {
      if (run === this.run) failed(this.words.failed);
      throw error;
    }
  }

  async render(found, run) {
    const { state, pages, words } = this;
    const all = Array.from({ length: pages.directions }, (_, d) => d);
    const searching = found.query.length > 0;
    const directions = searching ? all.filter((d) => matchOf(found, d)) : all;
    const scores = new Map(MATCHES.flatMap((match) => [...found[match]]));
    const kept = ordered(
      pages,
      state,
      left(pages, state, directions),
      searching ? scores : new Map(),
    );
    const lists = searching
      ? MATCHES.map((match) => [match, kept.filter((d) => found[match].has(d))])
      : [[null, kept]];
    this.shown = lists.flatMap(([, some]) => some);
    this.facets.show(state, directions);
    const results = new Results(this.index, pages, found, state.q.trim());
    this.results = results;
    const parts = [];
    const links = this.names();
    if (links) parts.push(links);
    parts.push(await this.beside(found), ...this.memberships(found));
    if (searching && !found.exact.size && !found.named.size && !found.same.size)
      parts.push(await this.spellings(found));
    for (const [match, some] of lists.filter(([, some]) => some.length)) {
      const name = found.names.map((page) => page.name).join(words.comma);
      if (match)
        parts.push(element("h2", {}, filled(words[match], { count: some.length, name })));
      parts.push(results.list(some, match));
    }
    if (!this.shown.length) parts.push(this.nothing(directions.length));
    // Filters apply only to directions, so general parts of guides are not shown with them.
    const guides =
      searching && !filterCount(state)
        ? [...scores.keys()].filter((page) => page >= pages.directions)
        : [];
    if (guides.length) {
      guides.sort((a, b) => scores.get(b) - scores.get(a));
      parts.push(element("h2", {}, words.general), await results.guides(guides));
      if (run !== this.run) return;
    }
    await Promise.allSettled(results.filling);
    if (run !== this.run) return;
    this.found.replaceChildren(...parts.filter(Boolean));
    this.head(searching);
    this.appear();
    this.other(run, found);
    this.restore();
    results.fillIdly();
  }

  head(searching) {
    const { state, words, shown } = this;
    this.status.textContent = this.counted(shown);
    this.status.dataset.results = shown.length;
    const orders = ORDERS.filter((order) => searching || order !== "relevance");
    this.order.replaceChildren(
      ...orders.map((order) => element("option", { value: order }, words.orders[order])),
    );
    this.order.value = orders.includes(state.sort) ? state.sort : orders[0];
    const count = filterCount(state);
    this.filtersTitle.textContent = count ? filled(words.filtered, { count }) : words.filters;
    this.clear.hidden = !count;
    this.downloads.hidden = !shown.length;
    this.printHead();
  }

  /** The number of `directions` in words, with that of those in drafts. */
  counted(directions) {
    const { words } = this;
    const { guide, guides } = this.pages;
    const drafts = directions.filter((d) => guides[guide[d]].stage === "draft").length;
    const count = directions.length;
    if (count === 1) return words.one + (drafts ? words.draft : "");
    return filled(words.many, { count }) + (drafts ? filled(words.drafts, { count: drafts }) : "");
  }

  /** Links to further words to search for, each with the number of directions that have it as typed. */
  async beside(found) {
    const { words, state, pages } = this;
    const kept = (directions) => left(pages, state, directions);
    const counts = await Promise.all(found.also.map((q) => standing(this.index, q, kept)));
    const links = found.also
      .map((q, place) => ({ q, count: counts[place] }))
      .filter(({ count }) => count)
      .map(({ q, count }) =>
        element("li", {}, element("a", { href: format({ ...state, q }) }, q), ` (${count})`),
      );
    if (!links.length) return null;
    return element(
      "div",
      { class: "explore-also" },
      words.also,
      element("ul", {}, ...links),
    );
  }

  /** For each partner whose name was typed, a link to the calls of groupings of which it was a member. */
  memberships(found) {
    const { words, pages, state } = this;
    return found.names
      .filter(({ column }) => column === "partner")
      .flatMap(({ code, path }) =>
        [...asMember(this.index, pages, code)].map(([group, directions]) => {
          const kept = left(pages, state, directions);
          if (!kept.length) return null;
          const text = filled(words.also_member, {
            group: this.index.values.group.get(group),
            directions: this.counted(kept),
          });
          return element(
            "p",
            { class: "explore-also" },
            element("a", { href: `${root}${path}#membership` }, text),
          );
        }),
      );
  }

  /** Links to the pages whose names match the words. */
  names() {
    const pages = named(this.index, this.state.q);
    if (!pages.length) return null;
    const links = pages.map(({ kind, name, path }) =>
      element(
        "li",
        {},
        element("span", { class: "kind" }, kind),
        " ",
        element("a", { href: `${root}${path}` }, name),
      ),
    );
    return element(
      "nav",
      { class: "explore-pages", "aria-label": this.words.pages },
      element("ul", {}, ...links),
    );
  }

  /** Other spellings for a word that is in no text. */
  async spellings(found) {
    const spellings = await respelt(this.index, found.query);
    if (!spellings.length) return null;
    const links = spellings.map((q) => element("a", { href: format({ ...this.state, q }) }, q));
    return element(
      "p",
      { class: "explore-spellings" },
      this.words.spelling,
      ...links.flatMap((link, place) => (place ? [this.words.comma, link] : [link])),
    );
  }

  /** Advice if there are no results: fewer filters, other words. */
  nothing(unfiltered) {
    const { words, state } = this;
    const advice = [];
    if (filterCount(state) && unfiltered) {
      advice.push(
        element(
          "button",
          { type: "button", click: () => this.cleared() },
          filled(words.advice_filters, { count: unfiltered }),
        ),
      );
    }
    if (state.q.trim()) advice.push(...[words.advice, words.untranslated].filter(Boolean));
    return element(
      "div",
      { class: "nothing" },
      element("p", {}, words.none),
      element("ul", {}, ...advice.map((content) => element("li", {}, content))),
    );
  }

  /** A link to results in the other language, if the words are in that language or find nothing. */
  async other(run, found) {
    const { q } = this.state;
    const foreign = language === "en" ? HAN.test(q) : LATIN.test(q) && !HAN.test(q);
    if (!found.query.length || !(foreign || !this.shown.length)) return;
    const index = await open(otherLanguage);
    const [pages, there] = [await index.pages(), await search(index, q)];
    const hits = MATCHES.flatMap((match) => directionsOf(pages, there[match]));
    const count = left(pages, this.state, hits).length;
    if (run !== this.run || !count) return;
    const address = exploreAddress(format(this.state), otherLanguage);
    const link = element(
      "a",
      { href: address, hreflang: otherLanguage },
      filled(this.words.other, { count }),
    );
    this.found.prepend(element("p", { class: "explore-other" }, link));
  }

  /** Scroll once to the reader's last place, because the list did not exist when the browser tried. */
  restore() {
    const { scroll } = history.state ?? {};
    if (scroll && !this.restored) scrollTo(0, scroll);
    this.restored = true;
  }
}

/** If the index cannot be loaded, the plain table stays. */
function failed(words) {
  if (words) place.replaceChildren(element("p", { class: "failed", role: "alert" }, words));
  plain.classList.add("shown");
}

try {
  const index = await open();
  const explore = new Explore(index, await index.pages());
  addEventListener("beforeprint", () => explore.results?.fillAll());
  matchMedia("print").addEventListener("change", () => explore.results?.fillAll());
  addEventListener("pagehide", () => history.replaceState({ scroll: scrollY }, ""));
  await explore.show();
} catch (error) {
  failed();
  throw error;
}
