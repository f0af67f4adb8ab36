// The filters of the explore page: checkboxes with counts, and ranges of numbers.

import { FACETS, RANGES } from "./address.js";
import { counts } from "./filters.js";
import { element } from "./dom.js";
import { language } from "./site.js";

/** Partners sorted by name in the page's language. Other values have their own order. */
function inOrder(facet, values) {
  const { compare } = new Intl.Collator(language);
  return ["partner", "group"].includes(facet)
    ? values.sort(([, a], [, b]) => compare(a, b))
    : values;
}

/** The filters of the form for `index`. `changed` is called after the reader has changed `state`. */
export class Facets {
  constructor(index, pages, changed) {
    Object.assign(this, {
      index,
      pages,
      changed,
      boxes: new Map(),
      bounds: new Map(),
      fieldsets: new Map(),
    });
    const { words } = index.head;
    const { values } = index;
    this.node = element(
      "div",
      { class: "facets" },
      ...FACETS.map((facet) =>
        this.facet(facet, words.facets[facet], inOrder(facet, [...values[facet]])),
      ),
      ...RANGES.map((name) => this.range(name, words)),
      element("p", { class: "facets-note" }, words.ranges_note),
    );
  }

  facet(facet, title, values) {
    if (!values.length) return null;
    const items = values.map(([value, name]) => {
      const box = element("input", {
        type: "checkbox",
        name: facet,
        value,
        change: () => this.ticked(facet, value, box),
      });
      const count = element("span", { class: "count" });
      const item = element("label", {}, box, element("span", { class: "name" }, name), count);
      this.boxes.set(`${facet} ${value}`, { box, count, item });
      return item;
    });
    const fieldset = element(
      "fieldset",
      {},
      element("legend", {}, title),
      element("div", { class: "values" }, ...items),
    );
    this.fieldsets.set(facet, fieldset);
    return fieldset;
  }

  range(name, words) {
    const bound = (side, label) => {
      const input = element("input", {
        type: "number",
        min: 0,
        step: "any",
        inputmode: "decimal",
        "aria-label": `${words.ranges[name]}${words.colon}${label}`,
        placeholder: label,
        change: () => this.bounded(name),
      });
      this.bounds.set(`${name} ${side}`, input);
      return input;
    };
    return element(
      "fieldset",
      { class: "range" },
      element("legend", {}, words.ranges[name]),
      element("div", {}, bound(0, words.from), "–", bound(1, words.to)),
    );
  }

  unit(name) {
    return name === "money" ? this.index.head.unit : 1;
  }

  ticked(facet, value, box) {
    if (box.checked) this.state.chosen[facet].add(value);
    else this.state.chosen[facet].delete(value);
    this.changed();
  }

  bounded(name) {
    this.state.ranges[name] = [0, 1].map((side) => {
      const { value } = this.bounds.get(`${name} ${side}`);
      return value === "" ? null : Math.round(Number(value) * this.unit(name));
    });
    this.changed();
  }

  /** Show `state`, and the counts among `found`, the directions found by the words. */
  show(state, found) {
    this.state = state;
    for (const facet of FACETS) {
      const numbers = counts(this.pages, state, found, facet);
      if (this.fieldsets.has(facet))
        this.fieldsets.get(facet).hidden = !numbers.size && !state.chosen[facet].size;
      for (const value of this.index.values[facet].keys()) {
        const { box, count, item } = this.boxes.get(`${facet} ${value}`);
        const number = numbers.get(value) ?? 0;
        box.checked = state.chosen[facet].has(value);
        count.textContent = number;
        item.hidden = !number && !box.checked;
      }
    }
    for (const name of RANGES) {
      state.ranges[name].forEach((bound, side) => {
        this.bounds.get(`${name} ${side}`).value = bound === null ? "" : bound / this.unit(name);
      });
    }
  }
}
