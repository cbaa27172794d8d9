// A lab that is to play as soon as its page, which is opened next, is there.
const KEY = 'unfold:play';

export function playNext(lab: string): void {
  try {
    sessionStorage.setItem(KEY, lab);
  } catch {
    // Without storage its reader presses Play.
  }
}

/** Whether it is this lab; asked once. */
export function isToPlay(lab: string): boolean {
  try {
    const isIt = sessionStorage.getItem(KEY) === lab;
    sessionStorage.removeItem(KEY);
    return isIt;
  } catch {
    return false;
  }
}
