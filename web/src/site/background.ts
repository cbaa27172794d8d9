// A page of background: all languages are in it, and terms open as in the story of a lab.
import { whenIdle } from '../base/idle';
import './about';
import { followTerms } from './follow-terms';

followTerms();
whenIdle(() => import('./terms'));
