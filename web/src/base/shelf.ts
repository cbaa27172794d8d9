// Shelf: bytes by name, kept on this device where storage is allowed; the oldest make room. Storage
// that does not answer in time counts as none.
import { Late, within } from '../engine/patience.ts';

export interface Room {
  count: number;
  bytes: number;
}

/** What lies on a shelf, by name. */
type Contents = Record<string, { size: number; at: number }>;

/** Milliseconds that storage has to open, to give something and to take something. */
const OPEN = 2000;
const GIVE = 5000;
const TAKE = 20_000;

const SHELVES = ['runs', 'files'] as const;
/** Name of the record that lists the others. */
const CONTENTS = '';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const completed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('unfold', 1);
  request.onupgradeneeded = () => {
    for (const name of SHELVES) request.result.createObjectStore(name);
  };
  return settled(request);
}

let opening: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opening ??= within(OPEN, openDatabase()).then((opened) => {
    opened.onclose = opened.onversionchange = () => {
      opened.close();
      opening = null;
    };
    return opened;
  });
  return opening;
}

/** What storage answers; one that let us wait once is not asked again. */
function timely<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const answer = within(milliseconds, work);
  answer.catch((error) => {
    if (!(error instanceof Late)) return;
    opening = Promise.reject(error);
    opening.catch(() => {});
  });
  return answer;
}

/** The oldest, until the rest has room. */
function surplus(contents: Contents, room: Room): string[] {
  const newestFirst = Object.entries(contents).sort(([, a], [, b]) => b.at - a.at);
  let bytes = 0;
  return newestFirst
    .filter(([, { size }], i) => (bytes += size) > room.bytes || i >= room.count)
    .map(([name]) => name);
}

export class Shelf {
  #name: (typeof SHELVES)[number];
  #room: Room;

  constructor(name: (typeof SHELVES)[number], room: Room) {
    this.#name = name;
    this.#room = room;
  }

  /** Null for what is not there. */
  async get(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const store = (await database()).transaction(this.#name).objectStore(this.#name);
      return (await timely(GIVE, settled(store.get(name)))) ?? null;
    } catch {
      return null;
    }
  }

  put(name: string, bytes: Uint8Array): Promise<void> {
    return this.#change((store, contents) => {
      store.put(bytes, name);
      contents[name] = { size: bytes.byteLength, at: Date.now() };
    });
  }

  remove(name: string): Promise<void> {
    return this.#change((store, contents) => {
      store.delete(name);
      delete contents[name];
    });
  }

  async #change(work: (store: IDBObjectStore, contents: Contents) => void): Promise<void> {
    try {
      const transaction = (await database()).transaction(this.#name, 'readwrite');
      const store = transaction.objectStore(this.#name);
      const contents: Contents = (await timely(GIVE, settled(store.get(CONTENTS)))) ?? {};
      work(store, contents);
      for (const name of surplus(contents, this.#room)) {
        store.delete(name);
        delete contents[name];
      }
      store.put(contents, CONTENTS);
      await timely(TAKE, completed(transaction));
    } catch {
      // Storage is optional, and may be full: what is kept lives as long as the page.
    }
  }
}
