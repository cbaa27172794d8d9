// unfold-lab.js: defines <unfold-lab> for any page. Where the page forbids what it is made with, the
// element says so.
const explain = async (error: Error) => (await import('./explained')).explained(error);

export const { UnfoldLab } = await import('./unfold-lab').catch(explain);
