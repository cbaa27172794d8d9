// Times the workloads beside TensorFlow.js; only in the site where that is installed.
import { compared, type Module } from '../../../../tests/bench/measure.js';
import { closeSteps, openStep, openTfjs } from '../../../../tests/bench/tfjs.js';
import { answerWith } from './answer';

async function besideTfjs(module: Module & { name: string }) {
  try {
    return await compared({ ...module, openStep });
  } finally {
    closeSteps();
  }
}

answerWith(async ({ tfjsWasm }) => {
  await openTfjs(tfjsWasm!);
  return besideTfjs;
});
