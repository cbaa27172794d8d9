// Crew: one of several replicas of a run, each in a worker of its own, which share the work of a step:
// every one computes some parts of it and sends them to all others.
import type { Session } from './types';

/** Parts of a step of the run, as bytes. */
type Message = [step: number, bytes: Uint8Array];

/** Milliseconds that the others may take: to join, and from then on at least; or so many times their
 *  longest silence. */
const JOINING = 10_000;
const LEAST = 2_000;
const TIMES = 20;

export class Crew {
  #place: number;
  #ports: MessagePort[];
  /** What each of the others has sent, the oldest first. */
  #inboxes: Message[][];
  #wake = () => {};
  #longest = 0;
  #hasJoined = false;
  isOver = false;

  /** `place` is the number of this one among all, whose others have these ports. */
  constructor(place: number, ports: MessagePort[]) {
    this.#place = place;
    this.#ports = ports;
    this.#inboxes = ports.map(() => []);
    ports.forEach((port, i) => {
      port.onmessage = ({ data }: MessageEvent<Message>) => {
        this.#inboxes[i]!.push(data);
        this.#wake();
      };
    });
  }

  /** Computes its parts of the step, which is open, and sends them. */
  send(session: Session, step: number, parts: number): void {
    const members = this.#ports.length + 1;
    const first = Math.floor((parts * this.#place) / members);
    const count = Math.floor((parts * (this.#place + 1)) / members) - first;
    session.computeParts(first, count);
    for (const port of this.#ports) {
      const bytes = session.writtenParts(first, count);
      port.postMessage([step, bytes] satisfies Message, [bytes.buffer as ArrayBuffer]);
    }
  }

  /** The parts of the others; null where one of them is too late, and the crew is over. */
  async receive(step: number): Promise<Uint8Array[] | null> {
    const began = performance.now();
    const limit = this.#patience();
    let parts: (Uint8Array | null)[] = this.#inboxes.map(() => null);
    for (;;) {
      if (this.isOver) return null;
      parts = parts.map((bytes, i) => bytes ?? this.#partsOf(this.#inboxes[i]!, step));
      if (parts.every((bytes) => bytes !== null)) {
        if (this.#hasJoined) this.#longest = Math.max(this.#longest, performance.now() - began);
        this.#hasJoined = true;
        return parts;
      }
      const left = limit - (performance.now() - began);
      if (left <= 0) this.close();
      else await this.#news(left);
    }
  }

  close(): void {
    this.isOver = true;
    for (const port of this.#ports) port.close();
    this.#wake();
  }

  /** The first may rest for as long as it likes. */
  #patience(): number {
    if (this.#place > 0) return Infinity;
    return Math.max(this.#hasJoined ? LEAST : JOINING, TIMES * this.#longest);
  }

  /** What is of an earlier step came too late. */
  #partsOf(inbox: Message[], step: number): Uint8Array | null {
    while (inbox.length > 0 && inbox[0]![0] < step) inbox.shift();
    return inbox[0]?.[0] === step ? inbox.shift()![1] : null;
  }

  #news(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(milliseconds, JOINING));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Takes the steps of a run together with the others, from where the file is. */
export async function assist(session: Session, crew: Crew, from: number): Promise<void> {
  for (let step = from; !crew.isOver;) {
    const parts = session.openParts();
    if (parts > 1) {
      crew.send(session, step, parts);
      const others = await crew.receive(step);
      if (!others) return;
      for (const bytes of others) session.readParts(bytes);
    }
    const progress = session.advance(1, 0, '', -Infinity);
    if (progress.ended && !progress.within) return;
    step = progress.step;
  }
}
