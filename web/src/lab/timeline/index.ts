// What goes back through a run: loaded once a run has begun.
export { Timeline } from './timeline';
export { travel } from './traveller';
import './scrubber';
import './whereabouts';
