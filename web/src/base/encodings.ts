// Encodings of texts that are not UTF-8: which one it is likely to be, told by what comes out. Of
// the 31 short texts of the tests that are not UTF-16 either, chardet 2.2 knows 23, chardetng 28 and
// jschardet 4.1, at 0.7 MB, 30; of UTF-16 without a mark only the last knows any, 17 of 31.
import table from '../../../bindings/frequent_letters.inc?raw';

/** Those that are offered, as TextDecoder names them, with what people call them. */
export const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'euc-kr': 'EUC-KR, CP949 · 한국어',
  gb18030: 'GB18030, GBK · 简体中文',
  big5: 'Big5 · 繁體中文',
  shift_jis: 'Shift-JIS · 日本語',
  'euc-jp': 'EUC-JP · 日本語',
  'windows-1252': 'Windows-1252 · Français, Deutsch, Español …',
  'windows-1250': 'Windows-1250 · Polski, Čeština, Magyar …',
  'windows-1251': 'Windows-1251 · Русский, Українська …',
  'koi8-r': 'KOI8-R · Русский',
  'windows-1253': 'Windows-1253 · Ελληνικά',
  'windows-1254': 'Windows-1254 · Türkçe',
  'windows-1255': 'Windows-1255 · עברית',
  'windows-1256': 'Windows-1256 · العربية',
  'windows-1258': 'Windows-1258 · Tiếng Việt',
  'windows-874': 'Windows-874 · ไทย',
  'iso-8859-2': 'ISO-8859-2 · Polski, Čeština, Magyar …',
  'iso-8859-15': 'ISO-8859-15 · Français, Deutsch, Español …',
  macintosh: 'Macintosh · Français, Deutsch, Español …',
} as const;

export type Encoding = keyof typeof encodings;

type Alphabet = 'cyrillic' | 'greek' | 'hebrew';
type Script = 'ko' | 'zh-hans' | 'zh-hant' | 'ja' | Alphabet | 'western' | 'turkish' | 'central';

const letters = Object.fromEntries(
  table
    .split('\n')
    .filter((line) => line.includes(' '))
    .map((line) => line.split(' '))
    .map(([script, frequent]) => [script, new Set(frequent)]),
) as Record<Script, Set<string>>;

/** What is guessed among, the likelier first, and what is written so. */
const candidates: [Encoding, Script][] = [
  ['windows-1252', 'western'],
  ['euc-kr', 'ko'],
  ['gb18030', 'zh-hans'],
  ['shift_jis', 'ja'],
  ['big5', 'zh-hant'],
  ['euc-jp', 'ja'],
  ['windows-1253', 'greek'],
  ['windows-1251', 'cyrillic'],
  ['windows-1255', 'hebrew'],
  ['windows-1254', 'turkish'],
  ['windows-1250', 'central'],
  ['koi8-r', 'cyrillic'],
  ['iso-8859-2', 'central'],
  ['macintosh', 'western'],
  ...(['utf-16le', 'utf-16be'] as const).flatMap((encoding) =>
    (['ko', 'zh-hans', 'zh-hant', 'ja'] as const).map((script): [Encoding, Script] => [
      encoding,
      script,
    ]),
  ),
];

/** Bytes that are looked at. */
const ENOUGH = 200_000;

const isHan = (c: string) => /[\u3400-\u9fff]/.test(c);
const scripts: Record<Script, (c: string) => boolean> = {
  ko: (c) => /[\uac00-\ud7a3]/.test(c),
  'zh-hans': isHan,
  'zh-hant': isHan,
  ja: isHan,
  cyrillic: (c) => /[\u0400-\u045f]/.test(c),
  greek: (c) => /[\u0386-\u03ce]/.test(c),
  hebrew: (c) => /[\u05d0-\u05ea]/.test(c),
  western: (c) => /[\u00a1\u00bf\u00c0-\u00ff\u0152\u0153]/.test(c),
  turkish: (c) => /[\u00c0-\u017f]/.test(c),
  central: (c) => /[\u00c0-\u017f]/.test(c),
};

const isNeutral = (c: string) =>
  /[\u00a0\u00ab\u00b0\u00b7\u00bb\u2010-\u2030\u203b\u20ac\u2103\u3000-\u3011\uff01-\uff5e]/.test(
    c,
  );
const isLetter = (c = '') => /[A-Za-z]/.test(c);
/** Of Hebrew and Greek, at the end of words alone. */
const isFinal = (c: string) => /[\u03c2\u05da\u05dd\u05df\u05e3\u05e5]/.test(c);

function likelyCjk(script: Script, c: string): number {
  if (letters[script].has(c) || (script === 'ja' && /[\u3041-\u30fc]/.test(c))) return 1;
  if (scripts[script](c)) return 0.3;
  return isNeutral(c) ? 0.5 : -1;
}

