// The frame's height follows its content, where the page around it listens: as Canvas and other
// LTI hosts want it, as H5P does, and in a message of our own.
import { listen, tell } from './parent';

export function fitHeight(content: HTMLElement): void {
  const height = () => Math.ceil(content.getBoundingClientRect().height);
  const h5p = (action: string, sizes = {}) => tell({ context: 'h5p', action, ...sizes });
  let friendly = false;
  let told = 0;

  const say = () => {
    if (height() === told) return;
    told = height();
    tell({ type: 'unfold:size', height: told });
    tell({ subject: 'lti.frameResize', height: told });
    if (friendly) h5p('prepareResize', { scrollHeight: told, clientHeight: innerHeight });
  };

  listen(({ context, action }) => {
    if (context !== 'h5p') return;
    if (action === 'ready') h5p('hello');
    if (action === 'hello') {
      friendly = true;
      told = 0;
      say();
    }
    if (action === 'resizePrepared') h5p('resize', { scrollHeight: height() });
  });
  h5p('hello');
  new ResizeObserver(say).observe(content);
}
