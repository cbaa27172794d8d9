// Runs exported TensorFlow.js programs.
import * as tf from '@tensorflow/tfjs';
import { pathToFileURL } from 'node:url';

const mostSequences = 3;
const mostSteps = 28;

const numbers = (tensor) => ({ shape: tensor.shape, values: [...tensor.dataSync()] });

/** What a program gives: some of what it reads, the outputs for it and its first losses. */
export async function runTfjs({ path, steps }) {
  const program = await import(pathToFileURL(path));
  const network = await program.loadNetwork();
  const size = program.x.shape.map((n, i) => Math.min(n, [mostSequences, mostSteps][i] ?? n));
  const x = program.x.slice(
    program.x.shape.map(() => 0),
    size,
  );
  const more = [program.states, program.lengths].filter((each) => each !== undefined);
  const outputs = program.predict(network, x, ...more);
  const losses = steps ? program.train(network, steps) : [];
  const result = { x: numbers(x), outputs: numbers(outputs), losses };
  tf.disposeVariables();
  return result;
}
