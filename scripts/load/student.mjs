// A student's browser, without a browser: a cache and six connections.
import { Agent, get } from 'node:http';

/** As browsers have them, to one host. */
const CONNECTIONS = 6;

/** The milliseconds are those since there was a connection for it. */
function ask(url, path, headers, agent) {
  return new Promise((resolve, reject) => {
    let begin = 0;
    const request = get(new URL(path, url), { headers, agent }, (response) => {
      let bytes = 0;
      response.on('data', (part) => (bytes += part.length));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, bytes, milliseconds: performance.now() - begin });
      });
      response.on('error', reject);
    });
    request.on('socket', () => (begin = performance.now()));
    request.on('error', reject);
  });
}

const isFresh = (kept) => kept?.cacheControl?.includes('immutable') ?? false;

/** Tells `note` of each file how it came: from the cache, as "not modified", or anew. */
export function newStudent(url, note) {
  const cache = new Map();
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  async function load(path) {
    const kept = cache.get(path);
    if (isFresh(kept)) return note({ from: 'cache', bytes: 0, milliseconds: 0 });
    const validator = kept ? { 'If-None-Match': kept.etag } : {};
    const headers = { 'Accept-Encoding': 'gzip, deflate, br', ...validator };
    const answer = await ask(url, path, headers, agent);
    const from = { 200: 'server', 304: 'validated' }[answer.status] ?? 'lost';
    if (from === 'server') {
      const { etag, 'cache-control': cacheControl } = answer.headers;
      cache.set(path, { etag, cacheControl });
    }
    note({ from, bytes: answer.bytes, milliseconds: answer.milliseconds });
  }

  return {
    /** The page first, then all that it is made of; gives the milliseconds that it took. */
    async visit([page, ...parts]) {
      const begin = performance.now();
      await load(page);
      await Promise.all(parts.map(load));
      return performance.now() - begin;
    },
    leave: () => agent.destroy(),
  };
}
