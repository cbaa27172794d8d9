// CSV: values for a spreadsheet, with all their digits.
import { allDigits } from './numbers';

export type Row = (string | number)[];

export interface Grid {
  columns: string[];
  rows: Row[];
}

function cell(value: string | number): string {
  const text = typeof value === 'number' ? allDigits(value) : value;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv = (rows: Row[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
