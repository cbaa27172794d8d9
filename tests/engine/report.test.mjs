// A kind of report goes its whole way: it is let go of, saved, part of the fingerprint, printed and
// handed to JavaScript.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readSource } from '../../scripts/sources.mjs';

const kinds = [
  ...readSource('engine/lab/report.h').matchAll(/const std::vector<\w+>& (\w+)\(\) const/g),
].map(([, kind]) => kind);

/** What a step does with a kind, as it is written, and the kinds that go another way. */
const steps = {
  'engine/lab/report.cpp': { does: (kind) => `${kind}_.clear()`, others: ['curves', 'levels'] },
  'engine/lab/report_archive.cpp': { does: (kind) => `${kind}_` },
  'engine/lab/session.cpp': {
    does: (kind) => `report_.${kind}()`,
    others: ['levels', 'invariants'],
  },
  'engine/lab/report_json.cpp': { others: ['curves', 'levels', 'invariants'] },
  'bindings/cli/report_text.cpp': { others: ['curves', 'levels', 'invariants'] },
  'bindings/wasm/report.cpp': { others: ['curves', 'invariants'] },
  'tests/engine/checkpoint_test.cpp': {},
};

for (const [path, { does = (kind) => `report.${kind}()`, others = [] }] of Object.entries(steps)) {
  test(`${path} has every kind of report`, () => {
    const text = readSource(path);
    const missing = kinds.filter((kind) => !others.includes(kind) && !text.includes(does(kind)));
    assert.deepEqual(missing, []);
  });
}

test('the kinds of reports are found', () => assert.ok(kinds.length >= 9));
