// The selected directions as CSV or JSON: rows of the open data, each with its full address.

import { root } from "./site.js";

/** The records of CSV text, each a list of values. Quoted values may contain commas and line breaks. */
export function records(text) {
  const found = [];
  let row = [];
  const value = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (value.lastIndex < text.length) {
    const [, quoted, plain, end] = value.exec(text);
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") {
      found.push(row);
      row = [];
    }
  }
  return found;
}

const written = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const whole = (path) => new URL(path, root).href;

async function data(name) {
  const answer = await fetch(`${root}data/${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

/** directions.csv with only the directions `ids`, in that order. */
async function csv(ids) {
  const text = await (await data("directions.csv")).text();
  const [head, ...rows] = records(text.replace(/^\ufeff/, ""));
  const [id, url] = ["id", "url"].map((name) => head.indexOf(name));
  const byId = new Map(rows.map((row) => [row[id], row]));
  const chosen = ids.map((wanted) => byId.get(wanted).with(url, whole(byId.get(wanted)[url])));
  // The mark by which spreadsheet programs recognise UTF-8.
  return `\ufeff${[head, ...chosen].map((row) => `${row.map(written).join(",")}\r\n`).join("")}`;
}

/** directions.json with only the directions `ids`, in that order, each with its `url`. */
async function json(ids) {
  const all = new Map(
    (await (await data("directions.json")).json()).map((direction) => [direction.id, direction]),
  );
  const chosen = ids.map((id) => ({ ...all.get(id), url: whole(`${id}/`) }));
  return `${JSON.stringify(chosen, null, 2)}\n`;
}

export const FORMATS = {
  csv: { name: "CSV", type: "text/csv", make: csv },
  json: { name: "JSON", type: "application/json", make: json },
};

/** Download the directions `ids` as a file. */
export async function download(format, ids) {
  const { type, make } = FORMATS[format];
  const address = URL.createObjectURL(
    new Blob([await make(ids)], { type: `${type};charset=utf-8` }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = `coop-guides.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
