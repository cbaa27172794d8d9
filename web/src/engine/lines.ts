// Lines: what the members of a crew talk over.

/** A line from each of so many to each: of every member its ends, in the order of the others. */
export function lines(members: number): MessagePort[][] {
  const ends: MessagePort[][] = Array.from({ length: members }, () => []);
  for (let a = 0; a < members; ++a) {
    for (let b = a + 1; b < members; ++b) {
      const { port1, port2 } = new MessageChannel();
      ends[a]!.push(port1);
      ends[b]!.push(port2);
    }
  }
  return ends;
}
