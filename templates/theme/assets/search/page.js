// The parts of the search that every page loads: the search box, and the marks of the query's words.

import "./box.js";

const place = document.querySelector(".explore");
if (place) {
  await import("./explore.js");
} else {
  const words = new URLSearchParams(location.search).get("q");
  if (words) (await import("./marks.js")).markText(words);
}
