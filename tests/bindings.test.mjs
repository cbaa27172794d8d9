// Holds the WebAssembly module, with and without SIMD, to bindings/engine.d.ts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '..');
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

// ---- engine.d.ts, read as data.

const declarations = ts.createSourceFile(
  'engine.d.ts',
  readFileSync(join(root, 'bindings/engine.d.ts'), 'utf8'),
  ts.ScriptTarget.Latest,
);
const interfaces = new Map(
  declarations.statements
    .filter(ts.isInterfaceDeclaration)
    .map((declaration) => [declaration.name.text, declaration]),
);

function members(name) {
  const declaration = interfaces.get(name);
  assert.ok(declaration, `engine.d.ts declares no ${name}`);
  return new Map(declaration.members.map((member) => [member.name.getText(declarations), member]));
}

/** Throws unless the value is of the declared type, with no member more and none less. */
function conforms(value, type, path) {
  const is = (kind) => assert.equal(typeof value, kind, `${path} is a ${kind}`);
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return is('string');
    case ts.SyntaxKind.NumberKeyword:
      return is('number');
    case ts.SyntaxKind.BooleanKeyword:
      return is('boolean');
    case ts.SyntaxKind.LiteralType: {
      const literal = type.literal.kind === ts.SyntaxKind.NullKeyword ? null : type.literal.text;
      return assert.equal(value, literal, path);
    }
    case ts.SyntaxKind.ArrayType:
      assert.ok(Array.isArray(value), `${path} is an array`);
      return value.forEach((item, i) => conforms(item, type.elementType, `${path}[${i}]`));
    case ts.SyntaxKind.UnionType:
      return assert.ok(
        type.types.some((option) => accepts(value, option, path)),
        `${path} is one of ${type.getText(declarations)}, not ${JSON.stringify(value)}`,
      );
    case ts.SyntaxKind.TypeLiteral:
      return hasMembers(value, type.members, path);
    case ts.SyntaxKind.TypeReference:
      return conformsToNamed(value, type, path);
    default:
      throw new Error(`The test knows no ${ts.SyntaxKind[type.kind]}, used at ${path}.`);
  }
}

function accepts(value, type, path) {
  try {
    conforms(value, type, path);
    return true;
  } catch {
    return false;
  }
}

function conformsToNamed(value, type, path) {
  const name = type.typeName.text;
  if (name === 'Float32Array') return assert.ok(value instanceof Float32Array, path);
  if (name === 'Record') {
    for (const [key, item] of Object.entries(value)) {
      conforms(item, type.typeArguments[1], `${path}.${key}`);
    }
    return assert.equal(Object.getPrototypeOf(value), Object.prototype, `${path} is plain`);
  }
  return hasMembers(value, [...members(name).values()], path);
}

function hasMembers(value, declared, path) {
  assert.equal(typeof value, 'object', path);
  const names = declared.map((member) => member.name.getText(declarations));
  assert.deepEqual(Object.keys(value).sort(), names.sort(), `members of ${path}`);
  for (const member of declared) {
    const name = member.name.getText(declarations);
    conforms(value[name], member.type, `${path}.${name}`);
  }
}

function conformsTo(value, name) {
  hasMembers(value, [...members(name).values()], name);
}

// ---- The module.

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

/** A session of few steps of the first lab that trains. */
function trainingLab(engine) {
  for (const lab of engine.catalogue().labs) {
    if (!lab.inputs.some(({ name }) => name === 'steps')) continue;
    return [lab.id, '', { steps: '6' }];
  }
  return assert.fail('no lab has steps');
}

function shortRun(engine, lab) {
  const steps = lab.inputs.some(({ name }) => name === 'steps') ? { steps: '20' } : {};
  return withSession(engine, [lab.id, '', steps], (session) => session.advance(Infinity));
}

