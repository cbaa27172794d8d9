// Crew: one of several replicas of a run, each in a worker of its own, which share the work of a step:
// every one computes some parts of it and sends them to all others. All take the same turns.
import { learnt, split, type Loads } from './shares';
import type { Session } from './types';

interface Message {
  turn: number;
  /** Parts of what comes next in the run. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds for each of them. */
  took: number;
  /** Of the next turn, as the first of the crew says. */
  loads: Loads | null;
}

/** Milliseconds that the others may take: to join, and from then on at least; or so many times their
 *  longest silence. */
const JOINING = 10_000;
const LEAST = 2_000;
const TIMES = 20;

/** In the spare buffer, if there is room: one that is new costs a fault for each of its pages. */
function copied(bytes: Uint8Array, spare?: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const isRoomy = spare && spare.byteLength >= bytes.length;
  const copy = new Uint8Array(isRoomy ? spare : new ArrayBuffer(bytes.length), 0, bytes.length);
  copy.set(bytes);
  return copy;
}

export class Crew {
  #place: number;
  #ports: MessagePort[];
  /** What each of the others has sent, the oldest first. */
  #inboxes: Message[][];
  #wake = () => {};
  #longest = 0;
  #hasJoined = false;
  #turn = 0;
  #loads: Loads;
  /** Of each member, in the last turn; of the others as the first knows it. */
  #took: number[];
  /** What came in the last turn, to be sent in the next. */
  #spare: ArrayBuffer[] = [];
  isOver = false;

  /** `place` is the number of this one among all, whose others have these ports, in order. */
  constructor(place: number, ports: MessagePort[]) {
    this.#place = place;
    this.#ports = ports;
    this.#inboxes = ports.map(() => []);
    this.#loads = { paces: [1, ...ports.map(() => 1)], busy: 0 };
    this.#took = this.#loads.paces.map(() => 0);
    ports.forEach((port, i) => {
      port.onmessage = ({ data }: MessageEvent<Message>) => {
        this.#inboxes[i]!.push(data);
        this.#wake();
      };
    });
  }

  /** Computes its share of what is open and is cut into so many parts, and sends it; the first tells
   *  the others how long it will be kept between this and the next. */
  send(session: Session, parts: number, keptFor = 0): void {
    const turn = ++this.#turn;
    const took = this.#compute(session, parts);
    if (this.#place === 0) this.#loads = learnt(this.#loads, this.#took, keptFor);
    const loads = this.#place === 0 ? this.#loads : null;
    const written = session.writtenParts();
    this.#ports.forEach((port, i) => {
      const bytes = copied(written, this.#spare[i]);
      const message: Message = { turn, bytes, took, loads };
      port.postMessage(message, [bytes.buffer]);
    });
    this.#spare = [];
  }

  /** Milliseconds for each. */
  #compute(session: Session, parts: number): number {
    const counts = split(parts, this.#loads);
    const count = counts[this.#place]!;
    const first = counts.slice(0, this.#place).reduce((sum, each) => sum + each, 0);
    const began = performance.now();
    session.computeParts(first, count);
    this.#took[0] = count > 0 ? (performance.now() - began) / count : 0;
    return this.#took[0];
  }

  /** The parts of the others; null where one of them is too late, and the crew is over. */
  async receive(): Promise<Uint8Array[] | null> {
    const began = performance.now();
    const limit = this.#patience();
    const messages: (Message | null)[] = this.#inboxes.map(() => null);
    for (;;) {
      if (this.isOver) return null;
      this.#inboxes.forEach((inbox, i) => (messages[i] ??= this.#next(inbox)));
      if (messages.every((message) => message !== null)) {
        if (this.#hasJoined) this.#longest = Math.max(this.#longest, performance.now() - began);
        this.#hasJoined = true;
        const parts = messages.map((message, i) => this.#read(message, i));
        this.#spare = parts.map(({ buffer }) => buffer);
        return parts;
      }
      const left = limit - (performance.now() - began);
      if (left <= 0) this.close();
      else await this.#news(left);
    }
  }

  #read({ bytes, took, loads }: Message, i: number): Uint8Array<ArrayBuffer> {
    this.#took[i + 1] = took;
    if (loads) this.#loads = loads;
    return bytes;
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

  /** What is of an earlier turn came too late. */
  #next(inbox: Message[]): Message | null {
    while (inbox.length > 0 && inbox[0]!.turn < this.#turn) inbox.shift();
    return inbox[0]?.turn === this.#turn ? inbox.shift()! : null;
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

/** Computes and receives the parts of what comes next, if it is cut; false once the crew is over. */
export async function takeTurn(session: Session, crew: Crew): Promise<boolean> {
  const parts = session.openParts();
  if (parts === 1) return !crew.isOver;
  crew.send(session, parts);
  const others = await crew.receive();
  for (const bytes of others ?? []) session.readParts(bytes);
  return others !== null;
}

/** Takes the steps of a run together with the others, from where they are. */
export async function assist(session: Session, crew: Crew): Promise<void> {
  while (await takeTurn(session, crew)) {
    const { ended, within } = session.advance(1, 0, '', -Infinity);
    if (ended && !within) return;
  }
}
