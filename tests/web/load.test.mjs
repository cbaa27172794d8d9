// The load test's server sends what HOSTING.md says, and its students keep what a browser would.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { openFiles } from '../../scripts/load/files.mjs';
import { newStudent } from '../../scripts/load/student.mjs';

const folder = await mkdtemp(join(tmpdir(), 'unfold-load-'));
after(() => rm(folder, { recursive: true }));
await mkdir(join(folder, 'assets'));
const page = '<p>page</p>'.repeat(100);
await writeFile(join(folder, 'index.html'), page);
await writeFile(join(folder, 'assets/a-1.js'), 'export {};');
await writeFile(join(folder, 'words.gz'), 'packed');
const answer = openFiles(folder);

test('a page is sent compressed as it is asked for, and not again where it is the same', async () => {
  const br = await answer('/', { 'accept-encoding': 'gzip, br' });
  assert.equal(String(brotliDecompressSync(br.body)), page);
  const { headers, body } = await answer('/', { 'accept-encoding': 'gzip' });
  assert.equal(String(gunzipSync(body)), page);
  assert.deepEqual(
    [headers['Content-Encoding'], headers['Content-Length'], headers['Cache-Control']],
    ['gzip', body.length, 'no-cache'],
  );
  assert.equal(String((await answer('/', {})).body), page);
  const asked = { 'accept-encoding': 'gzip', 'if-none-match': headers.ETag };
  assert.equal((await answer('/', asked)).status, 304);
  // Another encoding is another file.
  assert.equal((await answer('/', { ...asked, 'accept-encoding': 'br' })).status, 200);
});

test('a file with a hash in its name stays for good, and a packed one is no compressed transfer', async () => {
  const asset = await answer('/assets/a-1.js', {});
  assert.match(asset.headers['Cache-Control'], /max-age=31536000, immutable/);
  const packed = await answer('/words.gz', { 'accept-encoding': 'gzip' });
  assert.deepEqual(
    [packed.headers['Content-Encoding'], String(packed.body)],
    [undefined, 'packed'],
  );
});

test('nothing outside of the folder is sent', async () => {
  for (const path of ['/../secret', '/%2e%2e/secret', '/none']) {
    assert.equal((await answer(path, {})).status, 404, path);
  }
});

test('on a second visit a student asks for the page alone, and gets none of its bytes', async () => {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answer(request.url, request.headers);
    response.writeHead(status, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loads = [];
  const url = `http://127.0.0.1:${server.address().port}/`;
  const student = newStudent(url, (load) => loads.push(load));
  const paths = ['/', '/assets/a-1.js', '/none'];
  await student.visit(paths);
  assert.deepEqual(loads.map(({ from }) => from).sort(), ['lost', 'server', 'server']);
  loads.length = 0;
  await student.visit(paths.slice(0, 2));
  assert.deepEqual(
    loads.map(({ from, bytes }) => [from, bytes]),
    [
      ['validated', 0],
      ['cache', 0],
    ],
  );
  student.leave();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
