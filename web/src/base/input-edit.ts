/** An input was edited: its name and its text; `now`: it is to be tried without waiting for a rest. */
export class InputEdit extends Event {
  static readonly type = 'input-edit';
  constructor(
    readonly name: string,
    readonly value: string,
    readonly now = false,
  ) {
    super(InputEdit.type, { bubbles: true, composed: false });
  }
}
