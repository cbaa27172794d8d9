// Fields that few labs have: each comes with a module of its own, loaded when it is first drawn.
import { html, type TemplateResult } from 'lit';
import { description, grouped, type Field } from './field';

export function fileField(field: Field): TemplateResult {
  void import('./file');
  return grouped(
    field,
    html`<unfold-file-field
      .field=${field}
      aria-describedby=${description(field)}
    ></unfold-file-field>`,
  );
}

export function imageField(field: Field): TemplateResult {
  void import('./image');
  return grouped(
    field,
    html`<unfold-image-field
      .field=${field}
      aria-describedby=${description(field)}
    ></unfold-image-field>`,
  );
}
