// Marks the words of the query in the text of a page opened from a result.

import { element } from "./dom.js";
import { hits } from "./excerpt.js";
import { beside } from "./related.js";
import { terms } from "./search.js";
import { open } from "./site.js";

const BLOCKS = "p, li, h1, h2, h3, h4, td, th, dd, dt, summary";

/** The text nodes of the article, a list for each block. */
function blocks() {
  const article = document.querySelector("article");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walker.nextNode()) {
    const block = walker.currentNode.parentElement.closest(BLOCKS);
    if (!block || walker.currentNode.parentElement.closest(".headerlink, .masthead, svg, script")) continue;
    // A paragraph in an item is one block, the item around it another.
    found.set(block, [...(found.get(block) ?? []), walker.currentNode]);
  }
  return [...found.values()];
}

/** Mark the text from `start` to `end` of the joined text of `nodes`. */
function mark(nodes, start, end) {
  let at = 0;
  for (const node of nodes) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.data.length)];
    at += node.data.length;
    if (from >= to) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(element("mark", { class: "hit" }));
  }
}

/** Mark in every block the places that `hits` finds, and return their number. */
function markAll(index, found, match) {
  let count = 0;
  for (const nodes of blocks()) {
    const tokens = index.tokens(nodes.map((node) => node.data).join(""));
    // From the end, because a mark changes the offsets after it.
    for (const [first, last] of hits(tokens, found, match).reverse()) {
      mark(nodes, tokens[first].start, tokens[last].end);
      count += 1;
    }
  }
  return count;
}

/** Mark `text` as typed; if it does not occur so, words of the same meaning, or its single words. */
export async function markText(text) {
  const index = await open();
  const query = index.tokens(text);
  if (!query.length || markAll(index, { query }, "exact")) return;
  const phrases = beside(index, text).same.map((word) => index.tokens(word));
  if (markAll(index, { phrases }, "same")) return;
  if (query.length > 1 && markAll(index, { query, cut: true }, "exact")) return;
  markAll(index, { looked: await terms(index, query) }, "related");
}
