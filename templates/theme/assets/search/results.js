// The list of results. An entry is filled in when it is about to become visible, so that a long list
// costs no more than a short one.

import { element, marked } from "./dom.js";
import { excerpts } from "./excerpt.js";
import { matchOf } from "./search.js";
import { filled, pageAddress } from "./site.js";

const AT_ONCE = 12;
const STEP = 200;
/** Lists of up to so many entries are filled as soon as the browser is idle, so that a print has them whole. */
const IDLE = 100;
const GUIDES = 6;
const MATCHES = { exact: "exact", named: "name", same: "related", related: "related" };

/** Entries for the pages in `found`, the result of the search. `query` are the words as typed. */
export class Results {
  constructor(index, pages, found, query) {
    Object.assign(this, { index, pages, found, query, filling: [], waiting: new Set() });
    this.seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) this.fill(target);
      },
      { rootMargin: "600px" },
    );
  }

  /** A list of the directions `numbers`, at first no more than STEP of them. `match` tells how they were
   * found: a map of the result (`search`), or null without a search.
   */
  list(numbers, match) {
    const list = element("ol", { class: "results" });
    const { words } = this.index.head;
    const more = element("button", { type: "button", class: "show-more", click: () => add() });
    const section = element("div", {}, list, more);
    const add = () => {
      const start = list.children.length;
      const entries = numbers.slice(start, start + STEP).map((page) => this.entry(page, match));
      list.append(...entries);
      const rest = numbers.length - list.children.length;
      more.hidden = !rest;
      more.textContent = filled(words.show, { count: Math.min(rest, STEP) });
      entries.forEach((entry, place) => {
        if (!start && place < AT_ONCE) this.fill(entry);
        else {
          this.waiting.add(entry);
          this.seen.observe(entry);
        }
      });
    };
    add();
    return section;
  }

  entry(page, match) {
    const id = this.pages.id[page];
    const guide = this.pages.guide[page];
    const { values } = this.index;
    const heading = element("h3", {}, element("a", { href: pageAddress(id, "", this.query) }, id));
    const where = element(
      "p",
      { class: "result-where" },
      values.guide.get(guide),
      element("span", { class: "identifier" }, id),
    );
    if (this.pages.guides[guide].stage === "draft") where.classList.add("draft");
    const entry = element(
      "li",
      { class: "result", "data-id": id, "data-match": MATCHES[match] },
      where,
      heading,
    );
    entry.page = page;
    entry.match = match;
    return entry;
  }

  /** Fill the entries of short lists when there is nothing else to do. */
  fillIdly() {
    if (this.waiting.size > IDLE) return;
    (globalThis.requestIdleCallback ?? setTimeout)(() => this.fillAll());
  }

  /** Fill all entries of the lists, for a print. */
  fillAll() {
    for (const entry of this.waiting) this.fill(entry);
  }

  fill(entry) {
    this.seen.unobserve(entry);
    this.waiting.delete(entry);
    const filling = this.index.record(entry.page).then((record) => {
      const { title, excerpts: around } = excerpts(this.index, record, this.found, entry.match);
      const { words } = this.index.head;
      const link = entry.querySelector("h3 a");
      link.replaceChildren(`${record.id.split("/")[1]} `, ...marked(title));
      const facts = [
        record.partners.join(words.comma),
        `${words.projects}${words.colon}${record.projects}`,
        `${words.funding}${words.colon}${record.funding}`,
        `${words.duration}${words.colon}${record.duration}`,
      ];
      entry.append(
        element("p", { class: "result-facts" }, ...facts.map((fact) => element("span", {}, fact))),
        ...around.map(({ anchor, pieces }) =>
          element(
            "p",
            { class: "excerpt" },
            element("a", { href: pageAddress(record.id, anchor, this.query) }, ...marked(pieces)),
          ),
        ),
      );
    });
    this.filling.push(filling);
    filling.catch(() => entry.classList.add("unfilled"));
  }

  /** A list of the guides `numbers`, whose general parts contain the words, at first no more than GUIDES
   * of them.
   */
  async guides(numbers) {
    const list = element("ul", { class: "results guides" });
    const { words } = this.index.head;
    const more = element("button", { type: "button", class: "show-more", click: () => add() });
    const add = async () => {
      const start = list.children.length;
      const next = numbers.slice(start, start + GUIDES);
      list.append(...(await Promise.all(next.map((page) => this.guide(page)))));
      const rest = numbers.length - list.children.length;
      more.hidden = !rest;
      more.textContent = filled(words.show, { count: Math.min(rest, GUIDES) });
    };
    await add();
    return element("div", {}, list, more);
  }

  async guide(page) {
    const record = await this.index.record(page);
    const { excerpts: around } = excerpts(this.index, record, this.found, matchOf(this.found, page));
    return element(
      "li",
      { class: "result" },
      element(
        "h3",
        {},
        element(
          "a",
          { href: pageAddress(record.id, "", this.query) },
          this.index.values.guide.get(record.id),
        ),
      ),
      ...around.map(({ anchor, pieces }) =>
        element(
          "p",
          { class: "excerpt" },
          element("a", { href: pageAddress(record.id, anchor, this.query) }, ...marked(pieces)),
        ),
      ),
    );
  }
}
