// The page compare/: partners side by side. The address has their codes: ?partners=fi,at

import { element } from "./search/dom.js";

const place = document.querySelector(".compare");
const root = new URL("../../", location.href).href;

function failed() {
  document.querySelector(".plain").classList.add("shown");
  place.replaceChildren();
}

const link = ({ name, path }) => element("a", { href: root + path }, name);
const lines = (texts, none) =>
  texts.length ? texts.map((text) => element("span", { class: "line" }, `${text} `)) : [none];

/** A table with a column for each of `partners` and rows of [head, cells]. On a phone, where a row is a card, each cell
 * begins with the name of its partner.
 */
function table(caption, note, corner, partners, rows) {
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, corner),
    ...partners.map((partner) => element("th", { scope: "col" }, link(partner))),
  );
  const body = rows.map(([name, cells]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      ...cells.map((cell, at) =>
        element(
          "td",
          {},
          element("span", { class: "of" }, partners[at].name),
          element("span", {}, ...cell),
        ),
      ),
    ),
  );
  return [
    element("h2", {}, caption),
    note && element("p", { class: "by" }, note),
    element(
      "div",
      { class: "sides" },
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)),
    ),
  ];
}

function start(data) {
  const { words, none, most } = data;
  const known = (code) => Object.hasOwn(data.partners, code);
  const asked = new URLSearchParams(location.search).get("partners") ?? "";
  let chosen = [...new Set(asked.toLowerCase().split(","))].filter(known).slice(0, most);

  /** Show the partners of the codes `next`, and put them into the address. */
  function choose(next) {
    chosen = next;
    const address = new URL(location.href);
    address.searchParams.delete("partners");
    // Commas stay readable.
    address.search = chosen.length ? `?partners=${chosen.join(",")}` : "";
    history.replaceState(null, "", address);
    show();
  }

  function chooser() {
    const others = Object.entries(data.partners)
      .filter(([code]) => !chosen.includes(code))
      .map(([code, { name }]) => element("option", { value: code }, name));
    const select = element(
      "select",
      {
        change: () => {
          choose([...chosen, select.value]);
          place.querySelector("select, button").focus();
        },
      },
      element("option", { value: "" }, words.choose),
      ...others,
    );
    const chips = chosen.map((code) =>
      element(
        "button",
        {
          type: "button",
          "aria-label": words.remove.replace("{name}", data.partners[code].name),
          click: () => {
            choose(chosen.filter((other) => other !== code));
            place.querySelector("select").focus();
          },
        },
        `${data.partners[code].name} ×`,
      ),
    );
    const add = chosen.length < most && element("label", {}, `${words.add} `, select);
    return element("div", { class: "chooser" }, ...chips, add || null);
  }

  function tables() {
    const partners = chosen.map((code) => data.partners[code]);
    const side = (list, at, show) => partners.map((partner) => show(partner[list][at]));
    const facts = words.facts
      .map((name, at) => [name, side("facts", at, (texts) => lines(texts, none)), at])
      .filter(([, , at]) => partners.some((partner) => partner.facts[at].length));
    const guides = data.guides.map((guide, at) => [
      link(guide),
      side("guides", at, (plan) =>
        plan.length
          ? [
              ...plan[0].flatMap(([name, path], n) => [n ? ", " : "", link({ name, path })]),
              " ",
              element("span", { class: "line" }, plan[1]),
            ]
          : [none],
      ),
    ]);
    const shared = (at) => partners.filter((partner) => partner.domains[at].length).length;
    const domains = data.domains
      .map((domain, at) => ({ domain, at, count: shared(at) }))
      .filter(({ count }) => count)
      .sort((a, b) => b.count - a.count)
      .map(({ domain, at }) => [
        link(domain),
        side("domains", at, (texts) => lines(texts, none)),
      ]);
    return [
      ...table(words.short, "", words.fact, partners, facts),
      ...table(words.by_guide, words.by_guide_note, words.guide, partners, guides),
      ...table(words.domains, words.domains_note, words.domain, partners, domains),
    ];
  }

  function show() {
    const many = chosen.length > 1;
    const below = many ? tables() : [element("p", { role: "status" }, words.more)];
    place.replaceChildren(chooser(), ...below.filter(Boolean));
    // The page in the other language has the same choice.
    for (const other of document.querySelectorAll("a.language")) other.search = location.search;
  }
  show();
}

try {
  const answer = await fetch(new URL("partners.json", location.href));
  if (!answer.ok) throw new Error(`partners.json: ${answer.status}`);
  start(await answer.json());
} catch (error) {
  failed();
  throw error;
}
