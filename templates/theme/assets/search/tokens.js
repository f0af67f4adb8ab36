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

/** A word of one or two letters is an abbreviation (AI, EU, 5G) and not the beginning of a longer word. */
const SHORT = 2;

/** Whether the alphabetic `word` of a text matches token `place` of `query`: it is the same, or at the end
 * of the query begins with it. `cut` allows a first word of which the query has only the end.
 */
export const wordFits = (word, query, place, cut = false) => {
  const wanted = query[place].text;
  if (cut && place === 0 && query.length > 1) return word.endsWith(wanted);
  const whole = query.length === 1 && wanted.length <= SHORT;
  return place === query.length - 1 && !whole ? word.startsWith(wanted) : word === wanted;
};

/** Whether `token` of a text matches token `place` of `query`. */
const fits = (token, query, place, cut) =>
  token.word ? wordFits(token.text, query, place, cut) : token.text === query[place].text;

/** Whether a space in `query` before `place` must be in the text too, as between single characters. */
const apart = (query, place) => place > 0 && !query[place - 1].word && !query[place].word;

/** The places of `query` in `tokens`, as [first, last], both included. `cut` as for `wordFits`. */
export function stands(tokens, query, cut = false) {
  const found = [];
  if (!query.length) return found;
  for (let start = 0; start + query.length <= tokens.length; start += 1) {
    const holds = query.every(
      (wanted, place) =>
        fits(tokens[start + place], query, place, cut) &&
        (!apart(query, place) || tokens[start + place].spaced === wanted.spaced),
    );
    if (holds) found.push([start, start + query.length - 1]);
  }
  return found;
}
