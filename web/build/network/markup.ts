// Templates of lit that only draw, as text: they have no events and no properties.
import { nothing, type TemplateResult } from 'lit';
import { escape } from '../pages/html.ts';

/** A value behind `name=` stands in quotes. */
const ofTemplate = ({ strings, values }: TemplateResult): string =>
  strings
    .map((text, i) => {
      if (i === values.length) return text;
      return text.endsWith('=') ? `${text}"${markup(values[i])}"` : text + markup(values[i]);
    })
    .join('');

export function markup(value: unknown): string {
  if (value === nothing) return '';
  if (Array.isArray(value)) return value.map(markup).join('');
  if (typeof value === 'object') return ofTemplate(value as TemplateResult);
  return escape(String(value));
}
