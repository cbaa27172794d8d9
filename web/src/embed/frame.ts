// A page in a frame: its height and its messages.
import type { UnfoldLab } from '../lab/unfold-lab';
import { fitHeight } from './height';
import { connect } from './messages';

export function embed(lab: UnfoldLab, content: HTMLElement): void {
  connect(lab);
  fitHeight(content);
}
