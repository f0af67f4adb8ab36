// Text as the search sees it, in the same way as generator/search/tokens.py: folded characters, tokens
// (an alphabetic word, or any other single character), and the keys of the index.

const ACCENT = /[\u0300-\u036f]/;
const SPACE = /\s/;

/** A reader of text. `word` is the inside of a character class, `variants` two lists of characters. */
export class Reader {
  constructor({ word, variants }) {
    this.word = new RegExp(`[${word}]`);
    const [from, to] = variants.map((characters) => [...characters]);
    this.variants = new Map(from.map((character, place) => [character, to[place]]));
    this.known = new Map();
  }

  /** The folded form of `character`: {folded, space, word} for each part. Computed once for each. */
  parts(character) {
    if (!this.known.has(character)) {
      const parts = [...character.normalize("NFKD").toLowerCase()].filter(
        (part) => !ACCENT.test(part),
      );
      this.known.set(
        character,
        parts.map((part) => {
          const folded = this.variants.get(part) ?? part;
          return { folded, space: SPACE.test(part), word: this.word.test(folded) };
        }),
      );
    }
    return this.known.get(character);
  }

  /** The tokens of `text`: {text, raw, word, spaced, start, end}. `raw` is a single character as in `text`;
   * `start` and `end` count its code units.
   */
  tokens(text) {
    const found = [];
    let spaced = false;
    let running = false;
    let end = 0;
    for (const character of text) {
      const start = end;
      end += character.length;
      for (const { folded, space, word } of this.parts(character)) {
        if (space) {
          [spaced, running] = [true, false];
          continue;
        }
        if (word && running) {
          const last = found[found.length - 1];
          last.text += folded;
          last.end = end;
        } else {
          found.push({ text: folded, raw: character, word, spaced, start, end });
        }
        [spaced, running] = [false, word];
      }
    }
    return found;
  }
}

/** Whether `after` follows `token` directly and both are single characters. */
export const joined = (token, after) =>
  Boolean(after) && !token.word && !after.word && !after.spaced;

/** The key of each token: a word itself; a single character with the one directly after it; a word in
 * `common` with the next token of any kind.
 */
export const keys = (tokens, common = new Set()) =>
  tokens.map((token, place) => {
    const after = tokens[place + 1];
    if (after && common.has(token.text)) return `${token.text} ${after.text}`;
    return joined(token, after) ? token.text + after.text : token.text;
  });

/** Whether `token` of a text matches token `place` of `query`. A phrase may begin or end inside a word. */
const fits = (token, query, place) => {
  const wanted = query[place].text;
  if (!token.word) return token.text === wanted;
  const first = place === 0;
  const last = place === query.length - 1;
  if (first && last) return token.text.includes(wanted);
  if (first) return token.text.endsWith(wanted);
  return last ? token.text.startsWith(wanted) : token.text === wanted;
};

/** Whether a space in `query` before `place` must be in the text too, as between single characters. */
const apart = (query, place) => place > 0 && !query[place - 1].word && !query[place].word;

/** The places of `query` in `tokens`, as [first, last], both included. */
export function stands(tokens, query) {
  const found = [];
  if (!query.length) return found;
  for (let start = 0; start + query.length <= tokens.length; start += 1) {
    const holds = query.every(
      (wanted, place) =>
        fits(tokens[start + place], query, place) &&
        (!apart(query, place) || tokens[start + place].spaced === wanted.spaced),
    );
    if (holds) found.push([start, start + query.length - 1]);
  }
  return found;
}
