// Redirects to the language chosen before, or else to the browser's; `?stay` keeps this page.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("coop-guides.language"); } catch { /* private mode */ }
  if (!["zh", "en"].includes(chosen)) {
    chosen = navigator.languages.some((l) => l.toLowerCase().startsWith("zh")) ? "zh" : "en";
  }
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("[data-language]")) {
      link.addEventListener("click", () => {
        try { localStorage.setItem("coop-guides.language", link.dataset.language); } catch { /* likewise */ }
      });
    }
    if (!new URLSearchParams(location.search).has("stay")) {
      const link = document.querySelector(`[data-language="${chosen}"]`);
      // location.hash lacks a text fragment (#:~:text=…); the navigation entry has it.
      const asked = performance.getEntriesByType("navigation")[0]?.name ?? location.href;
      const fragment = asked.includes("#") ? asked.slice(asked.indexOf("#")) : location.hash;
      location.replace(link.href + fragment);
    }
  });
})();
