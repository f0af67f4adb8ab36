// Stores two choices in the browser: the last language, and whether both are shown. Sites of one owner can
// share a host and so its storage; hence the prefix. The page privacy/ describes the choices.
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

  // A browser that returns to a page may keep the drawer open. Escape closes it.
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

  // A box that scrolls sideways and has no link gets the keyboard focus, so that keys can scroll it.
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

  // Browsers share, bookmark and list a page under its title. At a requirement or section the title says which.
  const wholeTitle = document.title;
  const named = () => {
    const [, anchor = ""] = location.hash.match(/^#([\w.-]+)$/) ?? [];
    const place = document.getElementById(anchor);
    if (place?.ariaLabel) return place.ariaLabel;
    if (!/^H[2-6]$/.test(place?.tagName)) return "";
    const heading = place.cloneNode(true);
    for (const link of heading.querySelectorAll(".headerlink")) link.remove();
    return heading.textContent.trim();
  };
  const retitle = () => {
    const name = named();
    document.title = name ? `${name} – ${wholeTitle}` : wholeTitle;
  };
  addEventListener("hashchange", retitle);
  retitle();

  // The permanent link has the anchor of the address bar; each line of the box can be copied. A page opened
  // from disk has no public address: there the identifier stays.
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
  const feed = fromDisk ? null : document.querySelector(".cite .feed");
  if (feed) feed.textContent = feed.href;
  // A print has the whole address, with the query of a search.
  const printed = fromDisk ? null : document.querySelector(".masthead a");
  const head = () => {
    printed.textContent = printed.href.replace(/[?#].*/, "") + location.search;
  };
  if (printed) {
    head();
    addEventListener("beforeprint", head);
  }
  // A copied address with a name is a link with these words where formatted text is pasted, such as a letter.
  const copy = (plain, name) => {
    if (!name || !window.ClipboardItem) return navigator.clipboard.writeText(plain);
    const anchor = document.createElement("a");
    anchor.href = plain;
    anchor.textContent = name;
    const forms = { "text/plain": plain, "text/html": anchor.outerHTML };
    const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  };
  for (const part of document.querySelectorAll(".cite [data-copy]")) {
    const { copyWord, copiedWord } = part.closest(".cite").dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copyWord;
    let text = part;
    button.addEventListener("click", async () => {
      const link = part.tagName === "A" && (fromDisk ? part.textContent : part.href);
      // The citation gets the date of access: today, as this is the day on which somebody reads it.
      for (const accessed of text.querySelectorAll("[data-accessed]")) {
        const day = new Date().toLocaleDateString("en-US", { dateStyle: "long" });
        const iso = new Date().toLocaleDateString("sv");
        accessed.textContent = accessed.dataset.accessed.replace("{day}", day).replace("{iso}", iso);
      }
      await copy(link || text.innerText.trim(), link && named());
      button.textContent = copiedWord;
      setTimeout(() => {
        button.textContent = copyWord;
      }, 2000);
    });
    const line = part.closest("dd");
    if (part === line) {
      text = document.createElement("span");
      text.append(...line.childNodes);
      line.append(text);
    }
    line.append(" ", button);
  }

  // An error report has the anchor of the address bar.
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

  const script = document.currentScript.src;
  const load = (name) => import(new URL(name, script).href);
  if (document.querySelector(".compare")) {
    if (fromDisk) document.querySelector(".plain").classList.add("shown");
    else load("compare.js");
  }

  // A picture as PNG is drawn by the browser from its SVG. A page opened from disk may not read that file.
  for (const line of fromDisk ? [] : document.querySelectorAll(".figure .take")) {
    const svg = line.querySelector("a");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "PNG";
    button.setAttribute("aria-label", svg.getAttribute("aria-label").replace("SVG", "PNG"));
    button.addEventListener("click", async () => {
      const { save } = await load("picture.js");
      await save(svg);
    });
    svg.after(" ", button);
  }

  // A click on a column's head sorts a table of more than ten rows. A matrix, whose heads are links, cannot
  // be sorted.
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
        // The first click sorts numbers from the largest, words from A to Z.
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
