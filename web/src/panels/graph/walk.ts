// Walk: how far a tape has been gone through, first forwards, then back: what has a value by then, and
// what part of its gradient.
import type { Graph } from '../../engine/types';

export type Stage = 'given' | 'forward' | 'seed' | 'back' | 'done';

export interface Moment {
  stage: Stage;
  /** The operation that is at work, as a node; or the result, where the way back begins. */
  at: number | null;
  /** Which of all operations, from 1 on. */
  turn: number;
}

export class Walk {
  /** Nodes of the operations, in the order of the tape. */
  readonly operations: number[];
  /** The node that the gradient starts from. */
  readonly result: number;
  #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
    const { nodes } = graph;
    this.operations = nodes.flatMap(({ reads }, i) => (reads.length > 0 ? [i] : []));
    const reached = nodes.flatMap(({ gradient }, i) => (gradient.length > 0 ? [i] : []));
    const read = new Set(
      nodes.flatMap(({ reads }) => reads.map(({ rule, node }) => (rule ? node : -1))),
    );
    this.result = reached.filter((node) => !read.has(node)).at(-1) ?? nodes.length - 1;
  }

  /** Moments after the first: each operation forwards, the start of the way back, each backwards. */
  get length(): number {
    return 2 * this.operations.length + 1;
  }

  moment(position: number): Moment {
    const n = this.operations.length;
    if (position >= this.length) return { stage: 'done', at: null, turn: n };
    if (position === 0) return { stage: 'given', at: null, turn: 0 };
    if (position <= n)
      return { stage: 'forward', at: this.operations[position - 1]!, turn: position };
    if (position === n + 1) return { stage: 'seed', at: this.result, turn: n };
    const turn = 2 * n + 1 - position + 1;
    return { stage: 'back', at: this.operations[turn - 1]!, turn };
  }

  hasValue(node: number, position: number): boolean {
    const turn = this.operations.indexOf(node) + 1;
    return turn <= position;
  }

  /** The operations that have handed their gradients on. */
  #walked(position: number): number[] {
    const n = this.operations.length;
    return this.operations.slice(Math.max(0, 2 * n + 1 - position));
  }

  /** What has flowed to a node by then; null before anything has. */
  gradient(node: number, position: number): Float32Array | null {
    const { gradient } = this.#graph.nodes[node]!;
    if (gradient.length === 0 || position <= this.operations.length) return null;
    if (position >= this.length || node === this.result) return gradient;
    const walked = this.#walked(position);
    const shares = this.sharesOf(node);
    const arrived = shares.filter(({ from }) => walked.includes(from));
    // The whole is the tape's own, whatever order the shares were added in.
    if (arrived.length === shares.length) return gradient;
    if (arrived.length === 0) return null;
    const sum = new Float32Array(gradient.length);
    for (const { value } of arrived) value.forEach((part, i) => (sum[i]! += part));
    return sum;
  }

  /** All that flows to a node, in the order in which it does. */
  sharesOf(node: number): { from: number; rule: string; value: Float32Array }[] {
    return [...this.#graph.nodes.entries()]
      .reverse()
      .flatMap(([from, { reads }]) =>
        reads.flatMap(({ node: read, rule, value }) =>
          read === node && rule ? [{ from, rule, value }] : [],
        ),
      );
  }
}
