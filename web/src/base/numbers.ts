// Numbers for people: few digits in panels, all of them on demand, a true minus sign.

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const superscript = (exponent: string): string =>
  exponent
    .replace('+', '')
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!);

/** "-1.5e-8" as "−1.5×10⁻⁸". */
function typeset(text: string): string {
  const [mantissa = '', exponent] = text.split('e');
  const power = exponent === undefined ? '' : `×10${superscript(exponent)}`;
  return mantissa.replace('-', '−') + power;
}

function special(value: number): string | null {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return null;
}

/** A few significant digits; whole numbers whole. */
export function shortNumber(value: number, digits = 4): string {
  const odd = special(value);
  if (odd) return odd;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return typeset(String(value));
  if (size < 1e-3 || size >= 1e6) return typeset(value.toExponential(digits - 1));
  return typeset(value.toPrecision(Math.max(digits, Math.ceil(Math.log10(size)))));
}

/** The shortest digits that give this number back; of a float32 where it is one. */
export function allDigits(value: number): string {
  if (special(value) || Math.fround(value) !== value) return String(value);
  for (let digits = 1; digits < 9; ++digits) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}

/** All digits, for people. */
export const fullNumber = (value: number): string => special(value) ?? typeset(allDigits(value));

/** A whole number with commas between thousands. */
export const count = (value: number): string =>
  String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** With so many digits after the point; a lone 0 is exactly zero. */
export function fixedNumber(value: number, decimals: number): string {
  if (value === 0) return '0';
  const text = value.toFixed(decimals);
  return special(value) ?? typeset(Number(text) === 0 ? text.replace('-', '') : text);
}

const decimalsOf = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

/** Significant digits, six at most. */
const digitsOf = (value: number): number =>
  value.toExponential(5).replace(/0*e.*/, '').replace('.', '').length;

/** Numbers of an axis, all with as many decimals as one of them needs; null is left out. */
export function evenNumbers(values: (number | null)[]): string[] {
  const sizes = values.map((value) => Math.abs(value ?? 0)).filter((size) => size > 0);
  if (sizes.some((size) => size < 1e-3 || size >= 1e6)) {
    const digits = Math.max(1, ...sizes.map(digitsOf));
    return values.map((value) => (value === null ? '' : shortNumber(value, digits)));
  }
  const rounded = values.map((value) => (value === null ? null : Number(value.toPrecision(6))));
  const decimals = Math.max(0, ...rounded.map((value) => decimalsOf(value ?? 0)));
  return rounded.map((value) => (value === null ? '' : fixedNumber(value, decimals)));
}

/** "1.2 kB", "3.4 MB". */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${size < 10 ? Number(size.toFixed(1)) : Math.round(size)} ${unit}`;
}
