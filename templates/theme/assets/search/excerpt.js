// The words around a hit, with the hit marked, and their anchor on the page.

import { joined, stands } from "./tokens.js";

const AROUND = { zh: 36, en: 90 };
const MOST = 2;

/** The places of the found words in `tokens` as [first, last], in order. Adjacent places are joined. `match`
 * tells how their page was found: “exact” and “same” mark whole phrases, others single words.
 */
export function hits(tokens, found, match) {
  if (match === "exact" || found.cut) {
    const places = stands(tokens, found.query, found.cut);
    if (match === "exact" || places.length) return places;
  }
  if (match === "same")
    return found.phrases
      .flatMap((phrase) => stands(tokens, phrase))
      .sort(([a], [b]) => a - b);
  const words = new Set(found.looked.flatMap((term) => term.words ?? []));
  const alone = new Set(found.looked.flatMap((term) => term.beginning ?? []));
  const ranges = [];
  tokens.forEach((token, place) => {
    const after = tokens[place + 1];
    const pair = joined(token, after) && words.has(token.text + after.text);
    if (!pair && !(token.word ? words : alone).has(token.text)) return;
    const last = ranges[ranges.length - 1];
    const end = pair ? place + 1 : place;
    if (last && place <= last[1]) last[1] = end;
    else ranges.push([place, end]);
  });
  return ranges;
}

/** `text` from `start` to `end` as [piece, whether it is a hit]. */
function pieces(text, ranges, start, end) {
  const found = [];
  let at = start;
  for (const [from, to] of ranges) {
    if (from < start || to > end || from < at) continue;
    found.push([text.slice(at, from), false], [text.slice(from, to), true]);
    at = to;
  }
  found.push([text.slice(at, end), false]);
  return found.filter(([piece]) => piece);
}

/** The nearest place at or before `place` for a cut that is not inside an alphabetic word. */
function cut(text, place) {
  let at = place;
  while (at > 0 && at > place - 20 && /[\p{Script=Latin}\d]/u.test(text[at - 1])) at -= 1;
  return at;
}

/** The anchor of the stretch of `paragraph` that contains `offset`. */
function anchorAt([, anchor, ...marks], offset) {
  let found = anchor;
  for (let i = 0; i < marks.length && marks[i] <= offset; i += 2) found = marks[i + 1];
  return found;
}

/** {title, excerpts} of `record`: the title in pieces, and up to two {anchor, pieces} of the text. Of a title
 * without English, `told` says facts in its place; then the title itself is among the excerpts.
 */
export function excerpts(index, record, found, match) {
  const around = AROUND[index.language];
  const marked = record.text.map((paragraph) => {
    const tokens = index.tokens(paragraph[0]);
    const places = hits(tokens, found, match);
    return {
      paragraph,
      ranges: places.map(([first, last]) => [tokens[first].start, tokens[last].end]),
      distinct: new Set(places.map(([first]) => tokens[first].text)).size,
    };
  });
  const [title, ...others] = marked;
  const best = (record.told ? marked : others).filter(({ ranges }) => ranges.length);
  if (match !== "exact") best.sort((a, b) => b.distinct - a.distinct);
  return {
    title: record.told
      ? [[record.told, false]]
      : pieces(title.paragraph[0], title.ranges, 0, title.paragraph[0].length),
    excerpts: best.slice(0, MOST).map(({ paragraph, ranges }) => {
      const [text] = paragraph;
      const [[from, to]] = ranges;
      const start = from > around ? cut(text, from - around) : 0;
      const end = to + 2 * around < text.length ? cut(text, to + 2 * around) : text.length;
      return {
        anchor: anchorAt(paragraph, from),
        pieces: [
          ...(start ? [["…", false]] : []),
          ...pieces(text, ranges, start, end),
          ...(end < text.length ? [["…", false]] : []),
        ],
      };
    }),
  };
}
