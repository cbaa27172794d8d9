// Frames: handing their memory over.
import type { Frame, Outcome, Shown } from './types';

function arraysOf({ matrices, plots, images, points }: Shown): Float32Array[] {
  return [
    ...Object.values(matrices).map(({ values }) => values),
    ...Object.values(images).map(({ values }) => values),
    ...Object.values(points).flatMap(({ at, counts }) => (counts ? [at, counts] : [at])),
    ...Object.values(plots).flatMap(({ lines }) => lines.flatMap(({ x, y }) => [x, y])),
  ];
}

const pointsOf = ({ curves }: Frame): Float32Array[] =>
  Object.values(curves).flatMap(({ x, y }) => [x, y]);

function arrays(outcome: Outcome): (Float32Array | Uint8Array)[] {
  if (outcome.kind === 'frame') return [...pointsOf(outcome.frame), ...arraysOf(outcome.frame)];
  if (outcome.kind === 'answer') return arraysOf(outcome.shown);
  return outcome.kind === 'saved' || outcome.kind === 'vectors' ? [outcome.file] : [];
}

/** Buffers that can be moved instead of copied: those that one array owns whole. */
export function movableBuffers(outcome: Outcome): ArrayBuffer[] {
  const buffers = arrays(outcome)
    .filter((array) => array.byteLength > 0 && array.byteLength === array.buffer.byteLength)
    .map((array) => array.buffer)
    .filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
