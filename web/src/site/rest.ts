// What a lab's page has besides the lab and its story, fetched once the page rests.
import type { UnfoldLab } from '../lab/unfold-lab';

const exercises = async () => (await import('./exercises')).goOn();
const sharing = async (lab: UnfoldLab) => (await import('./share/hook')).offerSharing(lab);
const paper = async (lab: UnfoldLab) => (await import('./print/paper')).readyForPaper(lab);
const offline = async () => (await import('./offline/keep')).keepOffline();

/** What fails is fetched again where it is needed. */
export const rest = (lab: UnfoldLab): Promise<unknown> =>
  Promise.allSettled([
    import('./other-language'),
    import('./terms'),
    exercises(),
    sharing(lab),
    paper(lab),
    offline(),
  ]);
