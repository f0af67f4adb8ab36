// Text as the search sees it, in step with generator/search/tokens.py: folded characters, tokens
// (a word of an alphabet, or any other single character), and the keys of the index.

const ACCENT = /[\u0300-\u036f]/;
const SPACE = /\s/;

/** A reader of text; `word` is the inside of a character class, `variants` two lists of characters. */
export class Reader {
  constructor({ word, variants }) {
    this.word = new RegExp(`[${word}]`);
    const [from, to] = variants.map((characters) => [...characters]);
    this.variants = new Map(from.map((character, place) => [character, to[place]]));
    this.known = new Map();
  }

  /** What `character` is folded to: {folded, space, word} for each part. Looked up once for each. */
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

  /** The tokens of `text`: {text, raw, word, spaced, start, end}; of a single character, `raw` is what
   * stands in `text`; start and end count code units of it.
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

/** Whether `after` follows `token` at once, both of them single characters. */
export const joined = (token, after) =>
  Boolean(after) && !token.word && !after.word && !after.spaced;

/** The key of each token: a word is its own; a single character has what follows it at once, and one of
 * the `common` words whatever follows it.
 */
export const keys = (tokens, common = new Set()) =>
  tokens.map((token, place) => {
    const after = tokens[place + 1];
    if (after && common.has(token.text)) return `${token.text} ${after.text}`;
    return joined(token, after) ? token.text + after.text : token.text;
  });

/** Whether `token` of a text can be token `place` of `query`: a phrase may begin and end in mid-word. */
const fits = (token, query, place) => {
  const wanted = query[place].text;
  if (!token.word) return token.text === wanted;
  const first = place === 0;
  const last = place === query.length - 1;
  if (first && last) return token.text.includes(wanted);
  if (first) return token.text.endsWith(wanted);
  return last ? token.text.startsWith(wanted) : token.text === wanted;
};

/** Whether a space in `query` before `place` must be one in the text: between single characters. */
const apart = (query, place) => place > 0 && !query[place - 1].word && !query[place].word;

/** Where `query` stands in `tokens`: [first, last] places, both included. */
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
