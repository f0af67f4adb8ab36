// The search box in the header of every page, and any other form of class “find”: a combobox whose list
// follows the input.

import { element, marked, whenTyped } from "./dom.js";
import { excerpts } from "./excerpt.js";
import { named } from "./names.js";
import { MATCHES, directionsOf, matchOf, search } from "./search.js";
import { exploreAddress, filled, open, pageAddress, root } from "./site.js";

const PAUSE = 120;
const MOST = 6;

/** Set `attributes` of `node`. */
const set = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
};

/** The options for `text`: {href, content, equal}. They are pages by name (`equal` if `text` is the name),
 * directions, and last a link to all results on the explore page.
 */
async function offers(index, text) {
  const { words } = index.head;
  const pages = await index.pages();
  const found = await search(index, text);
  const directions = MATCHES.flatMap((match) =>
    directionsOf(pages, found[match]).sort(
      (a, b) => found[match].get(b) - found[match].get(a) || b - a,
    ),
  );
  const shown = await Promise.all(directions.slice(0, MOST).map((page) => index.record(page)));
  const made = named(index, text).map(({ kind, name, path, equal }) => ({
    href: `${root}${path}`,
    content: [element("span", { class: "name" }, name), element("span", { class: "kind" }, kind)],
    equal,
  }));
  for (const [i, record] of shown.entries()) {
    const {
      title,
      excerpts: [first],
    } = excerpts(index, record, found, matchOf(found, directions[i]));
    made.push({
      href: pageAddress(record.id, first?.anchor, text),
      content: [
        element("span", { class: "name" }, ...marked(title)),
        element("span", { class: "kind" }, record.id),
        first ? element("span", { class: "excerpt" }, ...marked(first.pieces)) : null,
      ],
    });
  }
  const everything = directions.length
    ? filled(words.all, { count: directions.length })
    : words.none;
  made.push({
    href: exploreAddress(`?q=${encodeURIComponent(text)}`),
    content: [element("span", { class: "all" }, everything)],
  });
  return made;
}

class Box {
  constructor(form, number) {
    this.id = number ? `found-${number}` : "found";
    this.form = form;
    this.input = form.querySelector("input");
    this.list = form.querySelector(".found") ?? form.appendChild(element("div", { class: "found" }));
    this.run = 0;
    this.active = -1;
    // Without this script the box is a plain form, so the attributes of a combobox are set here.
    set(this.input, {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
    });
    this.input.removeAttribute("list"); // the names that home suggests without script
    if (!number) set(this.input, { "aria-keyshortcuts": "/" });
    set(this.list, {
      id: this.id,
      role: "listbox",
      "aria-label": this.input.getAttribute("aria-label"),
    });
    this.list.hidden = true;
    this.listen();
  }

  listen() {
    const { form, input, list } = this;
    input.addEventListener("focus", () => {
      open().then((index) => index.pages());
    });
    whenTyped(input, () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.typed(), PAUSE);
    });
    input.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) this.expand(false);
    });
    // Pressing the mouse on an option must not move the focus from the box before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  /** Show or hide the list. */
  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.choose(-1);
  }

  /** Mark option `place`; -1 for none. The option that Enter opens says so: the marked one, or the last. */
  choose(place) {
    this.active = place;
    const options = this.options();
    const entered = place < 0 ? options.length - 1 : place;
    options.forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === place));
      option.querySelector("kbd").hidden = i !== entered;
      if (i === place) option.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.id}-${place}`);
  }

  async typed() {
    this.run += 1;
    const { run } = this;
    const text = this.input.value.trim();
    if (!text) {
      this.expand(false);
      return;
    }
    const index = await open();
    const made = await offers(index, text);
    if (run !== this.run) return;
    this.list.replaceChildren(
      ...made.map(({ href, content }, place) =>
        element(
          "a",
          {
            role: "option",
            id: `${this.id}-${place}`,
            href,
            tabindex: "-1",
            "aria-selected": "false",
          },
          ...content,
          element("kbd", { hidden: true }, index.head.words.enter),
        ),
      ),
    );
    this.expand(true);
    // A whole name means its page; anything else is a search.
    this.choose(made[0].equal ? 0 : -1);
  }

  pressed(event) {
    if (event.isComposing) return;
    const { list, active } = this;
    const count = this.options().length;
    if (event.key === "Escape") {
      if (list.hidden) this.input.blur();
      this.expand(false);
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        this.typed();
      } else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One more place than there are options: the box itself.
        this.choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
      }
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      this.options()[active].click();
    }
  }
}

const [first] = [...document.querySelectorAll("form.find")].map(
  (form, number) => new Box(form, number),
);

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const words = document.querySelector(".explore-words input") ?? first.input;
  words.focus();
  words.select();
});
