// Prints what Citation.js reads from each text of a list in JSON: BibTeX or RIS, as CSL-JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("node/", import.meta.url));
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");

const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => new Cite(text).data[0])));
