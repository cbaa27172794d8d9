// What a student gives back: answers and reached goals, kept on the device and saved as a file that
// can be read without the worksheet.
import { sha256 } from '../../engine/sha256';
import { keep, kept } from '../../base/storage';
import { fieldsOf, SheetError, VERSION, writeSheet, type Fields, type Sheet } from './sheet';

/** By the place of a part in the worksheet. */
export interface Answers {
  name: string;
  answers: Record<number, string>;
  /** The steps at which goals were reached. */
  reached: Record<number, number>;
}

/** One answer or one lab, in a file. */
export interface Given {
  question?: string;
  answer?: string;
  lab?: string;
  task?: string;
  goal?: string;
  /** Null where the goal is not reached. */
  reached?: number | null;
}

export interface GivenBack {
  worksheet: string;
  title: string;
  name: string;
  parts: Given[];
}

/** Symbols of an answer, and of a name. */
export const longest = { answer: 10_000, name: 200 };

const none = (): Answers => ({ name: '', answers: {}, reached: {} });

/** Tells worksheets apart: another text is another worksheet. */
export function keyOf(sheet: Sheet): string {
  return sha256(new TextEncoder().encode(writeSheet(sheet))).slice(0, 16);
}

const asked = ({ parts }: Sheet) => [...parts.entries()].filter(([, part]) => part.kind !== 'text');

export function writeAnswers(sheet: Sheet, { name, answers, reached }: Answers): string {
  const parts = asked(sheet).map(([at, part]): Given => {
    if (part.kind === 'lab') {
      const { lab, task, goal } = part;
      return { lab, task, goal, reached: reached[at] ?? null };
    }
    return { question: part.text, answer: answers[at] ?? '' };
  });
  const { title } = sheet;
  const file = { unfold: 'answers', v: VERSION, worksheet: keyOf(sheet), title, name, parts };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const isShort = (value: unknown, length: number): value is string =>
  typeof value === 'string' && value.length <= length;

function givenOf(part: Fields | null): Given | null {
  const { question, answer, lab, task, goal, reached } = part ?? {};
  if (isShort(question, 20_000) && isShort(answer, longest.answer)) return { question, answer };
  const isReached = reached === null || (Number.isInteger(reached) && Number(reached) >= 0);
  if (!isShort(lab, 100) || !isShort(task, 20_000) || !isShort(goal, 1000) || !isReached)
    return null;
  return { lab, task, goal, reached: reached as number | null };
}

/** A file of answers, whatever its worksheet. Throws SheetError. */
export function readGiven(json: string): GivenBack {
  const { worksheet, title, name, parts } = fieldsOf(json, 'answers');
  if (!isShort(worksheet, 64) || !isShort(title, 200) || !isShort(name, longest.name)) {
    throw new SheetError('damaged');
  }
  if (!Array.isArray(parts) || parts.length > 60) throw new SheetError('damaged');
  const read = parts.map((part) => givenOf(part as Fields | null));
  const given = read.filter((part) => part !== null);
  if (given.length < read.length) throw new SheetError('damaged');
  return { worksheet, title, name, parts: given };
}

/** The answers to a worksheet in a file. Throws SheetError, also for those to another worksheet. */
export function readAnswers(sheet: Sheet, json: string): Answers {
  const { worksheet, title, name, parts } = readGiven(json);
  if (worksheet !== keyOf(sheet)) throw new SheetError('otherSheet', { title });
  const all = none();
  asked(sheet).forEach(([at], i) => {
    const { answer, reached } = parts[i] ?? {};
    if (answer) all.answers[at] = answer;
    if (typeof reached === 'number') all.reached[at] = reached;
  });
  return { ...all, name };
}

export const keepAnswers = (sheet: Sheet, answers: Answers): void =>
  keep(`answers:${keyOf(sheet)}`, writeAnswers(sheet, answers));

export function keptAnswers(sheet: Sheet): Answers {
  const json = kept(`answers:${keyOf(sheet)}`);
  try {
    return json === null ? none() : readAnswers(sheet, json);
  } catch {
    // Somebody else wrote there.
    return none();
  }
}
