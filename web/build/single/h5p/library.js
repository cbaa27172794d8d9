// A lab in H5P: its page in a frame, and what it tells as H5P's own events.
/* global H5P -- the platform's */
H5P.UnfoldLab = class extends H5P.EventDispatcher {
  #params;
  #path;
  #frame = document.createElement('iframe');
  #isCompleted = false;

  constructor(params, contentId) {
    super();
    this.#params = params;
    this.#path = H5P.getPath(params.page.path, contentId);
  }

  attach($container) {
    const frame = this.#frame;
    frame.title = decodeURIComponent(this.#params.title);
    Object.assign(frame.style, { display: 'block', width: '100%', height: '600px', border: 0 });
    $container.get(0).append(frame);
    addEventListener('message', ({ source, data }) => {
      if (source === frame.contentWindow) this.#hear(data ?? {});
    });
    this.setActivityStarted();
    this.#load().catch(() => frame.replaceWith(this.#params.failed));
  }

  async #load() {
    const answer = await fetch(this.#path);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = await answer.text();
    const inside = this.#frame.contentDocument;
    inside.open();
    inside.write(page);
    inside.close();
  }

  #hear({ type, height, goal, done }) {
    if (type === 'unfold:size') this.#fit(height);
    if (type === 'unfold:goal' && encodeURIComponent(goal) === this.#params.goal) this.#complete();
    if (type === 'unfold:step' && done && !this.#params.goal) this.#complete();
  }

  #fit(height) {
    this.#frame.style.height = `${height}px`;
    this.trigger('resize');
  }

  /** Once, as one point of one. */
  #complete() {
    if (this.#isCompleted) return;
    this.#isCompleted = true;
    this.triggerXAPIScored(1, 1, 'completed', true, true);
  }
};
