// Short functions that make elements. Strings become text, never markup.

/** An element `name` with attributes (functions become listeners) and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Pieces of text, with hits marked. */
export const marked = (pieces) =>
  pieces.map(([text, hit]) => (hit ? element("mark", { class: "hit" }, text) : text));

/** Call `typed` after each change of `input`, but not while an input method composes Han characters
 * from letters.
 */
export function whenTyped(input, typed) {
  input.addEventListener("input", (event) => {
    if (!event.isComposing) typed();
  });
  input.addEventListener("compositionend", () => typed());
}
