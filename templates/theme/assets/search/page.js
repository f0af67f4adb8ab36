// What a page of the site needs of the search: its box, and the marks of what one came for.

import "./box.js";

const place = document.querySelector(".explore");
if (place) {
  await import("./explore.js");
} else {
  const words = new URLSearchParams(location.search).get("q");
  if (words) (await import("./marks.js")).markText(words);
}
