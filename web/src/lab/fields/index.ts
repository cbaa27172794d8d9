// How each kind of input draws itself.
import type { TemplateResult } from 'lit';
import type { InputInfo } from '../../engine/types';
import { choiceField, flagField } from './choice';
import type { Field } from './field';
import { fileField, imageField } from './lazy';
import { matrixField } from './matrix';
import { numberField } from './number';
import { seedField } from './seed';
import { textField } from './text';

export type { Field };

export const fields: Record<InputInfo['kind'], (field: Field) => TemplateResult> = {
  text: textField,
  list: textField,
  integer: numberField,
  number: numberField,
  choice: choiceField,
  flag: flagField,
  matrix: matrixField,
  seed: seedField,
  image: imageField,
  file: fileField,
};
