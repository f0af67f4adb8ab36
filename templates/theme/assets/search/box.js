// The search box in the header of every page: a combobox whose list follows the input.

import { element, marked, whenTyped } from "./dom.js";
import { excerpts } from "./excerpt.js";
import { named } from "./names.js";
import { search } from "./search.js";
import { exploreAddress, filled, open, pageAddress, root } from "./site.js";

const PAUSE = 120;
const MOST = 6;

const form = document.querySelector("form.find");
const input = form.querySelector("input");
const list = form.querySelector(".found");
let run = 0;
let active = -1;
let waiting;

/** Set `attributes` of `node`. */
const set = (node, attributes) => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
};

// Without this script the box is a plain form, so the attributes of a combobox are set here.
set(input, {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  "aria-controls": "found",
  "aria-keyshortcuts": "/",
});
input.removeAttribute("list"); // the names that home suggests without script
set(list, { id: "found", role: "listbox", "aria-label": input.getAttribute("aria-label") });

const options = () => [...list.querySelectorAll("[role=option]")];

/** Show or hide the list. */
function expand(open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) choose(-1);
}

/** Mark option `place`; -1 for none. */
function choose(place) {
  active = place;
  options().forEach((option, i) => {
    option.setAttribute("aria-selected", String(i === place));
    if (i === place) option.scrollIntoView({ block: "nearest" });
  });
  if (place < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `found-${place}`);
}

const option = (place, href, ...content) =>
  element(
    "a",
    { role: "option", id: `found-${place}`, href, tabindex: "-1", "aria-selected": "false" },
    ...content,
  );

/** The options for `text`: pages by name, directions, and a link to all results on the explore page. */
async function offers(index, text) {
  const { words } = index.head;
  const pages = await index.pages();
  const found = await search(index, text);
  const names = named(index, text);
  const best = (scores) =>
    [...scores]
      .filter(([page]) => page < pages.directions)
      .sort((a, b) => b[1] - a[1] || b[0] - a[0])
      .map(([page]) => page);
  const [exact, related] = [best(found.exact), best(found.related)];
  const directions = [...exact, ...related];
  const shown = await Promise.all(directions.slice(0, MOST).map((page) => index.record(page)));
  const made = names.map(({ kind, name, path }) => [
    `${root}${path}`,
    element("span", { class: "name" }, name),
    element("span", { class: "kind" }, kind),
  ]);
  for (const [i, record] of shown.entries()) {
    const {
      title,
      excerpts: [first],
    } = excerpts(index, record, found, found.exact.has(directions[i]));
    made.push([
      pageAddress(record.id, first?.anchor, text),
      element("span", { class: "name" }, ...marked(title)),
      element("span", { class: "kind" }, record.id),
      first ? element("span", { class: "excerpt" }, ...marked(first.pieces)) : null,
    ]);
  }
  const everything = directions.length
    ? filled(words.all, { count: directions.length })
    : words.none;
  made.push([
    exploreAddress(`?q=${encodeURIComponent(text)}`),
    element("span", { class: "all" }, everything),
  ]);
  return made.map(([href, ...content], place) => option(place, href, ...content));
}

async function typed() {
  run += 1;
  const here = run;
  const text = input.value.trim();
  if (!text) {
    expand(false);
    return;
  }
  const made = await offers(await open(), text);
  if (here !== run) return;
  list.replaceChildren(...made);
  choose(-1);
  expand(true);
}

input.addEventListener("focus", () => {
  open().then((index) => index.pages());
});
whenTyped(input, () => {
  clearTimeout(waiting);
  waiting = setTimeout(typed, PAUSE);
});
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const count = options().length;
  if (event.key === "Escape") {
    if (list.hidden) input.blur();
    expand(false);
    event.preventDefault();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden) {
      typed();
    } else {
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One more place than there are options: the box itself.
      choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
    }
    event.preventDefault();
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    options()[active].click();
  }
});
form.addEventListener("focusout", (event) => {
  if (!form.contains(event.relatedTarget)) expand(false);
});
// Pressing the mouse on an option must not move the focus from the box before the click.
list.addEventListener("mousedown", (event) => event.preventDefault());

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const words = document.querySelector(".explore-words input") ?? input;
  words.focus();
  words.select();
});
