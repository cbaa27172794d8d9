// All that sharing the work of a run takes, loaded once a run has work to share.
import './element';

export { Helpers } from './helpers';
