// Runs exported ONNX models in onnxruntime-web.
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** The outputs for x, symbols where the model reads such, and for lengths. */
export async function runOnnx(path, x, lengths) {
  const session = await ort.InferenceSession.create(readFileSync(path), {
    logSeverityLevel: 3,
  });
  const isSymbols = session.inputMetadata.find(({ name }) => name === 'x').type === 'int64';
  const feeds = {
    x: isSymbols
      ? new ort.Tensor('int64', BigInt64Array.from(x.values, BigInt), x.shape)
      : new ort.Tensor('float32', x.values, x.shape),
  };
  if (lengths) feeds.lengths = new ort.Tensor('int32', lengths, [lengths.length]);
  const { outputs } = await session.run(feeds);
  const result = { shape: [...outputs.dims], values: [...outputs.data] };
  await session.release();
  return result;
}
