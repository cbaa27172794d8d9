// A worksheet: texts, labs and questions in a row, as a file and in a link. What is read may come from
// anyone, so that each part of it is checked before it is shown.
import type { Lang } from '../../i18n/languages';
import { isLang } from '../../i18n/languages';

export interface TextPart {
  kind: 'text';
  /** Markdown. */
  text: string;
}

export interface QuestionPart {
  kind: 'question';
  text: string;
}

export interface LabPart {
  kind: 'lab';
  lab: string;
  /** Preset and inputs, as the address of a lab has them after "#", with it; or "". */
  fragment: string;
  /** What students read above the lab. */
  task: string;
  goal: string;
  hide: string[];
  lock: string[];
}

export type Part = TextPart | QuestionPart | LabPart;

export interface Sheet {
  title: string;
  /** Of the labs, and of what the page says around them. */
  lang: Lang;
  parts: Part[];
}

/** What is wrong with a worksheet or with answers: a code for the sentence that says what to do. */
export type SheetTrouble =
  | 'damaged'
  | 'otherKind'
  | 'newer'
  | 'badPart'
  | 'unknownLab'
  | 'tooLarge'
  | 'otherSheet'
  | 'answersFirst';

export class SheetError extends Error {
  constructor(
    readonly code: SheetTrouble,
    readonly values: Record<string, string | number> = {},
  ) {
    super(code);
  }
}

export const VERSION = 1;

/** More is no worksheet. */
export const most = { parts: 60, title: 200, text: 20_000, file: 1_000_000 };

export const emptySheet = (lang: Lang): Sheet => ({ title: '', lang, parts: [] });

export const newLab = (lab: string): LabPart => ({
  kind: 'lab',
  lab,
  fragment: '',
  task: '',
  goal: '',
  hide: [],
  lock: [],
});

export type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a file of ours, of this kind. */
export function fieldsOf(json: string, kind: 'worksheet' | 'answers'): Fields {
  if (json.length > most.file) throw new SheetError('tooLarge');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new SheetError('damaged');
  }
  if (!isFields(data) || data.unfold !== kind) throw new SheetError('otherKind');
  if (typeof data.v !== 'number') throw new SheetError('damaged');
  if (data.v > VERSION) throw new SheetError('newer');
  return data;
}

/** Whether a file says that it has answers; whether it is one at all, `fieldsOf` finds out. */
export function hasAnswers(json: string): boolean {
  try {
    return (JSON.parse(json) as Fields | null)?.unfold === 'answers';
  } catch {
    return false;
  }
}

const isText = (value: unknown, length = most.text): value is string =>
  typeof value === 'string' && value.length <= length;

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 100 && value.every((name) => isText(name, 100));

function labPart(fields: Fields): LabPart | null {
  const { lab, fragment = '', task = '', goal = '', hide = [], lock = [] } = fields;
  if (!isText(lab, 100) || !isText(fragment) || !isText(task) || !isText(goal, 1000)) return null;
  if (!isNames(hide) || !isNames(lock) || !/^(#|$)/.test(fragment)) return null;
  return { kind: 'lab', lab, fragment, task, goal, hide, lock };
}

function partOf(fields: unknown): Part | null {
  if (!isFields(fields)) return null;
  const { kind, text } = fields;
  if (kind === 'lab') return labPart(fields);
  return (kind === 'text' || kind === 'question') && isText(text) ? { kind, text } : null;
}

/** `labs` are the ids of those that it may have; without them, any. Throws SheetError. */
export function readSheet(json: string, labs?: string[]): Sheet {
  const { title, lang, parts } = fieldsOf(json, 'worksheet');
  if (!isText(title, most.title) || !isText(lang) || !isLang(lang) || !Array.isArray(parts)) {
    throw new SheetError('damaged');
  }
  if (parts.length > most.parts) throw new SheetError('tooLarge');
  const read = parts.map((fields, at) => {
    const part = partOf(fields);
    if (!part) throw new SheetError('badPart', { n: at + 1 });
    if (part.kind === 'lab' && labs?.includes(part.lab) === false) {
      throw new SheetError('unknownLab', { n: at + 1, lab: part.lab });
    }
    return part;
  });
  return { title, lang, parts: read };
}

export const writeSheet = ({ title, lang, parts }: Sheet): string =>
  JSON.stringify({ unfold: 'worksheet', v: VERSION, title, lang, parts });
