// unfold-lab.js: defines <unfold-lab> for any page.
export { UnfoldLab } from '../lab/unfold-lab';