for (const folder of modules) {
  describe(`the module in ${folder}`, async () => {
    const engine = await load(folder);
    const { labs, refusals } = engine.catalogue();

    test('generates no code, so that a strict policy allows it', () => {
      const source = readFileSync(join(folder, 'unfold.js'), 'utf8');
      assert.doesNotMatch(source, /new Function\b|\beval\(/);
    });

    test('offers what Engine declares', () => {
      for (const name of members('Engine').keys()) assert.equal(typeof engine[name], 'function');
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
        withSession(engine, [lab.id, '', defaults], (session) => {
          assert.equal(session.advance(0).preset, lab.presets[0].name, lab.id);
        });
      }
    });

    test('runs every preset of every lab to a frame as declared', () => {
      for (const lab of labs) {
        for (const preset of lab.presets) {
          withSession(engine, [lab.id, preset.name], (session) => {
            const frame = session.advance(2);
            conformsTo(frame, 'Frame');
            assert.equal(frame.step, Math.min(2, frame.total));
            assert.match(frame.fingerprint, /^[0-9a-f]{16}$/);
          });
        }
      }
    });

    test('has matrices with as many values as their shape says', () => {
      for (const lab of labs) {
        for (const [name, { shape, values }] of Object.entries(shortRun(engine, lab).matrices)) {
          const count = shape.reduce((product, size) => product * size, 1);
          assert.equal(values.length, count, `${lab.id} ${name}`);
        }
      }
    });

    test('sends only the points of a curve that are new', () => {
      withSession(engine, trainingLab(engine), (session) => {
        const steps = [3, 2, 0, 9].map((n) =>
          Array.from(Object.values(session.advance(n).curves)[0].x),
        );
        assert.deepEqual(steps, [[0, 1, 2], [3, 4], [], [5]]);
      });
    });

    test('sends arrays that own their memory', () => {
      withSession(engine, trainingLab(engine), (session) => {
        const { x } = Object.values(session.advance(3).curves)[0];
        assert.equal(x.buffer.byteLength, x.byteLength);
        session.advance(3);
        assert.deepEqual(Array.from(x), [0, 1, 2]);
      });
    });

    test('runs no step for 0, a negative number or NaN and the rest for Infinity', () => {
      withSession(engine, trainingLab(engine), (session) => {
        for (const n of [0, -1, NaN]) assert.equal(session.advance(n).step, 0);
        const frame = session.advance(Infinity);
        assert.deepEqual([frame.step, frame.done], [frame.total, true]);
        assert.equal(session.advance(1).step, frame.total);
      });
    });

    test('comes to the same numbers however a run is cut into frames', () => {
      const run = (...parts) =>
        withSession(
          engine,
          trainingLab(engine),
          (session) => parts.map((n) => session.advance(n)).at(-1).fingerprint,
        );
      assert.equal(run(6), run(1, 2, 3));
    });

    test('refuses with errors as declared, whose codes the catalogue explains', () => {
      const [lab] = trainingLab(engine);
      for (const [code, input, ...session] of [
        ['unknown-lab', '', 'no-lab'],
        ['unknown-preset', '', lab, 'no-preset'],
        ['unknown-input', '', lab, '', { no_input: '1' }],
        ['not-an-integer', 'steps', lab, '', { steps: 'many' }],
        ['out-of-range', 'steps', lab, '', { steps: '0' }],
      ]) {
        const error = thrownBy(() => withSession(engine, session, () => {}));
        assert.ok(error instanceof Error);
        assert.deepEqual([error.name, error.code, error.input], ['Refusal', code, input]);
        for (const [name, member] of members('RefusalError')) {
          conforms(error[name], member.type, `RefusalError.${name}`);
        }
        assert.ok(code in refusals, code);
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
        withSession(engine, session, (one) => one.advance(2));
        thrownBy(() => withSession(engine, [session[0], '', { steps: '0' }], () => {}));
      };
      for (let i = 0; i < 50; ++i) use();
      const before = [engine.count_emval_handles?.(), engine.HEAP8.length];
      for (let i = 0; i < 2000; ++i) use();
      assert.deepEqual([engine.count_emval_handles?.(), engine.HEAP8.length], before);
    });
  });
}

test('every module computes the same bits', async () => {
  const engines = await Promise.all(modules.map(load));
  for (const lab of engines[0].catalogue().labs) {
    const prints = engines.map((engine) => shortRun(engine, lab).fingerprint);
    assert.equal(new Set(prints).size, 1, `${lab.id}: ${prints.join(', ')}`);
  }
});
