// The page that holds this one in a frame: messages go to it and come from it alone.

export type Message = Record<string, unknown>;

const parent = window.parent === window ? null : window.parent;

/** Anyone may embed a lab, and what it says is no secret. */
export function tell(message: Message): void {
  parent?.postMessage(message, '*');
}

export function listen(hear: (message: Message) => void): void {
  addEventListener('message', ({ source, data }) => {
    if (parent && source === parent && typeof data === 'object' && data !== null) hear(data);
  });
}
