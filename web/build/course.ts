// The course as the built engine tells it, read in Node.
import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type {
  Catalogue,
  Engine,
  Frame,
  LabInfo,
  NetworkInfo,
} from '../../bindings/wasm/engine.d.ts';
import { glue, simdWasm } from './paths.ts';
import { advance, openSession } from './sessions.ts';

export async function openEngine(): Promise<Engine> {
  const { mtimeMs } = await stat(glue).catch(() => {
    throw new Error(`The engine is not built: ${glue} is missing. Run "npm run build" first.`);
  });
  const { default: createEngine } = await import(
    /* @vite-ignore */ `${pathToFileURL(glue)}?${mtimeMs}`
  );
  return createEngine({ wasmBinary: await readFile(simdWasm), locateFile: (path: string) => path });
}

/** What a lab's default run shows after the steps that its picture is of, and its network. */
export interface Preview {
  frame: Frame;
  network: NetworkInfo | null;
}

export interface Course {
  catalogue: Catalogue;
  labs: LabInfo[];
  preview(id: string): Preview;
}

function preview(engine: Engine, { id, previewSteps }: LabInfo): Preview {
  const session = openSession(engine, id);
  try {
    advance(session, previewSteps);
    return { frame: session.frame(), network: session.network() };
  } finally {
    session.delete();
  }
}

export async function openCourse(): Promise<Course> {
  const engine = await openEngine();
  const catalogue = engine.catalogue();
  const previews = new Map<string, Preview>();
  return {
    catalogue,
    labs: catalogue.labs,
    preview(id) {
      const lab = catalogue.labs.find((each) => each.id === id)!;
      if (!previews.has(id)) previews.set(id, preview(engine, lab));
      return previews.get(id)!;
    },
  };
}
