// Frames: handing their memory over.
import type { Outcome } from './types';

/** All numbers and bytes in plain data. */
function arraysIn(data: unknown): ArrayBufferView[] {
  if (ArrayBuffer.isView(data)) return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(arraysIn) : [];
}

/** Buffers that can be moved instead of copied: those that one array owns whole. */
export function movableBuffers(outcome: Outcome): ArrayBuffer[] {
  const buffers = arraysIn(outcome)
    .filter(({ byteLength, buffer }) => byteLength > 0 && byteLength === buffer.byteLength)
    .map(({ buffer }) => buffer)
    .filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
