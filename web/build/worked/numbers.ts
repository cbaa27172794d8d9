// Numbers as a page's text shows them.

/** With three decimals, and a minus sign that prose and formulas share. */
export const short = (value: number): string => signed(value.toFixed(3));

/** The same without zeros at the end. */
export const brief = (value: number): string => signed(`${Number(value.toFixed(3))}`);

/** As many decimals as show that two ways agree. */
export const long = (value: number): string => signed(value.toFixed(6));

export const share = (part: number): string => `${Math.round(100 * part)}%`;

export const count = (value: number): string => value.toLocaleString('en');

const signed = (digits: string) => digits.replace('-', '\u2212');
