// A lab as what SCORM 1.2 calls a SCO: it tells the learning platform around it when it is done. With
// a goal in the address that is when the goal is reached, and the score is 100; else when a run ends.

/** What a platform answers with: all that it takes and gives are strings. */
export interface Host {
  LMSInitialize(nothing: ''): string;
  LMSGetValue(name: string): string;
  LMSSetValue(name: string, value: string): string;
  LMSCommit(nothing: ''): string;
  LMSFinish(nothing: ''): string;
}

/** How far up a platform may be. */
const DEPTH = 500;

const reaching = (window: Window): Host | undefined => (window as { API?: Host }).API;

/** The nearest in the windows around this one. */
function above(start: Window): Host | null {
  let window = start;
  for (let depth = 0; depth < DEPTH; ++depth) {
    const host = reaching(window);
    if (host) return host;
    if (window.parent === window) break;
    window = window.parent;
  }
  return null;
}

/** Null where there is no platform, or one of another origin that does not let itself be asked. */
export function findHost(window: Window): Host | null {
  for (const begin of [() => window, () => window.top?.opener as Window | null]) {
    try {
      const start = begin();
      const host = start && above(start);
      if (host) return host;
    } catch {
      // Another origin.
    }
  }
  return null;
}

const isDone = (status: string) => status === 'passed' || status === 'completed';

/** As the platform wants it: HHHH:MM:SS. */
export function timespan(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = String(Math.floor(seconds / 3600)).padStart(4, '0');
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function tell(host: Host, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) host.LMSSetValue(name, value);
  host.LMSCommit('');
}

const score = (raw: number) => ({
  'cmi.core.score.min': '0',
  'cmi.core.score.max': '100',
  'cmi.core.score.raw': String(raw),
});

/** What was done on an earlier visit stays done. */
function begin(host: Host): void {
  if (isDone(host.LMSGetValue('cmi.core.lesson_status'))) return;
  tell(host, { 'cmi.core.lesson_status': 'incomplete' });
}

function end(host: Host): void {
  tell(host, { 'cmi.core.session_time': timespan(performance.now()) });
  host.LMSFinish('');
}

/** The goal of the address is reached; a reader may have begun an exercise with another. */
function followGoal(host: Host, goal: string): void {
  addEventListener('unfold-goal', (event) => {
    if ((event as CustomEvent<{ goal: string }>).detail.goal !== goal) return;
    tell(host, { ...score(100), 'cmi.core.lesson_status': 'passed' });
  });
}

function followRuns(host: Host): void {
  addEventListener('unfold-step', (event) => {
    const { done } = (event as CustomEvent<{ done: boolean }>).detail;
    if (!done || isDone(host.LMSGetValue('cmi.core.lesson_status'))) return;
    tell(host, { 'cmi.core.lesson_status': 'completed' });
  });
}

export function report(host: Host): void {
  if (host.LMSInitialize('') !== 'true') return;
  begin(host);
  const goal = new URLSearchParams(location.search).get('goal');
  if (goal) followGoal(host, goal);
  else followRuns(host);
  addEventListener('pagehide', () => end(host), { once: true });
}
