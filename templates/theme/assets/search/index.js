// The index of one language, written by generator/search/__init__.py. Files are fetched when needed.

import { Reader } from "./tokens.js";

async function fetched(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** The place of the last of the sorted `starts` that is not greater than `value`. */
export function placeOf(starts, value) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Positions from the steps between them. */
function positions(steps) {
  let position = 0;
  return steps.map((step) => (position += step));
}

/** Several sorted lists of positions merged into one. */
export const united = (lists) =>
  lists.length === 1 ? lists[0] : Array.from(Uint32Array.from(lists.flat()).sort());

export class Index {
  /** The index of `language` under the site's `root`. */
  static async open(root, language) {
    const folder = `${root}search/${language}/`;
    // All other files are in a folder named by a hash, so only this file can be out of date.
    const head = await fetched(`${folder}index.json`, { cache: "no-cache" });
    return new Index(root, language, `${folder}${head.folder}/`, head);
  }

  constructor(root, language, folder, head) {
    Object.assign(this, { root, language, folder, head });
    // Facet → value → name.
    this.values = Object.fromEntries(
      Object.entries(head.values).map(([facet, names]) => [facet, new Map(names)]),
    );
    this.columns = head.columns.map(([key, heading, kind, usual]) => ({
      key,
      heading,
      kind,
      usual,
    }));
    this.common = new Set(head.common);
    this.reader = new Reader(head);
    this.loaded = new Map();
  }

  file(name) {
    if (!this.loaded.has(name)) {
      const loading = fetched(`${this.folder}${name}`);
      loading.catch(() => this.loaded.delete(name));
      this.loaded.set(name, loading);
    }
    return this.loaded.get(name);
  }

  tokens(text) {
    return this.reader.tokens(text);
  }

  /** Identifiers, facts, and the first position of each page. */
  async pages() {
    const pages = await this.file("pages.json");
    if (!pages.starts) {
      let start = 0;
      pages.starts = pages.extent.map((sizes) => {
        const here = start;
        start += sizes.reduce((sum, size) => sum + size, 0);
        return here;
      });
      pages.directions = pages.guide.length;
    }
    return pages;
  }

  /** Word → number of its occurrences. */
  async terms() {
    this.words ??= this.file("terms.json").then((terms) => new Map(Object.entries(terms)));
    return this.words;
  }

  /** The number of the file that contains `key`, if any. */
  leaf(key) {
    return Math.max(0, placeOf(this.head.keys, key));
  }

  /** The number of files that contain the keys from `first` to `last`. */
  files(first, last = first) {
    return this.leaf(last) - this.leaf(first) + 1;
  }

  /** The first and last key of `word`. A common word has a key for every next word. */
  keysOf(word) {
    return [word, this.common.has(word) ? `${word} \uffff` : word];
  }

  /** Positions of `word`, which may also be a pair of single characters. */
  positions(word) {
    return this.between(...this.keysOf(word));
  }

  /** Positions of every key that begins with `start`. */
  beginning(start) {
    return this.between(start, `${start}\uffff`);
  }

  /** Positions of every key from `first` to `last`, in order. */
  async between(first, last) {
    const leaf = this.leaf(first);
    const leaves = await Promise.all(
      Array.from({ length: this.files(first, last) }, (_, more) =>
        this.file(`keys-${leaf + more}.json`),
      ),
    );
    return united(
      leaves.flatMap((keys) =>
        Object.keys(keys)
          .filter((key) => key >= first && key <= last)
          .map((key) => positions(keys[key])),
      ),
    );
  }

  /** The text of page number `page`. */
  async record(page) {
    const file = placeOf(this.head.texts, page);
    return (await this.file(`texts-${file}.json`))[page - this.head.texts[file]];
  }
}
