// A button that opens files.
import { html, type TemplateResult } from 'lit';

/** More is no file of ours; reading it would only take time. */
const LARGEST = 4_000_000;

/** The text of a file; "" for one that is too large to be ours, which no reader takes. */
export const textOf = async (file: File): Promise<string> =>
  file.size > LARGEST ? '' : file.text();

export function openButton(
  label: string,
  name: string,
  open: (files: File[]) => unknown,
  isMany = false,
): TemplateResult {
  const changed = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file can be opened again.
    input.value = '';
    if (files.length > 0) void open(files);
  };
  const press = ({ currentTarget }: Event) =>
    (currentTarget as HTMLElement).parentElement!.querySelector('input')!.click();
  return html`<span>
    <button class="go" type="button" data-open=${name} @click=${press}>${label}</button>
    <input
      type="file"
      accept=".json,application/json"
      data-file=${name}
      ?multiple=${isMany}
      tabindex="-1"
      aria-label=${label}
      @change=${changed}
    />
  </span>`;
}
