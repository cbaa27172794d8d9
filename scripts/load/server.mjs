// A static server in a process of its own: told its folder, it tells its address, and on "end" the
// milliseconds of processor time that it took since the last "begin".
import { createServer } from 'node:http';
import { openFiles } from './files.mjs';

const answer = openFiles(process.argv[2]);
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const { status, headers, body } = await answer(pathname, request.headers);
  response.writeHead(status, headers).end(request.method === 'HEAD' ? '' : body);
});

let before = process.cpuUsage();
process.on('message', (word) => {
  if (word === 'begin') before = process.cpuUsage();
  const { user, system } = process.cpuUsage(before);
  process.send({ processor: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}/` }),
);
