// Texts in other encodings, for tests: what the platform's own decoder would read.

const tables = new Map();

/** The bytes of each symbol: of all bytes and pairs of bytes, those that decode to it. */
function tableOf(encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map();
  const add = (...bytes) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // No symbol has these bytes.
    }
  };
  for (let byte = 0; byte < 256; ++byte) add(byte);
  for (let lead = 0x81; lead < 0xff; ++lead) {
    for (let trail = 0x40; trail < 0xff; ++trail) add(lead, trail);
  }
  return table;
}

function utf16(text, littleEndian) {
  const bytes = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; ++i) bytes.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(bytes.buffer);
}

export function encoded(text, encoding) {
  if (encoding.startsWith('utf-16')) return utf16(text, encoding === 'utf-16le');
  if (!tables.has(encoding)) tables.set(encoding, tableOf(encoding));
  const table = tables.get(encoding);
  return Uint8Array.from(
    [...text].flatMap((symbol) => {
      if (!table.has(symbol)) throw new Error(`${encoding} has no ${symbol}`);
      return table.get(symbol);
    }),
  );
}
