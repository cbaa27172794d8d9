// Supply: gives the engine the files that its labs ask for. What several ask for is fetched once.
import { fileBytes, isOwnFile } from '../base/files';
import type { EngineClient } from '../engine/client';
import { fetchData, LeftOut, WrongData } from '../engine/data';
import { teach } from '../i18n/index';
import { supplyRefusals } from '../i18n/supply';

export interface Loading {
  name: string;
  /** Bytes that are here, of how many; 0 while unknown. */
  loaded: number;
  total: number;
}

teach(supplyRefusals);

type Listener = (loading: Loading) => void;

/** Why a file cannot be had, as the code of a refusal; "" where it is there. */
export type Want = '' | 'file-elsewhere' | 'data-unreachable' | 'data-damaged' | 'data-left-out';

interface Supplying {
  done: Promise<Want>;
  listeners: Set<Listener>;
}

/** By engine and name. */
const underWay = new WeakMap<EngineClient, Map<string, Supplying>>();

function supplyingOf(client: EngineClient): Map<string, Supplying> {
  const known = underWay.get(client) ?? new Map<string, Supplying>();
  underWay.set(client, known);
  return known;
}

function wantOf(error: unknown): Want {
  if (error instanceof LeftOut) return 'data-left-out';
  return error instanceof WrongData ? 'data-damaged' : 'data-unreachable';
}

async function fetched(name: string, listeners: Set<Listener>): Promise<Uint8Array | Want> {
  if (isOwnFile(name)) return (await fileBytes(name)) ?? 'file-elsewhere';
  const report = (loaded: number, total: number) => {
    for (const listener of listeners) listener({ name, loaded, total });
  };
  return fetchData(name, report).catch(wantOf);
}

function start(client: EngineClient, name: string): Supplying {
  const listeners = new Set<Listener>();
  const done = fetched(name, listeners)
    .then(async (bytes): Promise<Want> => {
      if (typeof bytes === 'string') return bytes;
      await client.provide(name, bytes);
      return '';
    })
    .finally(() => supplyingOf(client).delete(name));
  supplyingOf(client).set(name, { done, listeners });
  return { done, listeners };
}

/** Settles when the labs have the file, or tells why it cannot be had. */
export async function supply(
  client: EngineClient,
  name: string,
  listener: Listener,
): Promise<Want> {
  const { done, listeners } = supplyingOf(client).get(name) ?? start(client, name);
  listeners.add(listener);
  try {
    return await done;
  } finally {
    listeners.delete(listener);
  }
}
