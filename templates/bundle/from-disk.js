// In the bundle alone, in the place of the search: from a server the search is loaded; from disk, where
// browsers load no modules, the page says so, and shows the plain table.
(() => {
  if (location.protocol !== "file:") {
    const search = document.createElement("script");
    search.type = "module";
    search.src = new URL("page.js", document.currentScript.src);
    document.head.append(search);
    return;
  }
  const place = document.querySelector(".explore");
  if (!place) return;
  const message = document.createElement("p");
  message.className = "failed";
  message.setAttribute("role", "status");
  message.textContent = document.currentScript.dataset.words;
  place.replaceChildren(message);
  document.querySelector(".plain").classList.add("shown");
})();
