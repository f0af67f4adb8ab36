// A workbook (.xlsx) of one sheet, as the build makes it of all directions (generator/build/spreadsheet.py).
// An .xlsx file is a ZIP archive of XML files; here it is not compressed.

const WIDTHS = { short: 16, text: 30, long: 60, number: 12, link: 40 };
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** The longest text of a cell. */
const MOST = 32_767;

/** The places of the formats in `STYLES`. */
const [TOP, BOLD, WRAPPED, LINK] = [0, 1, 2, 3];
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}">
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4"><xf xfId="0" numFmtId="0" fillId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf xfId="0" numFmtId="0" fillId="0" fontId="1" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" numFmtId="0" fillId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" numFmtId="0" fillId="0" fontId="2" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`;

// Control characters are not allowed in XML.
const escaped = (text) =>
  text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The name of a column: 0 is A, 26 is AA. */
const letters = (column) =>
  (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) +
  String.fromCharCode(65 + (column % 26));

function cell(value, place, style) {
  if (value === null) return `<c r="${place}" s="${style}"/>`;
  if (typeof value === "number") return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
  // A text that is written in the cell is never read as a formula.
  const text = escaped(value.slice(0, MOST));
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** The XML of the sheet with `rows` of values below the headings of `columns`, {heading, kind}. */
function sheet(columns, rows) {
  const style = ({ kind }) => (kind === "text" ? WRAPPED : kind === "link" ? LINK : TOP);
  const line = (values, number, styleOf) =>
    `<row r="${number}">${values
      .map((value, place) => cell(value, letters(place) + number, styleOf(columns[place])))
      .join("")}</row>`;
  const widths = columns.map(
    ({ kind }, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${WIDTHS[kind]}" customWidth="1"/>`,
  );
  const headings = columns.map(({ heading }) => heading);
  const links = columns.flatMap(({ kind }, place) =>
    kind === "link"
      ? rows.map((_, row) => `<hyperlink ref="${letters(place)}${row + 2}" r:id="rId${row + 1}"/>`)
      : [],
  );
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>${line(headings, 1, () => BOLD)}${rows.map((row, number) => line(row, number + 2, style)).join("")}</sheetData><autoFilter ref="A1:${letters(columns.length - 1)}${rows.length + 1}"/>${links.length ? `<hyperlinks>${links.join("")}</hyperlinks>` : ""}</worksheet>`;
}

const relations = (list) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(
      ([type, target, mode], place) =>
        `<Relationship Id="rId${place + 1}" Type="${DOCUMENT}/${type}" Target="${escaped(target)}"${mode ? ` TargetMode="${mode}"` : ""}/>`,
    )
    .join("")}</Relationships>`;

/** The bytes of a workbook with one sheet `name`. */
export function workbook(name, columns, rows) {
  const link = columns.findIndex(({ kind }) => kind === "link");
  const parts = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ["worksheet", "worksheets/sheet1.xml"],
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": STYLES,
    "xl/worksheets/sheet1.xml": sheet(columns, rows),
  };
  if (link >= 0)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
      rows.map((row) => ["hyperlink", row[link], "External"]),
    );
  return zipped(parts);
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** A ZIP archive of `parts`, name → text. */
function zipped(parts) {
  const encoder = new TextEncoder();
  const chunks = [];
  const directory = [];
  let offset = 0;
  const add = (list, ...some) => {
    for (const bytes of some) list.push(bytes);
  };
  for (const [name, text] of Object.entries(parts)) {
    const [called, bytes] = [encoder.encode(name), encoder.encode(text)];
    // Version, flag of UTF-8, no compression, 1 January 1980, checksum, sizes, lengths of name and extra.
    const about = numbers([
      [20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [checksum(bytes), 4],
      [bytes.length, 4], [bytes.length, 4], [called.length, 2], [0, 2],
    ]); // prettier-ignore
    add(chunks, numbers([[0x04034b50, 4]]), about, called, bytes);
    add(
      directory,
      numbers([[0x02014b50, 4], [20, 2]]),
      about,
      numbers([[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]),
      called,
    ); // prettier-ignore
    offset += 4 + about.length + called.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(parts).length;
  const end = numbers([
    [0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2],
  ]); // prettier-ignore
  return new Blob([...chunks, ...directory, end]);
}

/** [number, length] of each in little-endian bytes. */
const numbers = (list) =>
  Uint8Array.from(
    list.flatMap(([number, length]) =>
      Array.from({ length }, (_, place) => (number >>> (8 * place)) & 255),
    ),
  );
