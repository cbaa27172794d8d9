// bindings/wasm/engine.d.ts, read as data: whether a value is what is declared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const declarations = ts.createSourceFile(
  'engine.d.ts',
  readFileSync(resolve(import.meta.dirname, '../../bindings/wasm/engine.d.ts'), 'utf8'),
  ts.ScriptTarget.Latest,
);
const interfaces = new Map(
  declarations.statements
    .filter(ts.isInterfaceDeclaration)
    .map((declaration) => [declaration.name.text, declaration]),
);

/** The members of an interface, its bases' too, by name. */
export function members(name) {
  const declaration = interfaces.get(name);
  assert.ok(declaration, `engine.d.ts declares no ${name}`);
  const bases = declaration.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
  const inherited = bases
    .map(({ expression }) => expression.text)
    .filter((base) => interfaces.has(base))
    .flatMap((base) => [...members(base)]);
  const own = declaration.members.map((member) => [member.name.getText(declarations), member]);
  return new Map([...inherited, ...own]);
}

/** Throws unless the value is of the declared type, with no member more and none less. */
export function conforms(value, type, path) {
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
    case ts.SyntaxKind.ParenthesizedType:
      return conforms(value, type.type, path);
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
  if (name === 'Uint8Array') return assert.ok(value instanceof Uint8Array, path);
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
  const nameOf = (member) => member.name.getText(declarations);
  const present = declared.filter((member) => !member.questionToken || nameOf(member) in value);
  assert.deepEqual(Object.keys(value).sort(), present.map(nameOf).sort(), `members of ${path}`);
  for (const member of present) {
    const name = nameOf(member);
    conforms(value[name], member.type, `${path}.${name}`);
  }
}

/** Throws unless the value has what the interface of this name declares. */
export function conformsTo(value, name) {
  hasMembers(value, [...members(name).values()], name);
}
