// The site's root, the page's language, and the indexes opened so far.

import { Index } from "./index.js";

const { dataset } = document.querySelector("form.find");
export const root = new URL(dataset.root, location).href;
export const language = dataset.language;
export const otherLanguage = language === "zh" ? "en" : "zh";

const opened = new Map();

/** The index of a language, opened once. */
export function open(which = language) {
  if (!opened.has(which)) {
    const opening = Index.open(root, which);
    opening.catch(() => opened.delete(which));
    opened.set(which, opening);
  }
  return opened.get(which);
}

/** The address of a direction's or guide's page at `anchor`, with `query` to be marked there. */
export const pageAddress = (identifier, anchor, query) =>
  `${root}${language}/${identifier}/${query ? `?q=${encodeURIComponent(query)}` : ""}${anchor ? `#${anchor}` : ""}`;

/** The address of a language's explore page with a query string. */
export const exploreAddress = (search, which = language) => `${root}${which}/explore/${search}`;

/** `words` with `{name}` filled in. */
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
