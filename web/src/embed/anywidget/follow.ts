// A lab and the model of a notebook, kept in step: what the program sets, the lab is; what happens in
// the lab, the program reads.
import type { LabInfo } from '../../engine/types';
import { textOf } from '../../lab/attributes';
import type { LabError, LabState } from '../../lab/state';
import { isRecord, obey, type Asked } from '../commands';
import { plain } from './plain';
import { attributeOf, inputsOf, looks, saysSo, textOfTrait, traitsOf, typed } from './traits';
import type { Model, Told } from './traits';

/** Milliseconds between two states of a run under way, at least; and how many times as long as one
 *  takes to tell. */
const REST = 250;
const SHARE = 20;

/** What is used of the element. */
export interface Lab
  extends Asked, EventTarget, Pick<HTMLElement, 'setAttribute' | 'removeAttribute'> {
  readonly state: LabState;
}

export interface Surroundings {
  /** A lab of the catalogue; or, as a sentence, which there are. */
  find(lab: string): Promise<LabInfo | string>;
  /** Shows what the lab itself does not say; "" is nothing. */
  note(text: string): void;
}

export class Follower {
  #model: Model;
  #lab: Lab;
  #around: Surroundings;
  /** The lab that the program names. */
  #name = '';
  #info: LabInfo | null = null;
  #isReady = false;
  /** Which labs there are, where the program names none of them. */
  #others = '';
  #error: LabError | null = null;
  /** Attributes that say what inputs the program has set. */
  #given: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(model: Model, lab: Lab, around: Surroundings) {
    this.#model = model;
    this.#lab = lab;
    this.#around = around;
    for (const set of Object.values(this.#set)) set(null);
    for (const [event, set] of Object.entries(this.#set)) model.on(event, set);
    for (const type of Object.keys(this.#heard)) lab.addEventListener(type, this.#hear);
  }

  end(): void {
    for (const [event, set] of Object.entries(this.#set)) this.#model.off(event, set);
    for (const type of Object.keys(this.#heard)) this.#lab.removeEventListener(type, this.#hear);
    clearTimeout(this.#timer);
  }

  // What the program sets

  #set: Record<string, (message: unknown) => void> = {
    ...Object.fromEntries(looks.map((trait) => [`change:${trait}`, () => this.#look(trait)])),
    'change:inputs': () => this.#setInputs(),
    'change:lab': () => void this.#open(),
    'msg:custom': (message) => isRecord(message) && obey(this.#lab, message),
  };

  #look(trait: string): void {
    const text = textOfTrait(this.#model, trait);
    if (text) this.#lab.setAttribute(trait, text);
    else this.#lab.removeAttribute(trait);
  }

  #setInputs(): void {
    const inputs = Object.entries(inputsOf(this.#model)).filter(([name]) => attributeOf(name));
    const attributes = inputs.map(([name]) => attributeOf(name));
    const gone = this.#given.filter((attribute) => !attributes.includes(attribute));
    for (const attribute of gone) this.#lab.removeAttribute(attribute);
    for (const [name, value] of inputs) this.#lab.setAttribute(attributeOf(name), textOf(value));
    this.#given = attributes;
    this.#check();
  }

  async #open(): Promise<void> {
    const name = (this.#name = textOfTrait(this.#model, 'lab'));
    this.#info = null;
    this.#isReady = false;
    this.#others = '';
    this.#around.note('');
    this.#look('lab');
    // What hinders the engine the lab tells.
    const found = name ? await this.#around.find(name).catch(() => null) : null;
    if (name !== this.#name || found === null) return;
    if (typeof found === 'string') this.#miss(found);
    else this.#info = found;
    this.#check();
  }

  #miss(others: string): void {
    this.#others = others;
    this.#around.note(others);
    if (this.#error) this.#fail(this.#error);
  }

  /** An attribute that means no input says nothing; a lab that is to set one takes it in another
   *  spelling, or says what it lacks. */
  #check(): void {
    const info = this.#info;
    if (!info || !this.#isReady) return;
    const known = new Set(info.inputs.map(({ name }) => attributeOf(name)));
    const others = Object.entries(inputsOf(this.#model)).filter(
      ([name]) => !known.has(attributeOf(name)),
    );
    if (others.length === 0) return;
    const { note } = this.#around;
    this.#lab.set(Object.fromEntries(others)).catch(({ message }: Error) => note(message));
  }

  // What the lab tells

  #heard: Record<string, (detail: never) => void> = {
    'unfold-ready': () => this.#ready(),
    'unfold-change': (told: Told) => this.#changed(told),
    'unfold-step': () => this.#wait(),
    'unfold-done': () => this.#tell(),
    'unfold-goal': ({ step }: { step: number }) => this.#save({ goal_reached: step }),
    'unfold-error': (error: LabError) => this.#fail(error),
  };

  #hear = (event: Event): void => this.#heard[event.type]!((event as CustomEvent<never>).detail);

  #ready(): void {
    this.#isReady = true;
    this.#check();
    this.#tell();
  }

  #changed(told: Told): void {
    this.#around.note('');
    this.#error = null;
    const info = this.#info;
    const isNew = info && !saysSo(this.#model, info, told);
    this.#save({ error: null, ...(isNew ? traitsOf(info, told) : {}) });
    this.#wait();
  }

  #fail(error: LabError): void {
    this.#error = error;
    const message = [error.message, this.#others].filter(Boolean).join(' ');
    this.#save({ error: { ...error, message } });
    this.#wait();
  }

  /** As things are; a run under way is told of again. */
  #tell = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const begin = performance.now();
    const { state } = this.#lab;
    const inputs = this.#info ? typed(this.#info, state.inputs) : state.inputs;
    this.#save({ state: plain({ ...state, inputs }) });
    if (state.running) this.#wait(performance.now() - begin);
  };

  #wait(took = 0): void {
    this.#timer ??= setTimeout(this.#tell, Math.max(REST, SHARE * took));
  }

  #save(traits: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(traits)) this.#model.set(name, value);
    this.#model.save_changes();
  }
}
