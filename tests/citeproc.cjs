// Prints the references that citeproc-js makes. The input is JSON: {folder, locales, styles, items}. The folder has the
// styles; the result is a list for each style, in the order of the items.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const CSL = require("./node/node_modules/citeproc");

const { folder, locales, styles, items } = JSON.parse(readFileSync(0, "utf8"));
const read = (...path) => readFileSync(join(...path), "utf8");
const references = styles.map((style) => {
  const system = {
    retrieveItem: (number) => ({ ...items[number], id: number }),
    retrieveLocale: (name) => read(locales, `locales-${name === "us" ? "en-US" : name}.xml`),
  };
  const engine = new CSL.Engine(system, read(folder, `${style}.csl`), "en-US", true);
  engine.setOutputFormat("text");
  return items.map((_, number) => {
    engine.updateItems([number]);
    return engine.makeBibliography()[1].join("").trim();
  });
});
console.log(JSON.stringify(references));
