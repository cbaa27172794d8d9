// Holds the WebAssembly module, with and without SIMD, to bindings/wasm/engine.d.ts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { conforms, conformsTo, members } from './declarations.mjs';

const root = resolve(import.meta.dirname, '../..');
const modules = process.env.UNFOLD_MODULE_DIR
  ? [resolve(process.env.UNFOLD_MODULE_DIR)]
  : [join(root, 'build/wasm'), join(root, 'build/wasm-scalar')];

async function load(folder) {
  const { default: createEngine } = await import(pathToFileURL(join(folder, 'unfold.js')));
  return createEngine({
    wasmBinary: readFileSync(join(folder, 'unfold.wasm')),
    locateFile: (path) => join(folder, path),
  });
}

/** Runs `use` with a session and deletes it. */
function withSession(engine, [lab, preset = '', inputs = {}], use) {
  const session = new engine.Session(lab, preset, inputs);
  try {
    return use(session);
  } finally {
    session.delete();
  }
}

function thrownBy(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

/** Up to that many steps, however long they take. */
function run(session, steps) {
  return session.advance(steps, Infinity, '', -Infinity);
}

/** A session of few steps of the first lab that always trains. */
function trainingLab(engine) {
  for (const lab of engine.catalogue().labs) {
    if (!lab.inputs.some(({ name, when }) => name === 'steps' && when === null)) continue;
    return [lab.id, '', { steps: '6' }];
  }
  return assert.fail('no lab always trains');
}

/** Makes the session, providing the data of the build that it asks for; undefined if they lack. */
function sessionWithData(engine, lab, preset = '', inputs = {}) {
  for (;;) {
    try {
      return new engine.Session(lab, preset, inputs);
    } catch (error) {
      if (error.code !== 'missing-data') throw error;
      const path = join(root, 'build/data', error.values.key);
      if (!existsSync(path)) return undefined;
      engine.provide(error.values.key, readFileSync(path));
    }
  }
}

/** A few steps, which are computed at once. */
const few = ({ previewSteps }) => Math.ceil(Math.min(previewSteps, 400) / 20);

const hasSteps = (lab) => lab.inputs.some(({ name }) => name === 'steps');

/** Runs `use` with each preset of each lab whose data are here, after a few steps. */
function withEachPreset(engine, use) {
  for (const lab of engine.catalogue().labs) {
    for (const preset of lab.presets) {
      const steps = Math.min(preset.inputs.steps ?? Infinity, few(lab));
      const inputs = hasSteps(lab) ? { steps: String(steps) } : {};
      const session = sessionWithData(engine, lab.id, preset.name, inputs);
      if (session === undefined) continue;
      run(session, steps);
      use(session, lab, preset, steps);
      session.delete();
    }
  }
}

/** How far each preset came, and to what bits, in the first module. */
const reached = new Map();

for (const folder of modules) {
  describe(`the module in ${folder}`, async () => {
    const engine = await load(folder);
    const { labs, refusals } = engine.catalogue();

    test('generates no code, so that a strict policy allows it', () => {
      const source = readFileSync(join(folder, 'unfold.js'), 'utf8');
      assert.doesNotMatch(source, /new Function\b|\beval\(/);
    });

    test('offers what Engine declares', () => {
      for (const name of members('WholeEngine').keys()) {
        assert.equal(typeof engine[name], 'function', name);
      }
    });

    test('has sessions with the members that Session declares', () => {
      withSession(engine, trainingLab(engine), (session) => {
        const declared = [...members('Session').keys()];
        for (const name of declared) assert.equal(typeof session[name], 'function', name);
        const own = Object.getOwnPropertyNames(engine.Session.prototype);
        assert.deepEqual(
          own.filter((name) => name !== 'constructor' && !declared.includes(name)),
          [],
        );
      });
    });

    test('has a catalogue as declared, with the course in it', () => {
      conformsTo(engine.catalogue(), 'Catalogue');
      assert.ok(labs.length > 0);
      assert.equal(new Set(labs.map(({ id }) => id)).size, labs.length);
    });

    test('has a default for every input that the lab takes', () => {
      for (const lab of labs) {
        const defaults = Object.fromEntries(lab.inputs.map((input) => [input.name, input.default]));
        const session = sessionWithData(engine, lab.id, '', defaults);
        assert.equal(session?.frame().preset ?? lab.presets[0].name, lab.presets[0].name, lab.id);
        session?.delete();
      }
    });

    test('runs every preset of every lab to frames as declared, with the bits of every module', () => {
      withEachPreset(engine, (session, lab, preset, steps) => {
        const what = `${lab.id} ${preset.name}`;
        const frame = session.frame();
        conformsTo(frame, 'Frame');
        conformsTo(session.info(), 'SessionInfo');
        assert.deepEqual([session.info().lab, session.info().preset], [lab.id, preset.name]);
        assert.equal(frame.step, Math.min(steps, frame.total), what);
        const network = session.network();
        if (network) conformsTo(network, 'NetworkInfo');
        for (const [name, { shape, values }] of Object.entries(frame.matrices)) {
          const count = shape.reduce((product, size) => product * size, 1);
          assert.equal(values.length, count, `${what} ${name}`);
        }
        const here = { lab, preset, step: frame.step, fingerprint: session.fingerprint() };
        if (!reached.has(what)) reached.set(what, here);
        const { step, fingerprint } = reached.get(what);
        assert.deepEqual([here.step, here.fingerprint], [step, fingerprint], what);
      });
    });

    test('answers the default question of every lab that has questions', () => {
      for (const lab of labs.filter(({ question }) => question !== null)) {
        const session = sessionWithData(engine, lab.id);
        if (session === undefined) continue;
        run(session, 1);
        try {
          conformsTo(session.ask({}), 'Shown');
        } catch (error) {
          assert.equal(error.name, 'Refusal', `${lab.id}: ${error.stack}`);
        }
        assert.equal(thrownBy(() => session.ask({ nothing: '1' })).code, 'unknown-input');
        session.delete();
      }
    });

    test('refuses to ask a lab that has no questions', () => {
      const { id } = labs.find(({ question }) => question === null);
      const { code } = thrownBy(() => withSession(engine, [id], (session) => session.ask({})));
      assert.equal(code, 'no-question');
    });

    test('sends only the points of a curve that are new', () => {
      withSession(engine, trainingLab(engine), (session) => {
        const steps = [3, 2, 0, 9].map((n) => {
          run(session, n);
          return Array.from(Object.values(session.frame().curves)[0].x);
        });
        assert.deepEqual(steps, [[0, 1, 2], [3, 4], [], [5]]);
      });
    });

    test('sends the words of points once, and again only when they change', () => {
      const [lab] = labs.filter(({ id }) => id === 'embedding-map');
      const session = lab && sessionWithData(engine, lab.id);
      if (session === undefined) return;
      run(session, 1);
      const first = Object.values(session.frame().points)[0];
      assert.equal(first.at.length, 2 * first.words.length);
      run(session, 1);
      const second = Object.values(session.frame().points)[0];
      assert.deepEqual([second.words, second.counts], [null, null]);
      assert.equal(second.at.length, first.at.length);
      session.delete();
    });

    test('gives the vectors of a lab that says it has some, as text', () => {
      for (const lab of labs) {
        const session = lab.hasEmbeddings ? sessionWithData(engine, lab.id) : undefined;
        if (session === undefined) continue;
        const [{ name, shape }] = session.embeddings();
        const lines = new TextDecoder().decode(session.wordVectors(name, 3)).split('\n');
        assert.deepEqual(lines[0].split(' ').map(Number), [3, shape[1]], lab.id);
        assert.deepEqual([lines.length, lines[3].split(' ').length], [5, shape[1] + 1], lab.id);
        assert.match(thrownBy(() => session.wordVectors('?', 3)).message, /no vectors "\?"/);
        session.delete();
      }
      const none = sessionWithData(engine, labs.find((lab) => !lab.hasEmbeddings).id);
      assert.deepEqual(none?.embeddings() ?? [], []);
      none?.delete();
    });

    test('sends arrays that own their memory', () => {
      withSession(engine, trainingLab(engine), (session) => {
        run(session, 3);
        const { x } = Object.values(session.frame().curves)[0];
        assert.equal(x.buffer.byteLength, x.byteLength);
        run(session, 3);
        assert.deepEqual(Array.from(x), [0, 1, 2]);
      });
    });

    test('runs no step for 0, a negative number or NaN and the rest for Infinity', () => {
      withSession(engine, trainingLab(engine), (session) => {
        for (const n of [0, -1, NaN]) assert.equal(run(session, n).step, 0);
        const progress = run(session, Infinity);
        conformsTo(progress, 'Progress');
        assert.deepEqual(progress, { step: 6, ended: true, within: false });
        assert.equal(run(session, 1).step, 6);
      });
    });

    test('stops when the time is over, after one step at least', () => {
      withSession(engine, trainingLab(engine), (session) => {
        assert.equal(session.advance(Infinity, 0, '', -Infinity).step, 1);
      });
    });

    test('stops when the curve has come below the value', () => {
      withSession(engine, ['hihello'], (session) => {
        const { step, ended } = session.advance(Infinity, Infinity, 'loss', 1);
        const { x, y } = session.frame().curves.loss;
        assert.ok(ended && y.at(-1) < 1 && y.at(-2) >= 1);
        assert.equal(step, x.length);
        assert.equal(session.advance(Infinity, Infinity, '', -Infinity).step, 50);
      });
    });

    test('comes to the same numbers however a run is cut into frames', () => {
      const fingerprint = (...parts) =>
        withSession(engine, trainingLab(engine), (session) => {
          for (const steps of parts) {
            run(session, steps);
            session.frame();
          }
          return session.fingerprint();
        });
      assert.equal(fingerprint(6), fingerprint(1, 2, 3));
    });

    test('loads what it saved and goes on as if it had never stopped', () => {
      withSession(engine, trainingLab(engine), (session) => {
        run(session, 2);
        session.frame();
        const file = session.save();
        assert.ok(file instanceof Uint8Array);
        const loaded = engine.load(file);
        assert.ok(loaded instanceof engine.Session);
        assert.deepEqual(loaded.info(), session.info());
        run(session, Infinity);
        run(loaded, Infinity);
        assert.equal(loaded.fingerprint(), session.fingerprint());
        assert.deepEqual(loaded.frame().published, session.frame().published);
        assert.equal(Object.values(loaded.frame().curves)[0].x.length, 0);
        loaded.delete();
        assert.throws(() => loaded.frame(), /deleted/);
        assert.throws(() => loaded.delete(), /deleted/);
      });
    });

    test('asks a saved run without the text that it has learnt, and does not train it on', () => {
      const learnt = 'what was said before is said again. '.repeat(20);
      const corpus = engine.provideFile('learnt.txt', new TextEncoder().encode(learnt));
      const small = { hidden: '32', layers: '1', batch: '4', time_steps: '8', test_size: '64' };
      const question = { length: '20' };
      let file, answer;
      withSession(engine, ['char-rnn', '', { corpus, ...small }], (session) => {
        run(session, 3);
        file = session.save();
        answer = session.ask(question).texts;
      });
      engine.forget(corpus);
      assert.equal(thrownBy(() => engine.load(file)).code, 'missing-data');
      const asked = engine.loadToAsk(file);
      assert.ok(asked instanceof engine.Session);
      assert.deepEqual(asked.ask(question).texts, answer);
      assert.equal(asked.frame().step, 3);
      assert.deepEqual(asked.save(), file);
      const { code, values } = thrownBy(() => run(asked, 1));
      assert.deepEqual([code, values.name], ['missing-data', corpus]);
      asked.delete();
      engine.provideFile('learnt.txt', new TextEncoder().encode(learnt));
      const whole = engine.loadToAsk(file);
      assert.equal(run(whole, 1).step, 4);
      whole.delete();
    });

    test('changes live inputs in the middle of a run, which saves and new runs carry', () => {
      const [lab] = trainingLab(engine);
      withSession(engine, [lab, '', { steps: '4' }], (session) => {
        run(session, 2);
        assert.deepEqual(session.frame().changed, {});
        session.set('learning_rate', '0.0100');
        session.extend(2);
        run(session, Infinity);
        const frame = session.frame();
        assert.deepEqual([frame.step, frame.total, frame.preset], [6, 6, '']);
        assert.deepEqual(frame.changed, { learning_rate: '0.01', steps: '6' });
        const { inputs } = session.info();
        assert.deepEqual([inputs.steps, inputs['at.2.steps']], ['4', '6']);
        assert.equal(inputs['at.2.learning_rate'], '0.01');
        withSession(engine, [lab, '', inputs], (again) => {
          run(again, Infinity);
          assert.equal(again.fingerprint(), session.fingerprint());
        });
        const loaded = engine.load(session.save());
        assert.deepEqual(loaded.info(), session.info());
        loaded.delete();
        const error = thrownBy(() => session.set('seed', '1'));
        assert.deepEqual([error.code, error.input], ['not-live', 'seed']);
      });
    });

    test('ends a run whose loss is no number any more, and says what to lower', () => {
      const wild = { optimizer: 'sgd', learning_rate: '10', cell: 'relu' };
      withSession(engine, ['time-series', '', wild], (session) => {
        run(session, Infinity);
        const frame = session.frame();
        conformsTo(frame, 'Frame');
        assert.ok(frame.done && frame.step < frame.total);
        assert.deepEqual(
          [frame.trouble.code, frame.trouble.input],
          ['diverged-rate', 'learning_rate'],
        );
        assert.equal(frame.trouble.values.step, String(frame.step - 1));
        assert.deepEqual([frame.plots, frame.texts, frame.matrices], [{}, {}, {}]);
        assert.ok(frame.curves.loss.y.slice(0, -1).every(Number.isFinite));
      });
    });

    test('sends a loaded run with its curves from the beginning', () => {
      withSession(engine, trainingLab(engine), (session) => {
        run(session, 3);
        session.frame();
        const loaded = engine.load(session.save());
        assert.deepEqual(Array.from(Object.values(loaded.frame().curves)[0].x), [0, 1, 2]);
        loaded.delete();
      });
    });

    test('refuses to load what is no saved run', () => {
      for (const bytes of [[], [1, 2, 3], new Uint8Array(100)]) {
        const error = thrownBy(() => engine.load(new Uint8Array(bytes)));
        assert.deepEqual([error.name, error.code], ['Refusal', 'damaged-save']);
      }
    });

    test('refuses with errors as declared, whose codes the catalogue explains', () => {
      const [lab] = trainingLab(engine);
      for (const [code, input, ...session] of [
        ['unknown-lab', '', 'no-lab'],
        ['unknown-preset', '', lab, 'no-preset'],
        ['unknown-input', '', lab, '', { no_input: '1' }],
        ['not-an-integer', 'steps', lab, '', { steps: 'many' }],
        ['out-of-range', 'steps', lab, '', { steps: '0' }],
        ['one-symbol-only', 'text', 'hihello', '', { text: 'aaa' }],
      ]) {
        const error = thrownBy(() => withSession(engine, session, () => {}));
        assert.ok(error instanceof Error);
        assert.deepEqual([error.name, error.code, error.input], ['Refusal', code, input]);
        for (const [name, member] of members('RefusalError')) {
          conforms(error[name], member.type, `RefusalError.${name}`);
        }
        const { refusals: ofLab = {} } = labs.find(({ id }) => id === session[0]) ?? {};
        assert.ok(code in refusals || code in ofLab, code);
        const own = Object.keys(error).filter((name) => !members('RefusalError').has(name));
        assert.deepEqual(own, []);
      }
    });

    test('says a refusal in a sentence without holes', () => {
      const [lab] = trainingLab(engine);
      const { message } = thrownBy(() => withSession(engine, [lab, '', { steps: '0' }], () => {}));
      assert.match(message, /must be from 1 to \d+, not 0\.$/);
    });

    test('leaves nothing behind: neither sessions nor refusals', () => {
      const session = trainingLab(engine);
      const use = () => {
        withSession(engine, session, (one) => {
          run(one, 2);
          engine.load(one.save()).delete();
          one.frame();
        });
        thrownBy(() => withSession(engine, [session[0], '', { steps: '0' }], () => {}));
      };
      for (let i = 0; i < 50; ++i) use();
      const before = [engine.count_emval_handles?.(), engine.HEAP8.length];
      for (let i = 0; i < 500; ++i) use();
      assert.deepEqual([engine.count_emval_handles?.(), engine.HEAP8.length], before);
    });
  });
}

const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');
const noRunner = !existsSync(runner) && 'there is no native runner';

test('the native program computes the same bits of every preset', { skip: noRunner }, () => {
  for (const [what, { lab, preset, step, fingerprint }] of reached) {
    const options = ['--preset', preset.name, '--steps', String(step), '--json'];
    const lines = execFileSync(runner, ['run', lab.id, ...options], { cwd: root, maxBuffer: 1e9 });
    const last = JSON.parse(lines.toString().trim().split('\n').at(-1));
    assert.deepEqual([last.steps, last.fingerprint], [step, fingerprint], what);
  }
});

test(
  'a run leaves the module as the very files that the native runner writes',
  { skip: noRunner },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unfold-export-'));
    const out = { pytorch: 'py', keras: 'py', tfjs: 'mjs', csv: 'csv', json: 'json' };
    for (const engine of await Promise.all(modules.map(load))) {
      withSession(engine, ['hihello'], (session) => {
        run(session, 10);
        const saved = session.save();
        for (const { kind, hindrance } of engine.exports(saved)) {
          assert.equal(hindrance, '', kind);
          const path = join(folder, `hihello.${out[kind] ?? kind}`);
          const as = ['--as', kind, '--steps', '10', '--out', path];
          execFileSync(runner, ['export', 'hihello', ...as], { stdio: 'ignore' });
          const files = engine.exported(saved, kind, 'hihello', false);
          for (const { name, bytes } of files) {
            assert.ok(readFileSync(join(folder, name)).equals(bytes), `${kind}: ${name}`);
          }
        }
      });
    }
    rmSync(folder, { recursive: true });
  },
);

test('the module says what hinders a run from leaving as a program', async () => {
  const [engine] = await Promise.all(modules.map(load));
  const hindrances = (...setup) =>
    withSession(engine, setup, (session) => {
      run(session, Infinity);
      const exports = engine.exports(session.save());
      for (const each of exports) conformsTo(each, 'ExportInfo');
      return Object.fromEntries(exports.map(({ kind, hindrance }) => [kind, hindrance]));
    });
  const trained = hindrances('hihello');
  assert.deepEqual([...new Set(Object.values(trained))], ['']);
  const programs = { pytorch: 1, keras: 1, tfjs: 1, onnx: 1 };
  const chainless = hindrances('date-format', '', { steps: '1', hidden: '8', batch: '2' });
  const wild = { optimizer: 'sgd', learning_rate: '10', cell: 'relu' };
  const diverged = hindrances('time-series', '', wild);
  for (const kind of Object.keys(trained)) {
    assert.equal(chainless[kind], kind in programs ? 'no-network' : '', kind);
    const isRun = kind === 'csv' || kind === 'json';
    assert.equal(diverged[kind], isRun ? '' : 'diverged', kind);
  }
  withSession(engine, ['hihello'], (session) => {
    const saved = session.save();
    for (const { name, bytes } of engine.exported(saved, 'npz', 'w', true)) {
      conformsTo({ name, bytes }, 'ExportedFile');
    }
    assert.match(thrownBy(() => engine.exported(saved, 'h5', 'w', true)).message, /as "h5"/);
    const { code } = thrownBy(() => engine.exports(new Uint8Array(9)));
    assert.equal(code, 'damaged-save');
  });
});

test('a run goes on in WebAssembly where the native runner saved it, and back', async (t) => {
  const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');
  if (!existsSync(runner)) return t.skip('there is no native runner');
  const folder = mkdtempSync(join(tmpdir(), 'unfold-save-'));
  const file = join(folder, 'run.safetensors');
  const native = (...args) =>
    execFileSync(runner, ['run', 'hihello', '--json', ...args], { encoding: 'utf8' });
  const [engine] = await Promise.all(modules.map(load));

  native('--steps', '7', '--save', file);
  const session = engine.load(readFileSync(file));
  const resaved = join(folder, 'again.safetensors');
  writeFileSync(resaved, session.save());
  assert.deepEqual(readFileSync(resaved), readFileSync(file));
  const end = JSON.parse(native('--load', resaved, '--steps', '30').trim().split('\n').at(-1));
  withSession(engine, ['hihello', '', { steps: '30' }], (whole) => {
    run(whole, Infinity);
    assert.equal(end.fingerprint, whole.fingerprint());
  });
  session.delete();
  rmSync(folder, { recursive: true });
});
