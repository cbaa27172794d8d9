// What a page or a program around a lab may ask of it, by message.
import type { UnfoldLab } from '../lab/unfold-lab';

export type Message = Record<string, unknown>;

/** What these messages ask of the element. */
export type Asked = Pick<UnfoldLab, 'play' | 'pause' | 'step' | 'goTo' | 'reset' | 'set'>;

export const isRecord = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is refused, the lab tells itself. */
function setAll(lab: Asked, inputs: unknown): void {
  if (isRecord(inputs)) lab.set(inputs).catch(() => {});
}

export const stepsOf = ({ steps }: Message): number => (typeof steps === 'number' ? steps : 1);

const commands: Record<string, (lab: Asked, message: Message) => unknown> = {
  'unfold:play': (lab) => lab.play(),
  'unfold:pause': (lab) => lab.pause(),
  'unfold:step': (lab, message) => lab.step(stepsOf(message)),
  'unfold:goto': (lab, { step }) => (typeof step === 'number' ? lab.goTo(step) : null),
  'unfold:reset': (lab) => lab.reset(),
  'unfold:set': (lab, { inputs }) => setAll(lab, inputs),
};

/** Does what a message asks, if it asks for any of these. */
export function obey(lab: Asked, message: Message): void {
  const { type } = message;
  if (typeof type === 'string' && Object.hasOwn(commands, type)) commands[type]!(lab, message);
}
