// What a lab does with saved runs, and what it says where it cannot. Most of it is loaded when it is
// needed.
import { silence, type Saying, type Words } from '../i18n/words';
import { download } from './download';

/** A part of the program, which may be out of reach. */
export const late = <T>(words: Words, loading: Promise<T>): Promise<T> =>
  loading.catch(() => {
    throw new Error(words.t('offline'));
  });

/** Why the engine does not begin. */
export async function engineTrouble(words: Words, error: Error): Promise<string> {
  try {
    return (await import('./trouble')).engineTrouble(words, error);
  } catch {
    return words.t('noEngine', { message: error.message });
  }
}

/** A file of the reader's choice; null where none is chosen. A browser asks for one only right behind a
 *  click: nothing is waited for before. */
function choose(): Promise<Uint8Array | null> {
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    accept: '.safetensors,.json',
  });
  return new Promise((resolve, reject) => {
    const read = async () => {
      const [file] = input.files ?? [];
      return file ? new Uint8Array(await file.arrayBuffer()) : null;
    };
    input.onchange = () => read().then(resolve, reject);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** What files are asked of, and what hears of it. */
export interface Owner {
  lab(): string;
  words(): Words;
  saved(): Promise<{ step: number; file: Uint8Array }>;
  restore(file: Uint8Array): Promise<void>;
  told(notice: Saying): void;
  changed(): void;
}

/** The run as a file, out and in, by the buttons for it. */
export class Files {
  /** Why a run could not be saved or opened. */
  problem = '';
  #owner: Owner;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  save(): void {
    this.#attempt(async () => {
      const { step, file } = await this.#owner.saved();
      download(file, `${this.#owner.lab()}-step-${step}.safetensors`);
      this.#owner.told(await this.#doubt());
    });
  }

  open(): void {
    this.#attempt(async () => {
      const file = await choose();
      this.#complain('');
      if (file) await this.#owner.restore(file);
    });
  }

  /** Goes on with a run that was left. */
  resume(file: Uint8Array): void {
    this.#attempt(() => this.#owner.restore(file));
  }

  /** A frame may forbid that a file comes. */
  async #doubt(): Promise<Saying> {
    if (window.parent === window) return silence;
    return (await late(this.#owner.words(), import('./trouble'))).downloadDoubt;
  }

  #attempt(work: () => Promise<void>): void {
    work().catch((error: Error) => this.#complain(error.message));
  }

  #complain(problem: string): void {
    this.problem = problem;
    this.#owner.changed();
  }
}