const isSmall = (c: string) => c === c.toLowerCase();

/** Of alphabets that share no letters with Latin. */
function likelyAlphabetic(script: Alphabet, c: string, before = '', after = ''): number {
  const isOf = scripts[script];
  if (!isOf(c)) return isNeutral(c) ? 0.6 : -1;
  if (isLetter(before) || isLetter(after)) return -1;
  const isMixed = !isSmall(c) && isOf(before) && isSmall(before);
  if (isMixed || (isFinal(c) && isOf(after))) return -1;
  return letters[script].has(c.toLowerCase()) ? 1 : 0;
}

function likelyLatin(script: Script, c: string, before = '', after = ''): number {
  const isBetween = isLetter(before) && isLetter(after);
  if (isNeutral(c)) return isBetween && c !== '\u2019' ? -1 : 0.6;
  if (before > '\u007f' && !isNeutral(before)) return -0.5;
  if (/[\u00a1\u00bf]/.test(c)) return isLetter(before) ? -1 : 1;
  if (!scripts[script](c)) return -1;
  const isFrequent = letters[script].has(c);
  return isLetter(before) || isLetter(after) ? (isFrequent ? 1 : 0.2) : isFrequent ? 0.5 : 0;
}

/** From about -1 to 1: the mean over all that is not ASCII. */
function likelihood(script: Script, text: string): number {
  let sum = 0;
  let count = 0;
  const symbols = [...text];
  symbols.forEach((c, i) => {
    if (c < '\u0080') return;
    const [before, after] = [symbols[i - 1], symbols[i + 1]];
    count += 1;
    if (script === 'cyrillic' || script === 'greek' || script === 'hebrew') {
      sum += likelyAlphabetic(script, c, before, after);
    } else if (script === 'western' || script === 'turkish' || script === 'central') {
      sum += likelyLatin(script, c, before, after);
    } else sum += likelyCjk(script, c);
  });
  return count === 0 ? 0 : sum / count;
}

/** Null where the bytes cannot be that. */
function tried(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** ASCII that is written, and letters of the scripts that are known here. */
const COMMON =
  /[\t\r\n -~\u00a0-\u017f\u0400-\u045f\u2010-\u2030\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]/g;

/** How much of it is such letters, and how much is ASCII among them. */
function likelyUtf16(text: string | null): [number, number] {
  if (!text) return [0, 0];
  const share = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / text.length;
  return [share(COMMON), share(/[\t\r\n -~]/g)];
}

/** Of bytes with zeros or other controls. */
function utf16Of(bytes: Uint8Array): Encoding | null {
  const both = (['utf-16le', 'utf-16be'] as const).map((encoding) => {
    const [common, ascii] = likelyUtf16(tried(encoding, bytes));
    return { encoding, common, ascii };
  });
  const likely = both.filter(({ common }) => common > 0.9).sort((a, b) => b.ascii - a.ascii);
  return likely[0]?.encoding ?? null;
}

/** UTF-8 but for a few bytes. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const wrong = text.split('\ufffd').length - 1;
  const right = [...text].filter((c) => c > '\u007f' && c !== '\ufffd').length;
  return right > 4 * wrong;
}

/** From the line on with the first byte that is not ASCII. */
function tellingPart(bytes: Uint8Array): Uint8Array {
  const first = Math.max(
    0,
    bytes.findIndex((byte) => byte > 127),
  );
  const start = bytes.lastIndexOf(10, first) + 1;
  return bytes.subarray(start, start + ENOUGH);
}

const scriptOf: Record<string, Script> = { ko: 'ko', zh: 'zh-hans' };

function mostLikely(bytes: Uint8Array, language: string): Encoding {
  let best: Encoding = 'windows-1252';
  let most = -Infinity;
  for (const [encoding, script] of candidates) {
    const text = tried(encoding, bytes);
    if (text === null) continue;
    const likely = likelihood(script, text) + (scriptOf[language] === script ? 0.05 : 0);
    if (likely > most) [best, most] = [encoding, likely];
  }
  return best;
}

// eslint-disable-next-line no-control-regex -- what a text does not have
const CONTROLS = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;

/** Of bytes that are not UTF-8, or have zeros; null if they are no text. */
export function guessEncoding(bytes: Uint8Array, language: string): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, ENOUGH);
  const controls = new TextDecoder('iso-8859-15').decode(start).match(CONTROLS)?.length ?? 0;
  if (start.includes(0) || controls > start.length / 100) return utf16Of(start);
  const part = tellingPart(bytes);
  return isDamagedUtf8(part) ? 'utf-8' : mostLikely(part, language);
}

/** The text, with U+FFFD for what cannot be read. */
export const decoded = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(bytes);
