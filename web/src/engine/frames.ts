// Frames: joining those of one slice, and handing their memory over.
import type { Frame } from './types';

type Curve = Frame['curves'][string];

function append(a: Float32Array, b: Float32Array): Float32Array {
  const joined = new Float32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

const joinCurves = (a: Curve, b: Curve): Curve => ({ x: append(a.x, b.x), y: append(a.y, b.y) });

/** The later frame, with the points of both. */
export function joinFrames(earlier: Frame | null, later: Frame): Frame {
  if (!earlier) return later;
  const curves = { ...earlier.curves };
  for (const [name, curve] of Object.entries(later.curves)) {
    const known = curves[name];
    curves[name] = known ? joinCurves(known, curve) : curve;
  }
  return { ...later, curves };
}

/** Buffers that can be moved instead of copied: those that one array owns whole. */
export function movableBuffers(frame: Frame): ArrayBuffer[] {
  const arrays = [
    ...Object.values(frame.curves).flatMap(({ x, y }) => [x, y]),
    ...Object.values(frame.matrices).map((matrix) => matrix.values),
  ];
  const buffers = arrays
    .filter((array) => array.byteLength > 0 && array.byteLength === array.buffer.byteLength)
    .map((array) => array.buffer)
    .filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
