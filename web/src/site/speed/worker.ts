// Times the limit and the workloads, away from the page, so that it can be stopped at once.
import { named } from '../../../../tests/bench/measure.js';
import { answerWith } from './answer';

answerWith(() => named);
