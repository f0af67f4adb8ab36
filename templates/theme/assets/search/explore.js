// The explore page: shows the directions for words and filters, and keeps the state in the address.

import { ORDERS, filterCount, format, parse } from "./address.js";
import { FORMATS, download } from "./download.js";
import { element, whenTyped } from "./dom.js";
import { Facets } from "./facets.js";
import { left, ordered } from "./filters.js";
import { named } from "./names.js";
import { Results } from "./results.js";
import { search } from "./search.js";
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
    this.downloads = element(
      "p",
      { class: "explore-downloads" },
      `${words.download}${words.colon}`,
      ...Object.entries(FORMATS).map(([format, { name }]) =>
        element(
          "button",
          {
            type: "button",
            click: () =>
              download(
                format,
                this.shown.map((d) => this.pages.id[d]),
              ),
          },
          name,
        ),
      ),
    );
    this.found = element("div", { class: "explore-found" });
    this.parts = [
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
        this.found,
        this.downloads,
      ),
    ];
  }

  /** Show everything at once when the first results are ready, so that nothing moves while it loads. */
  appear() {
    if (this.form.isConnected) return;
    place.replaceChildren(...this.parts);
  }

  /** Read the state from the address. */
  read() {
    this.state = parse(location.search, this.index.values);
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
    this.state = parse("", this.index.values);
    this.state.q = this.input.value;
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
    const hit = (d) => found.exact.has(d) || found.related.has(d);
    const directions = searching ? all.filter(hit) : all;
    const scores = new Map([...found.related, ...found.exact]);
    const kept = ordered(
      pages,
      state,
      left(pages, state, directions),
      searching ? scores : new Map(),
    );
    const exact = kept.filter((d) => found.exact.has(d));
    const related = searching ? kept.filter((d) => !found.exact.has(d)) : kept;
    this.shown = [...exact, ...related];
    this.facets.show(state, directions);
    const results = new Results(this.index, pages, found, state.q.trim());
    const parts = [];
    const links = this.names();
    if (links) parts.push(links);
    if (!exact.length) parts.push(await this.spellings(found));
    if (exact.length)
      parts.push(
        element("h2", {}, filled(words.exact, { count: exact.length })),
        results.list(exact, "exact"),
      );
    if (related.length && searching)
      parts.push(element("h2", {}, filled(words.related, { count: related.length })));
    if (related.length) parts.push(results.list(related, searching ? "related" : null));
    if (!this.shown.length) parts.push(this.nothing(directions.length));
    // Filters apply only to directions, so general parts of guides are not shown with them.
    const guides =
      searching && !filterCount(state)
        ? [...scores.keys()].filter((page) => page >= pages.directions)
        : [];
    if (guides.length) {
      guides.sort((a, b) => scores.get(b) - scores.get(a));
      parts.push(element("h2", {}, words.general), await results.guides(guides, found.exact));
      if (run !== this.run) return;
    }
    await Promise.allSettled(results.filling);
    if (run !== this.run) return;
    this.found.replaceChildren(...parts.filter(Boolean));
    this.head(searching);
    this.appear();
    this.other(run, found);
    this.restore();
  }

  head(searching) {
    const { state, words, shown } = this;
    const { guide, guides } = this.pages;
    const drafts = shown.filter((page) => guides[guide[page]].stage === "draft").length;
    this.status.textContent =
      (shown.length === 1 ? words.one : filled(words.many, { count: shown.length })) +
      (drafts ? filled(words.drafts, { count: drafts }) : "");
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
    if (state.q.trim()) advice.push(words.advice);
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
    const hits = [...there.exact.keys(), ...there.related.keys()].filter(
      (page) => page < pages.directions,
    );
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
  addEventListener("pagehide", () => history.replaceState({ scroll: scrollY }, ""));
  await explore.show();
} catch (error) {
  failed();
  throw error;
}
