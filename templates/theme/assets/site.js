// Remembers two choices on the reader's side: the language last chosen, and whether both are shown.
(() => {
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => {
      write("language", link.dataset.language);
      // Stay on the same part of the page.
      if (location.hash && !link.hash) link.hash = location.hash;
    });
  }

  const both = document.getElementById("both");
  if (both) {
    both.checked = read("both") === "yes";
    both.addEventListener("change", () => write("both", both.checked ? "yes" : "no"));
  }
})();
