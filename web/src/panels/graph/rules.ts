// Rules with names in them, and with numbers.
import { fullNumber } from '../../base/numbers';
import type { Graph, GraphNode } from '../../engine/types';

/** Several numbers of which all are told. */
const MOST_TOLD = 4;

const rounded = (value: number, digits: number): string =>
  fullNumber(Number(value.toPrecision(digits)));

export const told = (values: ArrayLike<number>): string => {
  const all = Array.from(values);
  if (all.length === 1) return rounded(all[0]!, 4);
  const texts = all.slice(0, MOST_TOLD).map((value) => rounded(value, 3));
  return `(${[...texts, ...(all.length > MOST_TOLD ? ['…'] : [])].join(', ')})`;
};

const operators: Record<string, string> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
  negate: '−',
  sigmoid: 'σ',
};

export class Names {
  #graph: Graph;
  #numbers: number[];

  constructor(graph: Graph) {
    this.#graph = graph;
    let count = 0;
    this.#numbers = graph.nodes.map(({ reads }) => (reads.length > 0 ? ++count : 0));
  }

  /** What the formula calls it, or its number on the tape. */
  of(node: number): string {
    const { name, op, text } = this.#graph.nodes[node]!;
    if (op === 'constant') return typeset(text);
    return name || `#${this.#numbers[node]!}`;
  }

  /** Its place on the tape; 0 for what was given. */
  number = (node: number): number => this.#numbers[node]!;

  gradient = (node: number): string => `∂${this.of(node)}`;
}

/** The operation as a sign. */
export function sign({ op, name, rule, text }: GraphNode): string {
  if (op === 'constant') return typeset(text);
  if (op === 'variable') return name;
  return (
    operators[op] ??
    rule
      .replace('{a}', '')
      .replace(/\((, )?/, '')
      .replace(')', '')
      .trim()
  );
}

export const typeset = (rule: string): string =>
  rule
    .replace(/\s*\*\s*/g, ' · ')
    .replaceAll('^2', '²')
    .replaceAll('-', '−');

type Place = 'a' | 'b' | 'y' | 'dy';

/** The rule with something in its places; `stands` is where it must not be taken for a sign. */
const filled = (rule: string, value: (place: Place, stands: boolean) => string): string =>
  typeset(rule).replace(/\{(a|b|y|dy)\}/g, (_, place: Place, at: number, whole: string) => {
    const before = whole.slice(0, at).trimEnd().at(-1) ?? '';
    const after = whole.slice(at + place.length + 2);
    return value(place, (before !== '' && before !== '(') || after.startsWith('²'));
  });

const guarded = (text: string, stands: boolean) =>
  stands && text.startsWith('−') ? `(${text})` : text;

export class Rules {
  readonly names: Names;
  #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.names = new Names(graph);
  }

  #read(of: number, place: Place): number {
    const { reads } = this.#graph.nodes[of]!;
    return place === 'a' ? reads[0]!.node : reads.at(-1)!.node;
  }

  /** A rule of the node `of` with the names that there are. */
  named(of: number, rule: string): string {
    const { names } = this;
    return filled(rule, (place) => {
      if (place === 'y') return names.of(of);
      return place === 'dy' ? names.gradient(of) : names.of(this.#read(of, place));
    });
  }

  /** The same with numbers. */
  numbered(of: number, rule: string): string {
    const { nodes } = this.#graph;
    return filled(rule, (place, stands) => {
      if (place === 'y') return guarded(told(nodes[of]!.value), stands);
      if (place === 'dy') return guarded(told(nodes[of]!.gradient), stands);
      return guarded(told(nodes[this.#read(of, place)]!.value), stands);
    });
  }

  /** "h = tanh(#2) = tanh(0.3) = 0.2913" */
  forward(of: number): string {
    const { rule, value } = this.#graph.nodes[of]!;
    const { names } = this;
    if (!rule) return `${names.of(of)} = ${told(value)}`;
    return `${names.of(of)} = ${this.named(of, rule)} = ${this.numbered(of, rule)} = ${told(value)}`;
  }

  /** "∂h · (1 − h²) = 1 · (1 − 0.2913²) = 0.9151" */
  share(of: number, rule: string, value: ArrayLike<number>): string {
    const parts = [this.named(of, rule), this.numbered(of, rule), told(value)];
    return parts.filter((part, i) => part !== parts[i - 1]).join(' = ');
  }
}

/** The text of the input with one number moved; a list keeps its brackets. */
export function valuesText({ nodes }: Graph, node: number, index: number, to: number): string {
  const number = (value: number) => String(Number(value.toPrecision(7)));
  return nodes
    .flatMap(({ op, name, value, text }, i) => {
      if (op !== 'variable') return [];
      const all = Array.from(value, (each, k) => number(i === node && k === index ? to : each));
      const isList = value.length > 1;
      return [`${name || text} = ${isList ? `[${all.join(', ')}]` : all[0]!}`];
    })
    .join(', ');
}
