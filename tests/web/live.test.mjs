// Live inputs on the page: what a link says of a run in whose middle they have changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { LabInputs } = await load('lab/inputs.ts');
const { readLink, writeLink } = await load('lab/link.ts');
const { forgetsRecord, liveEdits } = await load('lab/live.ts');

const input = (name, value, live = false) => ({ name, kind: 'number', default: value, live });
const lab = {
  inputs: [input('learning_rate', '0.1', true), input('hidden', '5'), input('steps', '50', true)],
  presets: [{ name: 'first', inputs: {} }],
};
const underWay = (changed = {}) => ({
  results: { step: 20, isOneStep: false, changed },
  newest: { changed },
  stale: false,
});

test('a link tells what a run began with and what became of it when', async () => {
  const inputs = new LabInputs(lab, '', { hidden: '8' });
  inputs.set('learning_rate', '0.01');
  inputs.took({
    learning_rate: '0.1',
    hidden: '8',
    steps: '50',
    'at.20.learning_rate': '0.01',
    'at.50.steps': '100',
  });
  const link = await writeLink('', inputs.changes());
  assert.equal(link, '#v=1&hidden=8&at.20.learning_rate=0.01&at.50.steps=100');
  const { inputs: read } = await readLink(link);
  const again = new LabInputs(lab, '', read);
  assert.deepEqual(again.changes(), inputs.changes());
  assert.equal(again.values.learning_rate, '0.1');
});

test('a record of inputs that the lab does not have is left out', () => {
  const given = { 'at.2.lost': '1', 'at.x.steps': '9', 'at.2.steps': '60' };
  assert.deepEqual(new LabInputs(lab, '', given).changes(), { 'at.2.steps': '60' });
});

test('the form follows the run, and what the reader types stays until the run has more to say', () => {
  const inputs = new LabInputs(lab, '', { 'at.20.learning_rate': '0.01' });
  assert.equal(inputs.follow({}), false);
  assert.equal(inputs.follow({ learning_rate: '0.01' }), true);
  assert.equal(inputs.values.learning_rate, '0.01');
  inputs.set('learning_rate', '0.5');
  assert.equal(inputs.follow({ learning_rate: '0.01' }), false);
  assert.equal(inputs.values.learning_rate, '0.5');
});

test('where a run goes back to before a change, the form has what it began with', () => {
  const inputs = new LabInputs(lab, '', { hidden: '8', 'at.20.learning_rate': '0.01' });
  inputs.follow({ learning_rate: '0.01' });
  assert.equal(inputs.follow({}), true);
  assert.deepEqual(inputs.values, { learning_rate: '0.1', hidden: '8', steps: '50' });
  inputs.follow({ learning_rate: '0.01' });
  assert.equal(inputs.values.learning_rate, '0.01');
});

test('a run takes edits of live inputs where it is; others begin anew, with the values as they are', () => {
  const inputs = new LabInputs(lab, '', {});
  const before = inputs.values;
  inputs.set('learning_rate', '0.01');
  assert.deepEqual(liveEdits(inputs, before, underWay()), { learning_rate: '0.01' });
  assert.equal(liveEdits(inputs, before, { ...underWay(), stale: true }), null);
  assert.equal(liveEdits(inputs, before, { results: { step: 0 } }), null);
  inputs.took({ ...before, 'at.20.learning_rate': '0.01' });
  inputs.set('hidden', '8');
  assert.equal(liveEdits(inputs, before, underWay()), null);
  assert.ok(forgetsRecord(inputs, before, underWay()));
  inputs.forgetRecord();
  assert.deepEqual(inputs.changes(), { learning_rate: '0.01', hidden: '8' });
});

test('a reset forgets what has changed, and not what a link has yet to change', () => {
  const inputs = new LabInputs(lab, '', { 'at.90.learning_rate': '0.01' });
  assert.equal(forgetsRecord(inputs, inputs.values, underWay(), 'start'), false);
  assert.ok(forgetsRecord(inputs, inputs.values, underWay({ learning_rate: '0.01' }), 'start'));
  assert.equal(forgetsRecord(inputs, null, underWay()), false);
});
