// What the parts of the element tell it. They do not leave it.
import type { Rule } from './pace';

export { InputEdit } from '../base/input-edit';

/** A preset was chosen. */
export class PresetChoice extends Event {
  static readonly type = 'preset-choice';
  constructor(readonly name: string) {
    super(PresetChoice.type, { bubbles: true, composed: false });
  }
}

export type Command = 'reset' | 'play' | 'pause' | 'step' | 'extend' | 'new-seed';

/** A button of the run bar was pressed. */
export class RunCommand extends Event {
  static readonly type = 'run-command';
  constructor(readonly command: Command) {
    super(RunCommand.type, { bubbles: true, composed: false });
  }
}

/** How runs go was changed. */
export class PaceChange extends Event {
  static readonly type = 'pace-change';
  constructor(readonly change: { speed?: number; rule?: Rule | null }) {
    super(PaceChange.type, { bubbles: true, composed: false });
  }
}
