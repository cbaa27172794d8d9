// What a lab's page has besides the lab and its story where it is one file: there is no site to share
// a link to, or to keep for later.
import type { rest as restOfPage } from '../rest';

export const rest: typeof restOfPage = () =>
  Promise.allSettled([
    import('../other-language'),
    import('../terms'),
    import('../exercises').then(({ goOn }) => goOn()),
  ]);
