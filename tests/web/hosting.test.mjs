// HOSTING.md says what the build does.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';
import { parse } from 'yaml';
import { root } from '../../scripts/process.mjs';

const load = async (path) => (await runnerImport(join(root, 'web/build', path))).module;
const { cspTag } = await load('csp.ts');
const { farewell } = await load('offline.ts');
const { siteOf } = await load('head.ts');
const text = await readFile(join(root, 'HOSTING.md'), 'utf8');

test('the policy to send as a header is the one of the pages, with who may embed them', () => {
  const [, inPage] = /content="([^"]*)"/.exec(cspTag());
  const [, asHeader] = /^Content-Security-Policy: (.*); frame-ancestors [^;]*$/m.exec(text);
  assert.equal(asHeader, inPage);
});

test('the container sends the same policy, and keeps what it compresses', async () => {
  const read = (name) => readFile(join(root, 'scripts/container', name), 'utf8');
  const [, inPage] = /content="([^"]*)"/.exec(cspTag());
  assert.ok((await read('site.conf')).includes(`default "${inPage}; frame-ancestors *";`));
  const packed = [...(await read('Containerfile')).matchAll(/'\*(\.\w+)'/g)].map(([, end]) => end);
  const [files] = /^\| (.*) \| `Content-Encoding/m.exec(text).slice(1);
  for (const [, end] of files.matchAll(/`\*(\.\w+)`/g)) assert.ok(packed.includes(end), end);
});

test('the script that takes the offline site back is the one that developers get', () => {
  const [, script] = /```js\n(.*?)```/s.exec(text);
  assert.equal(script, farewell);
});

test('the address that it shows is one that the build takes', () => {
  const [, address] = /UNFOLD_SITE=(\S+)/.exec(text);
  assert.equal(siteOf(address).href, address);
});

test('the workflow publishes the folder that the build writes, with the site’s address', async () => {
  const { jobs, permissions } = parse(
    await readFile(join(root, '.github/workflows/site.yml'), 'utf8'),
  );
  const { steps } = jobs.build;
  const [build] = steps.filter(({ run }) => run === 'npm run build');
  const { id } = steps.find(({ uses }) => uses?.startsWith('actions/configure-pages@'));
  assert.equal(build.env.UNFOLD_SITE, `\${{ steps.${id}.outputs.base_url }}`);
  assert.equal(steps.at(-1).with.path, 'dist');
  assert.equal(permissions.pages, 'write');
  assert.equal(jobs.deploy.needs, 'build');
});
