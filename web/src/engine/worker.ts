// The worker: an EngineHost behind comlink.
import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { movableBuffers } from './frames';
import { EngineHost } from './host';
import type { Emit, Outcome, Pace } from './types';

/** Its memory goes over to the page instead of being copied. */
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

/** A host that lets go of the page's functions, and whose death can be noticed. */
export class WorkerHost extends EngineHost {
  override async run(id: number, pace: Pace, emit: Emit) {
    await super.run(id, pace, emit);
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

expose(new WorkerHost(nextTask, move));
