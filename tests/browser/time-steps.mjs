// How long the steps of a run take in a page whose workers share them.

/** Runs in the page. */
function timeInside({ members, before, steps }) {
  const lab = document.querySelector('unfold-lab');
  const used = () => lab.shadowRoot.querySelector('unfold-cores')?.used ?? 1;
  return new Promise((resolve, reject) => {
    let start;
    lab.addEventListener('unfold-step', () => {
      const { step, done } = lab.state;
      const now = performance.now();
      if (!start && step >= before && used() === members) start = { step, now };
      if (start && step >= start.step + steps) resolve((now - start.now) / (step - start.step));
      else if (done) reject(new Error(`The run ended with ${used()} cores.`));
    });
    void lab.play();
  });
}

/** Plays the lab of a page: milliseconds a step of so many, once so many members share them, and after
 *  so many others. */
export const timeSteps = (page, { members, before, steps }) =>
  page.evaluate(timeInside, { members, before, steps });

/** Runs in a page before all else: the reader has chosen so many cores. */
export function useCores(cores) {
  if (location.protocol !== 'about:') localStorage.setItem('unfold:cores', cores);
}
