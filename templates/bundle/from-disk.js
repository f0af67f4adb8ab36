// Replaces the script of the search in the bundle. From a server, it loads the search. From disk, where
// browsers load no modules, it shows a note and the plain table.
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
