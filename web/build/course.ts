// The course as the built engine tells it, read in Node.
import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Catalogue, Engine, Frame, LabInfo } from '../../bindings/engine.d.ts';
import { glue, simdWasm } from './paths.ts';

export async function openEngine(): Promise<Engine> {
  const { mtimeMs } = await stat(glue).catch(() => {
    throw new Error(`The engine is not built: ${glue} is missing. Run "npm run build" first.`);
  });
  const { default: createEngine } = await import(
    /* @vite-ignore */ `${pathToFileURL(glue)}?${mtimeMs}`
  );
  return createEngine({ wasmBinary: await readFile(simdWasm), locateFile: (path: string) => path });
}

/** What a lab's default run shows when it is done. */
export interface Result {
  frame: Frame;
  curves: Record<string, number[]>;
}

export interface Course {
  catalogue: Catalogue;
  labs: LabInfo[];
  result(id: string): Result;
}

function runToEnd(engine: Engine, id: string): Result {
  const session = new engine.Session(id, '', {});
  const curves: Record<string, number[]> = {};
  try {
    for (;;) {
      const frame = session.advance(1000);
      for (const [name, { y }] of Object.entries(frame.curves)) {
        curves[name] = [...(curves[name] ?? []), ...y];
      }
      if (frame.done) return { frame, curves };
    }
  } finally {
    session.delete();
  }
}

export async function openCourse(): Promise<Course> {
  const engine = await openEngine();
  const catalogue = engine.catalogue();
  const results = new Map<string, Result>();
  return {
    catalogue,
    labs: catalogue.labs,
    result(id) {
      if (!results.has(id)) results.set(id, runToEnd(engine, id));
      return results.get(id)!;
    },
  };
}
