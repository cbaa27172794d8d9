// InputBinding: a lab's inputs, kept in step with the element's attributes and the page's address.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LabInfo, Setup } from '../engine/types';
import * as address from './address';
import { inputOf, inputsOf, isOther } from './attributes';
import { LabInputs } from './inputs';
import type { Link } from './link';
import type { Values } from './values';

/** Milliseconds of rest before typed inputs are tried. */
const REST = 150;

export interface Host extends ReactiveControllerHost, HTMLElement {
  preset: string;
  /** Whether the inputs live in the address too. */
  link: boolean;
  /** Names of inputs that stay as they are, and of "preset". */
  locked: ReadonlySet<string>;
}

export interface Listener {
  /** The inputs are no longer what they were. */
  changed(inputs: LabInputs): void;
  /** It is time to try them. */
  due(): void;
  /** Inputs have come from the address. */
  linked(isDamaged: boolean): void;
}

export class InputBinding implements ReactiveController {
  /** Null until the lab is known. */
  inputs: LabInputs | null = null;

  #host: Host;
  #listener: Listener;
  #attributes = new MutationObserver((records) => this.#attributesChanged(records));
  #leaveAddress?: () => void;
  /** Rest before edited inputs are tried, and what then goes into the address. */
  #timer = 0;
  #write: (() => Promise<void>) | null = null;
  /** A change waits to be told: those of one task are one. */
  #isTelling = false;

  constructor(host: Host, listener: Listener) {
    this.#host = host;
    this.#listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    this.#attributes.observe(this.#host, { attributes: true, attributeOldValue: true });
    this.#leaveAddress = address.follow(() => void this.#followLink());
  }

  /** Attributes are heard on: the host may be put back. */
  hostDisconnected(): void {
    this.#leaveAddress?.();
    clearTimeout(this.#timer);
  }

  async readLink(): Promise<Link | null> {
    return this.#host.link ? address.read() : null;
  }

  /** The lab's first inputs; those that it has already stay. */
  begin(lab: LabInfo, link: Link | null): void {
    if (this.inputs?.lab === lab) return;
    this.#replace(new LabInputs(lab, this.#host.preset, inputsOf(this.#host, lab)));
    this.#takeLink(link);
  }

  edit(name: string, value: string, now = false): void {
    this.inputs?.set(name, value);
    this.#changed(address.replace);
    if (now) this.#listener.due();
  }

  choose(preset: string): void {
    if (!this.inputs) return;
    this.#replace(new LabInputs(this.inputs.lab, preset, this.#held()));
    this.#changed(address.push);
    this.#listener.due();
  }

  /** Locked inputs that a saved run has otherwise. */
  heldAgainst({ preset, inputs }: Setup): string[] {
    if (!this.inputs) return [];
    const { values } = new LabInputs(this.inputs.lab, preset, inputs);
    return Object.entries(this.#held()).flatMap(([name, value]) =>
      values[name] === value ? [] : [name],
    );
  }

  /** The inputs of a run that was saved. */
  take({ preset, inputs }: Setup): void {
    if (!this.inputs) return;
    this.#replace(new LabInputs(this.inputs.lab, preset, inputs));
    this.#changed(address.push);
  }

  get isResting(): boolean {
    return this.#timer !== 0;
  }

  /** Writes the inputs into the address as they are now. */
  async write(): Promise<void> {
    const { inputs } = this;
    if (inputs && this.#host.link)
      await address.replace(inputs.namedPreset(this.#host.preset), inputs.changes());
  }

  /** Settles when the address says what the inputs are. */
  async leaveRest(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const write = this.#write;
    this.#write = null;
    await write?.();
  }

  /** What stays as it is. */
  #held(): Values {
    const all = Object.entries(this.inputs?.values ?? {});
    return Object.fromEntries(all.filter(([name]) => this.#host.locked.has(name)));
  }

  #replace(inputs: LabInputs): void {
    this.inputs = inputs;
    this.#host.requestUpdate();
  }

  #attributesChanged(records: MutationRecord[]): void {
    const { inputs } = this;
    if (!inputs) return;
    const { preset } = this.#host;
    const values = { ...this.#takenBack(records, inputs), ...inputsOf(this.#host, inputs.lab) };
    const isInput = Object.entries(values).some(([name, value]) => inputs.values[name] !== value);
    const isNamed = records.some(({ attributeName }) => attributeName === 'preset');
    const isPreset = isNamed && preset !== inputs.preset;
    if (isPreset) this.#replace(new LabInputs(inputs.lab, preset, values));
    else for (const [name, value] of Object.entries(values)) inputs.set(name, value);
    if (isInput || isPreset) this.#changed();
  }

  /** Inputs whose attributes are gone are what the preset says. */
  #takenBack(records: MutationRecord[], { lab, standard }: LabInputs): Values {
    const were = records.filter(
      ({ attributeName, oldValue }) => oldValue !== null && !isOther(attributeName!, oldValue),
    );
    const named = were.map(({ attributeName }) => inputOf(lab, attributeName!)?.name);
    return Object.fromEntries(named.flatMap((name) => (name ? [[name, standard[name]!]] : [])));
  }

  #takeLink(link: Link | null, held: Values = {}): void {
    if (!link || !this.inputs) return;
    const { lab } = this.inputs;
    const given = { ...inputsOf(this.#host, lab), ...link.inputs, ...held };
    this.#replace(new LabInputs(lab, link.preset || this.#host.preset, given));
    this.#listener.linked(link.damaged);
  }

  async #followLink(): Promise<void> {
    const { hash } = location;
    const link = await this.readLink();
    if (!link || !this.inputs || hash !== location.hash) return;
    const before = this.inputs;
    const { locked } = this.#host;
    const preset = locked.has('preset') ? before.preset : link.preset;
    // Also what an input becomes on the way: at.100.learning_rate.
    const free = Object.entries(link.inputs).filter(
      ([key]) => !locked.has(key.replace(/.*\./, '')),
    );
    this.#takeLink({ ...link, preset, inputs: Object.fromEntries(free) }, this.#held());
    const what = (inputs: LabInputs) => JSON.stringify([inputs.preset, inputs.changes()]);
    if (what(this.inputs) !== what(before)) this.#changed();
    else this.inputs = before;
  }

  /** After a little rest the inputs are tried, and written into the address. */
  #changed(write?: typeof address.push): void {
    const { inputs } = this;
    if (!inputs) return;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#listener.due(), REST);
    if (this.#host.link && write) {
      this.#write = () => write(inputs.namedPreset(this.#host.preset), inputs.changes());
    }
    this.#tell();
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      if (this.inputs) this.#listener.changed(this.inputs);
    });
  }
}
