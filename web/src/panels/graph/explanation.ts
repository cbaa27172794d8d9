// What is said of one node: how its value came about, how its gradient did, and what it hands on.
import { css, html, nothing } from 'lit';
import { fullNumber, shortNumber } from '../../base/numbers';
import type { Graph } from '../../engine/types';
import type { SayGraph } from '../../i18n/graph';
import type { Stop } from './drawing';
import { told, typeset, type Rules } from './rules';
import type { Walk } from './walk';

export const explanationStyles = css`
  .said {
    min-height: 152px;
    margin: 8px 0;
  }
  .said dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 4px 16px;
    margin: 4px 0 0;
  }
  .said dt {
    color: var(--ink-soft);
    font-size: var(--size-small);
    line-height: var(--leading);
  }
  .said dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .said .way {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .said .handed {
    color: var(--accent);
  }
  @media (max-width: 480px) {
    .said dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .said dd {
      margin-bottom: 4px;
    }
  }
`;

/** The largest distance between two lists of numbers. */
const apartOf = (a: Float32Array, b: Float32Array): number =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);

function gradientView(graph: Graph, walk: Walk, rules: Rules, say: SayGraph, node: number) {
  const { op, gradient } = graph.nodes[node]!;
  if (op === 'constant') return say('constantHas');
  if (gradient.length === 0) return say('noGradient');
  const shares = walk.sharesOf(node);
  if (shares.length === 0)
    return `${rules.names.gradient(node)} = ${told(gradient)}. ${say('start')}`;
  const sum = `${shares.map(({ value }) => told(value)).join(' + ')} = ${told(gradient)}`;
  return html`${shares.map(
    ({ from, rule, value }) =>
      html`<div>
        ${rules.share(from, rule, value)}
        <span class="way">${say('from', { name: rules.names.of(from) })}</span>
      </div>`,
  )}
  ${shares.length > 1 ? html`<div>${say('sum', { sum })}</div>` : nothing}`;
}

function handedOn(graph: Graph, rules: Rules, say: SayGraph, node: number) {
  const flowing = graph.nodes[node]!.reads.filter(({ rule }) => rule !== '');
  if (flowing.length === 0) return nothing;
  return html`<dt>${say('handsOn')}</dt>
    <dd>
      ${flowing.map(
        ({ node: read, rule, value }) =>
          html`<div>
            ${rules.share(node, rule, value)}
            <span class="way">${say('to', { name: rules.names.of(read) })}</span>
          </div>`,
      )}
    </dd>`;
}

function quotientView({ nodes }: Graph, say: SayGraph, node: number) {
  const { gradient, difference } = nodes[node]!;
  if (gradient.length === 0) return nothing;
  const apart = apartOf(gradient, difference);
  const value = Array.from(difference, fullNumber).join(', ');
  return html`<dt>${say('quotient')}</dt>
    <dd>${say('apart', { value, apart: shortNumber(apart, 1) })}</dd>`;
}

/** What a gradient means, where there is one number to be moved. */
function meaning({ nodes }: Graph, rules: Rules, say: SayGraph, node: number) {
  const { op, gradient } = nodes[node]!;
  if (op !== 'variable' || gradient.length !== 1) return nothing;
  const by = shortNumber(0.01 * gradient[0]!, 2);
  return html`<p class="way">${say('means', { name: rules.names.of(node), by })}</p>`;
}

export function explanation(
  graph: Graph,
  walk: Walk,
  rules: Rules,
  say: SayGraph,
  { node }: Stop,
  position: number,
) {
  const { name, text, reads } = graph.nodes[node]!;
  const title = typeset(reads.length > 0 && name ? `${name} = ${text}` : text);
  const isOnTheWayBack = walk.gradient(node, position) !== null;
  return html`<div class="said">
    <strong>${title}</strong>
    <dl>
      <dt>${say('value')}</dt>
      <dd class="formula">
        ${walk.hasValue(node, position) ? rules.forward(node) : say('notYet')}
      </dd>
      <dt>${say('gradient')}</dt>
      <dd class="gradient">
        ${position >= walk.length || isOnTheWayBack || graph.nodes[node]!.op === 'constant' ? gradientView(graph, walk, rules, say, node) : say('notYet')}
      </dd>
      ${isOnTheWayBack ? [handedOn(graph, rules, say, node), quotientView(graph, say, node)] : nothing}
    </dl>
    ${isOnTheWayBack ? meaning(graph, rules, say, node) : nothing}
  </div>`;
}
