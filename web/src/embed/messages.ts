// A lab in a frame tells its parent what happens, and does what the parent asks.
import type { UnfoldLab } from '../lab/unfold-lab';
import { listen, tell, type Message } from './parent';

/** Version of the messages. */
const v = 1;

/** What the element says, and the message that says it. */
const heard = {
  'unfold-ready': 'unfold:ready',
  'unfold-change': 'unfold:state',
  'unfold-step': 'unfold:step',
  'unfold-done': 'unfold:done',
  'unfold-error': 'unfold:error',
};

function setAll(lab: UnfoldLab, inputs: unknown): void {
  if (typeof inputs !== 'object' || inputs === null) return;
  for (const [name, value] of Object.entries(inputs)) {
    if (['string', 'number', 'boolean'].includes(typeof value)) void lab.set(name, value);
  }
}

function answer(lab: UnfoldLab, id: unknown): void {
  tell({ type: 'unfold:state', v, ...(id === undefined ? {} : { id }), state: lab.state });
}

const commands: Record<string, (lab: UnfoldLab, message: Message) => unknown> = {
  'unfold:play': (lab) => lab.play(),
  'unfold:pause': (lab) => lab.pause(),
  'unfold:step': (lab, { steps }) => lab.step(typeof steps === 'number' ? steps : 1),
  'unfold:reset': (lab) => lab.reset(),
  'unfold:set': (lab, { inputs }) => setAll(lab, inputs),
  'unfold:get': (lab, { id }) => answer(lab, id),
};

export function connect(lab: UnfoldLab): void {
  for (const [event, type] of Object.entries(heard)) {
    lab.addEventListener(event, (happened) => {
      tell({ type, v, ...(happened as CustomEvent<Message>).detail });
    });
  }
  listen((message) => {
    const { type } = message;
    if (typeof type === 'string' && Object.hasOwn(commands, type)) commands[type]!(lab, message);
  });
}
