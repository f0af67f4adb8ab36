// The selected directions as files: for people a table in their language, for programs rows of the open
// data, each with its full address.

import { root } from "./site.js";
import { workbook } from "./spreadsheet.js";

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

// What a spreadsheet program would run as a formula, as in generator/escape.py.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** The table for people: {name, columns, rows} of the directions `numbers`, with the columns `keys`. */
async function table(index, numbers, keys) {
  const rows = await index.file("sheet.json");
  const chosen = index.columns.flatMap((column, place) =>
    keys.has(column.key) ? [{ ...column, place }] : [],
  );
  return {
    name: index.head.words.sheet,
    columns: chosen,
    rows: numbers.map((number) =>
      chosen.map(({ kind, place }) => {
        const value = rows[number][place];
        return kind === "link" ? whole(value) : value;
      }),
    ),
  };
}

function tableAsCsv({ columns, rows }) {
  const text = (value) => {
    if (typeof value !== "string") return String(value ?? "");
    return written(FORMULA.test(value) ? `'${value}` : value);
  };
  const lines = [columns.map(({ heading }) => heading), ...rows];
  return `\ufeff${lines.map((line) => `${line.map(text).join(",")}\r\n`).join("")}`;
}

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Kind of file → its name, its type, and a function that makes it of a selection, {index, ids, numbers, keys}. */
export const FORMATS = {
  people: [
    {
      name: "Excel (.xlsx)",
      extension: "xlsx",
      type: EXCEL,
      make: async ({ index, numbers, keys }) => {
        const { name, columns, rows } = await table(index, numbers, keys);
        return workbook(name, columns, rows);
      },
    },
    {
      name: "CSV",
      extension: "csv",
      type: "text/csv;charset=utf-8",
      make: async ({ index, numbers, keys }) => tableAsCsv(await table(index, numbers, keys)),
    },
  ],
  programs: [
    {
      name: "CSV",
      extension: "data.csv",
      type: "text/csv;charset=utf-8",
      make: ({ ids }) => csv(ids),
    },
    {
      name: "JSON",
      extension: "data.json",
      type: "application/json;charset=utf-8",
      make: ({ ids }) => json(ids),
    },
  ],
};

/** Download `selection` as a file. */
export async function download({ extension, type, make }, selection) {
  const address = URL.createObjectURL(new Blob([await make(selection)], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `coop-guides.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
