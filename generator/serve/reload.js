// Only in the preview of `guides serve`: a page of an older build than the newest is loaded again.
(() => {
  const { build } = document.currentScript.dataset;
  const address = new URL("__reload", document.currentScript.src);
  let builds;
  const listen = () => {
    // A browser has few connections to a host: pages that nobody sees keep none.
    if (document.visibilityState === "hidden") {
      builds?.close();
      builds = null;
    } else if (!builds) {
      builds = new EventSource(address);
      builds.onmessage = ({ data }) => {
        if (data === build) return;
        builds.close();
        location.reload();
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => {
    builds?.close();
    builds = null;
  });
  addEventListener("pageshow", listen);
})();
