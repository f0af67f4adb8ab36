// Runs Zotero's translators in a browser page, for tests/test_zotero.py. Zotero's own scripts are loaded after it.
window.Zotero = {
  debug() {},
  locale: "en-US",
  Utilities: {},
  Translate: {},
  isFx: false,
};

// Zotero.Item as translators get it; the result keeps what has a field, and puts the rest into Extra as Zotero does.
const host = (done) => {
  const ZU = Object.create(Zotero.Utilities, {
    fieldIsValidForType: {
      value: (field, type) =>
        Zotero.ItemFields.isValidForType(Zotero.ItemFields.getID(field), Zotero.ItemTypes.getID(type)),
    },
  });
  Object.assign(ZU, Zotero.Utilities.Item, {
    formatDate: Zotero.Date.formatDate,
    strToDate: Zotero.Date.strToDate,
    strToISO: Zotero.Date.strToISO,
    getCreatorsForType: () => [],
  });
  class Item {
    constructor(type) {
      Object.assign(this, { itemType: type, creators: [], notes: [], attachments: [], tags: [], seeAlso: [] });
    }
    complete() {
      done(this);
    }
  }
  return Object.assign(Object.create(Zotero), {
    Utilities: ZU,
    Item,
    done() {},
    setProgress() {},
    setCharacterSet() {},
    getOption() {},
    getHiddenPref: (name) => name === "RIS.import.ignoreUnknown",
  });
};

const saved = (item) => {
  const type = Zotero.ItemTypes.getID(item.itemType);
  const found = { itemType: item.itemType, creators: item.creators };
  const extra = [];
  for (const [name, value] of Object.entries(item)) {
    if (typeof value !== "string" || !value || name === "itemType" || name === "extra") continue;
    const id = Zotero.ItemFields.getID(name);
    const own = id && (Zotero.ItemFields.getFieldIDFromTypeAndBase(type, id) || id);
    if (own && Zotero.ItemFields.isValidForType(own, type)) found[Zotero.ItemFields.getName(own)] = value;
    else extra.push(`${name}: ${value}`);
  }
  return { ...found, extra: [...extra, item.extra].filter(Boolean).join("\n") };
};

const loaded = (code, zotero, names) =>
  new Function("Zotero", "Z", "ZU", "attr", `var exports = {}; ${code}; return { ${names} };`)(
    zotero,
    zotero,
    zotero.Utilities,
    (doc, selector, name) => doc.querySelector(selector)?.getAttribute(name) ?? "",
  );

// Returns the items that an import translator, given as code, makes of a file's text.
window.importText = async (code, text) => {
  const items = [];
  const zotero = host((item) => items.push(item));
  let at = 0;
  zotero.read = (length) => {
    if (at >= text.length) return false;
    const end = length ? at + length : (text.indexOf("\n", at) + 1 || text.length + 1);
    const part = text.slice(at, length ? end : end - 1);
    at = end;
    return part;
  };
  await loaded(code, zotero, "doImport").doImport();
  return items.map(saved);
};

// Returns the items that Embedded Metadata makes of this page. It hands the metadata over to the translator RDF.
window.importPage = async (embedded, rdf) => {
  const items = [];
  const zotero = host((item) => items.push(item));
  zotero.loadTranslator = () => {
    let itemDone;
    return {
      setTranslator() {},
      setHandler(_, handler) {
        itemDone = handler;
      },
      getTranslatorObject(use) {
        const [page, triples] = [{ uri: document.location.href }, []];
        const inner = host((item) => itemDone(null, Object.assign(new zotero.Item(item.itemType), item)));
        inner.RDF = {
          addStatement: (_, predicate, value) => triples.push([predicate, value]),
          getResourceURI: (node) => node.uri ?? node,
          getAllResources: () => (triples.length ? [page] : []),
          getTargets: (_, predicate) => {
            const values = triples.filter(([p]) => p === predicate).map(([, value]) => value);
            return values.length > 0 && values;
          },
          getStatementsMatching: (_, predicate) => triples.filter(([p]) => p === predicate),
          getSources: () => false,
          getArcsIn: () => false,
          getArcsOut: () => triples.map(([predicate]) => predicate),
          getContainerElements: () => [],
        };
        use(Object.assign(loaded(rdf, inner, "exports").exports, { Zotero: inner }));
      },
    };
  };
  const translator = loaded(embedded, zotero, "detectWeb, doWeb");
  translator.detectWeb(document, document.location.href);
  await translator.doWeb(document, document.location.href);
  return items.map(saved);
};
