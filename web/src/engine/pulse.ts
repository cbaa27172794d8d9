// Pulse: tells a worker that is at work from one that is hung. It answers between the slices of its
// work, so that its silence is as long as a slice; how long that may be, its slices so far tell.
import { after } from './patience';
import type { Host } from './types';

/** Milliseconds of silence. */
export interface Limits {
  /** Of a worker that has nothing to do. */
  resting: number;
  /** Of work whose size nobody knows yet. */
  unknown: number;
  /** Of work that has answered before, if that is more than so many `times` its longest silence. */
  known: number;
  times: number;
}

const limits: Limits = { resting: 5_000, unknown: 20_000, known: 10_000, times: 20 };

const TICK = 250;
/** What a tick counts at most: a page that was frozen, or slept, has not heard what was said. */
const LONGEST_TICK = 1000;

const clock = { now: () => performance.now(), after };

export class Pulse {
  #clock: typeof clock;
  /** A slow device is given more each time. */
  #patience = 1;

  constructor(time = clock) {
    this.#clock = time;
  }

  /** Settles when the host has been silent for too long, or no one waits for it any more. The first
   *  answer comes before the work that follows. */
  async stops(host: Pick<Host, 'ping'>, isResting: boolean, isAwaited: () => boolean) {
    let limit = isResting ? limits.resting : limits.unknown;
    let longest = 0;
    for (let answers = 0; isAwaited(); ++answers) {
      const silence = await this.#silence(host, limit * this.#patience, isAwaited);
      if (silence === Infinity) {
        this.#patience *= 2;
        return;
      }
      if (answers > 0) longest = Math.max(longest, silence);
      limit = answers > 0 ? Math.max(limits.known, limits.times * longest) : limits.unknown;
      await this.#clock.after(TICK);
    }
  }

  /** How long the host is silent; without end from a limit on. */
  async #silence(host: Pick<Host, 'ping'>, limit: number, isAwaited: () => boolean) {
    let isSilent = true;
    const hear = () => (isSilent = false);
    const answer = host.ping().then(hear, hear);
    let silence = 0;
    for (let last = this.#clock.now(); isSilent && isAwaited();) {
      await Promise.race([answer, this.#clock.after(TICK)]);
      const now = this.#clock.now();
      silence += Math.min(now - last, LONGEST_TICK);
      last = now;
      if (isSilent && silence > limit) return Infinity;
    }
    return silence;
  }
}
