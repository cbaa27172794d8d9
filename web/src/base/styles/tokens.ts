// The design tokens, for an element on a page that does not have them.
import { unsafeCSS } from 'lit';
import text from './tokens.css?inline';

export const tokens = unsafeCSS(text);
