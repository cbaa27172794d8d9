// What the words after `npm run bench --` ask for.
import { parseArgs } from 'node:util';
import { Failure } from '../process.mjs';
import { labs } from './labs.mjs';

export const workloads = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'];
/** Those of which a step is cut into parts. */
const shared = ['W4', 'W5', 'W6', 'W9'];
const withThreads = [...workloads, ...Object.keys(labs)];
const places = ['native', 'node', 'chromium'];

export const usage = `npm run bench                          every workload, natively, in Node and in Chromium
npm run bench -- W1 W4                 some of them
npm run bench -- curves                a step against T, batch, hidden and layers
  --in native,node,chromium            where
  --seconds 2                          how long each is timed
  --threads 1,2                        with so many threads in turn, natively and in Chromium, and
                                       what more cores should give; also of whole labs by their
                                       names: ${Object.keys(labs).join(', ')}
  --json                               of these figures one object a line
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
        threads: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`);
  }
}

const most = 64;

function counts(text) {
  const numbers = text.split(',').map(Number);
  const strange = numbers.find(
    (number) => !Number.isInteger(number) || number < 1 || number > most,
  );
  if (strange !== undefined) {
    throw new Failure(`--threads takes numbers from 1 to ${most}, such as 1,2; not ${text}.`);
  }
  return [...new Set(numbers)];
}

/** `curves`, `workloads`, `places`, `seconds`, `peers` (a folder or undefined), `threads` (numbers or
 *  undefined), `json`. */
export function readOptions(words, environment = process.env) {
  const { values, positionals } = parsed(words);
  const curves = positionals.includes('curves');
  const names = positionals.filter((word) => word !== 'curves');
  if (curves && names.length > 0) {
    throw new Failure(`Curves have no workloads of their own.\n\n${usage}`);
  }
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Failure(`--seconds takes a number above 0, not ${values.seconds}.`);
  const threads = values.threads === undefined ? undefined : counts(values.threads);
  if (values.json && !threads) throw new Failure(`--json belongs to --threads.\n\n${usage}`);
  const known = threads ? places.filter((place) => place !== 'node') : places;
  const usual = curves ? 'node' : known.join(',');
  return {
    curves,
    workloads: listed(
      names.join(',') || (threads ? shared : workloads).join(','),
      threads ? withThreads : workloads,
      'workload',
    ),
    places: listed(values.in ?? usual, known, 'place'),
    seconds,
    peers: (values.peers ?? environment.UNFOLD_PEERS) || undefined,
    threads,
    json: values.json,
  };
}
