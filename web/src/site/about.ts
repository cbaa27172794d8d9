// A page of words alone: it has a language and a theme.
import { languageSwitch } from './language';
import { themeSwitch } from './theme';

themeSwitch();
void languageSwitch(() => {});
