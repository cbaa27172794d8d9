// A page of words alone: it has a language and a theme.
import { whenIdle } from '../base/idle';
import { languageSwitch } from './language';
import { themeSwitch } from './theme';

themeSwitch();
void languageSwitch(() => {});
whenIdle(async () => (await import('./offline/keep')).keepOffline());
