// A lab in a frame tells its parent what happens, and does what the parent asks.
import type { UnfoldLab } from '../lab/unfold-lab';
import { isRecord, obey, stepsOf, type Message } from './commands';
import { listen, tell } from './parent';

/** Version of the messages. */
const v = 1;

/** What the element says, and the message that says it. */
const heard = {
  'unfold-ready': 'unfold:ready',
  'unfold-change': 'unfold:state',
  'unfold-step': 'unfold:step',
  'unfold-goal': 'unfold:goal',
  'unfold-done': 'unfold:done',
  'unfold-error': 'unfold:error',
};

function answer(lab: UnfoldLab, id: unknown): void {
  tell({ type: 'unfold:state', v, ...(id === undefined ? {} : { id }), state: lab.state });
}

/** What two messages of a kind say together. Each question has an answer of its own. */
const together: Record<string, (before: Message, message: Message) => Message | null> = {
  'unfold:run': (_, message) => message,
  'unfold:goto': (_, message) => message,
  'unfold:reset': (_, message) => message,
  'unfold:step': (before, message) => ({ ...message, steps: stepsOf(before) + stepsOf(message) }),
  'unfold:set': (before, message) =>
    isRecord(before.inputs) && isRecord(message.inputs)
      ? { ...message, inputs: { ...before.inputs, ...message.inputs } }
      : null,
  'unfold:get': (before, message) => (before.id === message.id ? message : null),
};

/** To play and to pause are of one kind: the last one holds. */
const kindOf = ({ type }: Message): string =>
  String(type).replace(/^unfold:(play|pause)$/, 'unfold:run');

function join(before: Message, message: Message): Message | null {
  const kind = kindOf(message);
  if (kind !== kindOf(before) || !Object.hasOwn(together, kind)) return null;
  return together[kind]!(before, message);
}

export function connect(lab: UnfoldLab): void {
  for (const [event, type] of Object.entries(heard)) {
    lab.addEventListener(event, (happened) => {
      tell({ type, v, ...(happened as CustomEvent<Message>).detail });
    });
  }
  listen((message) => {
    if (message.type === 'unfold:get') answer(lab, message.id);
    else obey(lab, message);
  }, join);
}
