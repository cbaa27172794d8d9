// The worker: an EngineHost behind comlink.
import { expose, releaseProxy, transfer, type Remote } from 'comlink';
import { movableBuffers } from './frames';
import { EngineHost } from './host';
import type { Emit, Outcome, Pace } from './types';

const move = (outcome: Outcome): Outcome =>
  outcome.kind === 'frame' ? transfer(outcome, movableBuffers(outcome.frame)) : outcome;

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
class WorkerHost extends EngineHost {
  override async open(id: number, lab: string, preset: string, inputs: Record<string, string>) {
    return move(await super.open(id, lab, preset, inputs));
  }
  override async step(id: number, steps: number) {
    return move(await super.step(id, steps));
  }
  override async play(id: number, pace: Pace, emit: Emit) {
    await super.play(id, pace, (outcome) => emit(move(outcome)));
    (emit as Remote<Emit>)[releaseProxy]();
  }
}

expose(new WorkerHost(nextTask));
