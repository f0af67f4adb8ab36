// Remembers two choices on the reader's side: the language last chosen, and whether both are shown. Sites
// of one owner can share a host, and so what is stored: hence the prefix. The page privacy/ tells of them.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(`coop-guides.${key}`);
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(`coop-guides.${key}`, value);
    } catch {
      /* private mode */
    }
  };

  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => {
      write("language", link.dataset.language);
      // Stay on the same part of the page.
      if (location.hash && !link.hash) link.hash = location.hash;
    });
  }

  // A browser that comes back to a page may keep the drawer open; Escape closes it.
  const drawer = document.getElementById("__drawer");
  if (drawer) {
    const close = () => {
      drawer.checked = false;
    };
    addEventListener("pageshow", close);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) {
        close();
        drawer.focus();
      }
    });
  }

  const both = document.getElementById("both");
  if (both) {
    both.checked = read("both") === "yes";
    both.addEventListener("change", () => write("both", both.checked ? "yes" : "no"));
  }

  // What scrolls sideways in its own box, and has no link to stop at, is a stop for the keyboard.
  const boxes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth && !target.querySelector("a[href]");
      target.toggleAttribute("tabindex", scrolls);
      if (scrolls) target.tabIndex = 0;
    }
  });
  for (const box of document.querySelectorAll(".md-typeset :is(table, pre > code)")) {
    boxes.observe(box);
  }

  // The permanent link follows the part that the reader is at; each line of the box can be copied. A page
  // opened from disk has no address that others could use: there the identifier stays.
  const fromDisk = location.protocol === "file:";
  const permalink = fromDisk ? null : document.querySelector(".cite .permalink");
  if (permalink) {
    const plain = permalink.href;
    for (const address of document.querySelectorAll(".cite .address")) address.textContent = plain;
    const follow = () => {
      permalink.href = plain + location.hash;
      permalink.textContent = permalink.href;
    };
    addEventListener("hashchange", follow);
    follow();
  }
  for (const part of document.querySelectorAll(".cite [data-copy]")) {
    const { copyWord, copiedWord } = part.closest(".cite").dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copyWord;
    button.addEventListener("click", async () => {
      const link = part.tagName === "A" && (fromDisk ? part.textContent : part.href);
      await navigator.clipboard.writeText(link || part.dataset.text);
      button.textContent = copiedWord;
      setTimeout(() => {
        button.textContent = copyWord;
      }, 2000);
    });
    const line = part.closest("dd");
    if (part === line) {
      const text = document.createElement("span");
      text.append(...line.childNodes);
      line.append(text);
      part.dataset.text = text.innerText.trim();
    }
    line.append(" ", button);
  }

  // A report names the part of the page that the reader is at.
  const reports = [...document.querySelectorAll(".report a")];
  if (reports.length) {
    const follow = () => {
      const [, anchor = ""] = location.hash.match(/^#([\w.-]+)$/) ?? [];
      for (const link of reports) {
        const address = new URL(link.href);
        const fields = address.searchParams;
        fields.set("title", fields.get("identifier") + (anchor && `#${anchor}`));
        if (anchor) fields.set("anchor", anchor);
        else fields.delete("anchor");
        link.href = address.href;
      }
    };
    addEventListener("hashchange", follow);
    follow();
  }

  // Tables of more than ten rows sort by a click on a column's head. A matrix, whose heads are links,
  // stays as it is.
  const value = (row, column) => row.cells[column].textContent.trim();
  const figure = (text) => {
    const found = text.replaceAll(",", "").match(/\d+(\.\d+)?/);
    return found ? Number(found[0]) : -1;
  };
  for (const table of document.querySelectorAll("table:not(:has(th.fact))")) {
    const body = table.tBodies[0];
    const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
    if (!body || body.rows.length <= 10 || table.tHead?.querySelector("a")) continue;
    for (const [column, head] of heads.entries()) {
      const numeric = head.style.textAlign === "right";
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        // Numbers begin with the largest, words with the first.
        const before = head.getAttribute("aria-sort");
        const up = before ? before === "descending" : !numeric;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const sign = up ? 1 : -1;
        const compare = numeric
          ? (a, b) => figure(value(a, column)) - figure(value(b, column))
          : (a, b) =>
              value(a, column).localeCompare(value(b, column), document.documentElement.lang, {
                numeric: true,
              });
        body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
      });
    }
  }
})();
