// unfold-anywidget.js: a lab in a notebook or a book, as a module of anywidget's form (AFM): the host
// gives a model, whose traits say what the lab is to be, and a place to be at. A host waits two seconds
// for the module, so that all else comes later.
import type { render as Render } from './view';

const render: typeof Render = async (place) => (await import('./view')).render(place);

export default { render };
