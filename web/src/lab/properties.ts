// Properties: every input of every lab, for pages whose frameworks set properties. They are there
// before the element knows its lab, and are kept as attributes.
import { names } from 'virtual:unfold-inputs';
import { isNumber, spellings, textOf } from './attributes';

/** Names of inputs by all their spellings. */
const nameOf = new Map(names.flatMap((name) => spellings(name).map((each) => [each, name])));

const belongsToHtml = (name: string) => name in HTMLElement.prototype;

/** The attributes that say the same as this one: those of the same input, but for HTML's own. */
export function alike(attribute: string): string[] {
  const name = belongsToHtml(attribute) ? undefined : nameOf.get(attribute);
  if (name === undefined) return [attribute];
  const all = new Set(spellings(name).map((each) => each.toLowerCase()));
  return [...all].filter((each) => !belongsToHtml(each));
}

/** Sets an input by its attribute; without a value it takes it back. */
export function setInput(element: Element, spelling: string, value: unknown): void {
  const name = nameOf.get(spelling) ?? spelling;
  const [apart = name, , plain = name] = spellings(name);
  alike(apart).forEach((attribute) => element.removeAttribute(attribute));
  const attribute = belongsToHtml(plain) ? apart : plain;
  if (value !== undefined && value !== null) element.setAttribute(attribute, textOf(value));
}

/** An element with inputs, as texts by name. */
export interface Owner extends HTMLElement {
  textOfInput(name: string): string | undefined;
}

function own(name: string): PropertyDescriptor & ThisType<Owner> {
  return {
    configurable: true,
    enumerable: true,
    get() {
      return this.textOfInput(name);
    },
    set(value: unknown) {
      setInput(this, name, value);
    },
  };
}

/** HTML's own property, but that a number means the input. */
function shared(name: string): PropertyDescriptor & ThisType<Owner> {
  const html = Object.getOwnPropertyDescriptor(HTMLElement.prototype, name);
  return {
    configurable: true,
    enumerable: true,
    get() {
      const text = this.getAttribute(name);
      return isNumber(text) ? text : html?.get?.call(this);
    },
    set(value: unknown) {
      if (isNumber(value)) this.setAttribute(name, String(value));
      else html?.set?.call(this, value);
    },
  };
}

/** Gives the elements of a prototype these properties, where they have none of that name. */
export function defineInputs(elements: Owner): void {
  for (const [property, name] of nameOf) {
    const isHtml = Object.hasOwn(HTMLElement.prototype, property);
    if (isHtml) Object.defineProperty(elements, property, shared(property));
    else if (!(property in elements)) Object.defineProperty(elements, property, own(name));
  }
}

/** Properties that were set before the element was defined. */
export function adoptInputs(element: Owner): void {
  for (const [property, value] of Object.entries(element)) {
    if (!nameOf.has(property)) continue;
    delete element[property as keyof Owner];
    Object.assign(element, { [property]: value });
  }
}
