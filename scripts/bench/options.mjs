// What the words after `npm run bench --` ask for.
import { parseArgs } from 'node:util';
import { Failure } from '../process.mjs';

export const workloads = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'];
const places = ['native', 'node', 'chromium'];

export const usage = `npm run bench                          every workload, natively, in Node and in Chromium
npm run bench -- W1 W4                 some of them
npm run bench -- curves                a step against T, batch, hidden and layers
  --in native,node,chromium            where
  --seconds 2                          how long each is timed
  --peers FOLDER                       other engines, installed and built there; or UNFOLD_PEERS`;

const listed = (text, known, what) => {
  const words = text.split(',');
  const strange = words.find((word) => !known.includes(word));
  if (strange !== undefined) {
    throw new Failure(`There is no ${what} "${strange}": ${known.join(', ')}.\n\n${usage}`);
  }
  return words;
};

function parsed(words) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        in: { type: 'string' },
        seconds: { type: 'string', default: '2' },
        peers: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`);
  }
}

/** `curves`, `workloads`, `places`, `seconds`, `peers` (a folder or undefined). */
export function readOptions(words, environment = process.env) {
  const { values, positionals } = parsed(words);
  const curves = positionals.includes('curves');
  const names = positionals.filter((word) => word !== 'curves');
  if (curves && names.length > 0) {
    throw new Failure(`Curves have no workloads of their own.\n\n${usage}`);
  }
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Failure(`--seconds takes a number above 0, not ${values.seconds}.`);
  return {
    curves,
    workloads: names.length > 0 ? listed(names.join(','), workloads, 'workload') : workloads,
    places: listed(values.in ?? (curves ? 'node' : places.join(',')), places, 'place'),
    seconds,
    peers: (values.peers ?? environment.UNFOLD_PEERS) || undefined,
  };
}
