// The worker: an EngineHost behind comlink.
import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { movableBuffers } from './frames';
import { EngineHost } from './host';
import type { Emit, Outcome, Pace, Setup } from './types';

const move = (outcome: Outcome): Outcome => transfer(outcome, movableBuffers(outcome));

/** A task of its own, without the four milliseconds of a nested timer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The same host, with its memory moved to the page instead of copied. */
export class WorkerHost extends EngineHost {
  override async open(id: number, setup: Setup) {
    return move(await super.open(id, setup));
  }
  override async load(id: number, file: Uint8Array) {
    return move(await super.load(id, file));
  }
  override async ask(id: number, question: Record<string, string>) {
    return move(await super.ask(id, question));
  }
  override async save(id: number) {
    return move(await super.save(id));
  }
  override async vectors(id: number) {
    return move(await super.vectors(id));
  }
  override async run(id: number, pace: Pace, emit: Emit) {
    await super.run(id, pace, (outcome) => emit(move(outcome)));
    (emit as Remote<Emit>)[releaseProxy]();
  }

  /** Holds a lock of that name for as long as the worker lives; false where there are no locks. */
  hold(name: string): Promise<boolean> {
    return new Promise((resolve) => {
      const forever = () => {
        resolve(true);
        return new Promise(() => {});
      };
      const locks = navigator.locks as LockManager | undefined;
      if (!locks) return resolve(false);
      locks.request(name, forever).catch(() => resolve(false));
    });
  }
}

expose(new WorkerHost(nextTask));
