// What a lab does not need at once is fetched while the page rests: no control then waits for it, and it
// is there without a network. Who needs it sooner, or when this failed, fetches it and says so.
export const late = Promise.allSettled([
  import('../panels/network/element'),
  import('../panels/numbers'),
  import('../panels/picture/save-panel'),
  import('../panels/text'),
  import('./ask'),
  import('./compare/element'),
  import('./inside'),
  import('./lacking'),
  import('./link'),
  import('./refused'),
  import('./run-file'),
  import('./said'),
  import('./stop-form'),
  import('./supply'),
  import('./take-along'),
  import('./timeline/index'),
  import('./trouble'),
]);
