// Herald: what is heard of a run: events for the page, sentences for the reader.
import type { Results } from '../engine/results';
import type { Setup } from '../engine/types';
import type { Saying, Words } from '../i18n/words';
import type { Observer } from './observer';
import type { Pacing } from './pace';
import { continued, stopped, summary } from './sentences';

export interface Host {
  words(): Words;
  results(): Results;
  /** Something is to be seen. */
  changed(): void;
  /** There are new steps. */
  stepped(): void;
  /** The run has come to its end, or its stop rule holds. */
  done(): void;
  /** The run that goes another way is to stay beside the present one. */
  branched(setup: Setup, newest: Results): void;
  /** To be read, and to be heard by who cannot see the run. */
  notice(saying: Saying): void;
  status(text: string): void;
}

export class Herald implements Observer {
  #pacing: Pacing;
  #host: Host;

  constructor(pacing: Pacing, host: Host) {
    this.#pacing = pacing;
    this.#host = host;
  }

  changed(): void {
    this.#host.changed();
  }

  stepped(): void {
    this.#host.stepped();
  }

  ended(): void {
    const results = this.#host.results();
    const words = this.#host.words();
    const isStopped = this.#pacing.isStopped(results);
    const limit = isStopped ? this.#pacing.below.trim() : '';
    this.#host.status(summary(words, results, limit));
    if (isStopped && !results.done) {
      const { step } = results;
      this.#host.notice((now) => `${stopped(now, results, step, limit)} ${now.t('playGoesOn')}`);
    }
    if (results.done || isStopped) this.#host.done();
  }

  caughtUp(step: number): void {
    this.#host.notice((words) => words.t('restarted', { step }));
  }

  branched(setup: Setup, newest: Results): void {
    this.#host.branched(setup, newest);
  }

  resumed(): void {
    this.#host.notice(continued(this.#host.results()));
  }
}
