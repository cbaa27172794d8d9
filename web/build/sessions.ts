// Sessions in Node: their labs get the data that the build has laid out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, PresetInfo, Session } from '../../bindings/wasm/engine.d.ts';
import { isOwnFile } from '../src/base/files.ts';
import { data } from './paths.ts';

/** The file that a lab lacks, or "". */
function missingFile(error: unknown): string {
  const { code, values } = error as { code?: string; values?: Record<string, string> };
  return code === 'missing-data' ? (values?.key ?? '') : '';
}

/** A file that the build has not laid out. */
export class MissingData extends Error {}

function provide(engine: Engine, name: string): void {
  const path = join(data, name);
  if (!existsSync(path)) {
    throw new MissingData(`The data "${name}" is not laid out. Run "node scripts/data.mjs" first.`);
  }
  engine.provide(name, readFileSync(path));
}

/** `note` is told the name of each file that it reads, unless the engine has it from before. */
export function openSession(
  engine: Engine,
  lab: string,
  preset = '',
  inputs: Record<string, string> = {},
  note: (name: string) => void = () => {},
): Session {
  for (let provided = ''; ;) {
    try {
      return new engine.Session(lab, preset, inputs);
    } catch (error) {
      const name = missingFile(error);
      if (name === '' || name === provided) throw error;
      provide(engine, (provided = name));
      note(name);
    }
  }
}

/** Whether a preset is about a file that its reader opens. */
export const asksForOwnFile = ({ inputs }: PresetInfo): boolean =>
  Object.values(inputs).some(isOwnFile);

/** So many steps, whatever they take. */
export function advance(session: Session, steps: number): void {
  session.advance(steps, Infinity, '', -Infinity);
}
