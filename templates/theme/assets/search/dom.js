// Elements, as short as a page's own markup. Text is always text.

/** An element `name` with attributes, properties that are functions as listeners, and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Pieces of text, the hits among them marked. */
export const marked = (pieces) =>
  pieces.map(([text, hit]) => (hit ? element("mark", { class: "hit" }, text) : text));
