// A lab in a frame tells its parent what happens, and does what the parent asks.
import { listen, tell, type Message } from './parent';

/** Version of the messages. */
const v = 1;

const events = ['ready', 'state', 'step', 'done', 'error'];

/** What a lab can be asked. */
export interface Asked extends HTMLElement {
  play(): unknown;
  pause(): unknown;
  step(steps?: number): unknown;
  reset(): unknown;
  set(inputs: Record<string, string>): unknown;
  get(): Message;
}

/** Texts as a link would have them; anything else is left out. */
function inputsOf(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {};
  const plain = Object.entries(given).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}

function answer(lab: Asked, message: Message): void {
  const { id } = message;
  tell({ type: 'unfold:state', v, ...lab.get(), ...(id === undefined ? {} : { id }) });
}

const commands: Record<string, (lab: Asked, message: Message) => unknown> = {
  'unfold:play': (lab) => lab.play(),
  'unfold:pause': (lab) => lab.pause(),
  'unfold:step': (lab, { steps }) => lab.step(typeof steps === 'number' ? steps : 1),
  'unfold:reset': (lab) => lab.reset(),
  'unfold:set': (lab, { inputs }) => lab.set(inputsOf(inputs)),
  'unfold:get': answer,
};

export function connect(lab: Asked): void {
  for (const event of events) {
    lab.addEventListener(`unfold:${event}`, (happened) => {
      tell({ type: happened.type, v, ...(happened as CustomEvent<Message>).detail });
    });
  }
  listen((message) => {
    const { type } = message;
    if (typeof type === 'string' && Object.hasOwn(commands, type)) commands[type]!(lab, message);
  });
}
