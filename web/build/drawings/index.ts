// Drawings of texts: `![what it shows](lstm)`, and `lstm-f` for one part of it in full colour.
import { escape } from '../pages/html.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { memories } from './memories.ts';
import { unrolled } from './unrolled.ts';

interface Drawing {
  width: number;
  height: number;
  parts: string[];
}

const drawings: Record<string, Drawing> = { lstm, gru, unrolled, memories };

export function drawing(source: string, shows: string): string {
  const [name = '', lit] = source.split('-');
  const found = drawings[name];
  if (!found) throw new Error(`There is no drawing "${name}".`);
  const { width, height, parts } = found;
  const look = lit ? `drawing lit lit-${lit}` : 'drawing';
  return `<svg class="${look}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(shows)}">${parts.join('')}</svg>`;
}
