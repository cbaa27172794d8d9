// English with the words that come late: what says them imports this. Other languages come whole.
import { strings } from './en';
import { late } from './en-late';

Object.assign(strings, late);
