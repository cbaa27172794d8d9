// Words: everything that is said about one lab, in one language.
import type { Quantity } from '../base/quantities';
import type { InputInfo, PresetInfo, Refusal } from '../engine/types';
import type { Key as AnyKey, Sentences } from './en';
import { fill, refusal, translate, type Values } from './index';
import type { Lang } from './languages';
import type { LabText } from './texts';

const axes: Record<string, AnyKey> = {
  time: 'axisTime',
  batch: 'axisBatch',
  sequence: 'axisBatch',
  unit: 'axisUnit',
  feature: 'axisFeature',
  input: 'axisInput',
  symbol: 'axisSymbol',
  'next symbol': 'axisNextSymbol',
  prediction: 'axisPrediction',
  gate: 'axisGate',
  class: 'axisClass',
  layer: 'axisLayer',
  row: 'axisRow',
  column: 'axisColumn',
};

const origins: Record<PresetInfo['origin'], AnyKey> = {
  exact: 'originExact',
  seeded: 'originSeeded',
  recovered: 'originRecovered',
  invariant: 'originInvariant',
  own: 'originOwn',
};

/** Refusals that the page makes itself. */
const ownRefusals: Record<string, AnyKey> = {
  'data-unreachable': 'dataUnreachable',
};

const quantities: Record<Quantity, AnyKey> = {
  loss: 'quantityLoss',
  accuracy: 'quantityAccuracy',
  error: 'quantityError',
  mse: 'quantityMse',
  rmse: 'quantityRmse',
  perplexity: 'quantityPerplexity',
};

const spaced = (name: string) => name.replaceAll('_', ' ');
const asTitle = (name: string) => spaced(name).replace(/^[a-z]/, (first) => first.toUpperCase());

/** What is said when it is seen, in the words of that moment. */
export type Saying = (words: Words) => string;

export const silence: Saying = () => '';

export class Words {
  readonly lang: Lang;
  #text: LabText | null;
  #english: Sentences;

  /** `english` are the sentences that the engine has for refusals. */
  constructor(lang: Lang, english: Sentences = {}, text: LabText | null = null) {
    this.lang = lang;
    this.#english = english;
    this.#text = text;
  }

  t = (key: AnyKey, values?: Values): string => translate(this.lang, key, values);

  /** The same words, for the fields of the lab's question instead of its inputs. */
  ofQuestion(): Words {
    const { question = {} } = this.#text ?? {};
    const text = this.#text && { ...this.#text, inputs: question };
    return new Words(this.lang, this.#english, text);
  }

  label = (input: InputInfo): string => this.#text?.inputs[input.name]?.label ?? input.label;
  help = (input: InputInfo): string => this.#text?.inputs[input.name]?.help ?? input.help;
  unit = (input: InputInfo): string => this.#text?.inputs[input.name]?.unit ?? input.unit;
  option = (input: InputInfo, option: { name: string; label: string }): string =>
    this.#text?.options?.[`${input.name}.${option.name}`] ?? option.label;

  /** Whether the story or an exercise changes it; all are, where nothing is told. */
  isFirst = ({ name }: InputInfo): boolean => this.#text?.first?.includes(name) ?? true;
  /** The field that mutes columns of a matrix that is drawn as bands, too. */
  bands = (report: string): string | undefined => this.#text?.bands?.[report];
  isData = (report: string): boolean => this.#text?.data?.includes(report) ?? false;

  preset = (preset: PresetInfo): string => this.#text?.presets[preset.name]?.label ?? preset.label;
  note = (preset: PresetInfo): string => this.#text?.presets[preset.name]?.note ?? preset.note;
  origin = (preset: PresetInfo): string => this.t(origins[preset.origin]);

  report = (name: string): string => this.#text?.reports[name] ?? asTitle(name);
  /** What a cell of a table says, if the lab has a word for it. */
  cell = (text: string): string => this.#text?.cells?.[text] ?? this.#text?.reports[text] ?? text;
  quantity = (quantity: Quantity): string => this.t(quantities[quantity]);
  invariant = (name: string): string => this.#text?.invariants?.[name] ?? asTitle(name);
  axis = (name: string): string =>
    axes[name] ? this.t(axes[name]) : (this.#text?.reports[name] ?? spaced(name));

  refusal({ input, code, values, message }: Refusal, inputs: InputInfo[]): string {
    const sentence = this.#sentence(code);
    if (sentence === undefined) return message;
    const field = inputs.find(({ name }) => name === input);
    const where = fill(this.#sentence(values.where ?? '') ?? '', values);
    return fill(sentence, { ...values, where, input: field ? this.label(field) : input });
  }

  #sentence = (code: string): string | undefined =>
    ownRefusals[code]
      ? this.t(ownRefusals[code])
      : (refusal(this.lang, code) ?? this.#text?.refusals?.[code] ?? this.#english[code]);
}
