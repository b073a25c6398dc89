/** Plays against a server of its own, closes everything, and must then end by itself. */
import { createServer, type Socket } from 'node:net';
import { createRandom, createScope, systemClock } from '@rushhour/core';
import { createHttp } from '../src/index.ts';

// Not `node:http`: imported, it loads Node's own undici, which writes the globals this looks for.
const sockets: Socket[] = [];
const server = createServer((socket) => {
  sockets.push(socket);
  socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nset-cookie: a=1\r\ncontent-length: 4\r\n\r\nhome'));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

const transport = createHttp().open({ id: 'run', scope: createScope([origin]), clock: systemClock, users: 4, warn: console.warn });
const sessions = Array.from({ length: 4 }, () => transport.session({ id: 'user', random: createRandom('x') }));
await Promise.all(sessions.map((session) => session.navigate({ url: origin })));
await transport.close();
server.close();
for (const socket of sockets) socket.destroy();

const globals = Object.getOwnPropertySymbols(globalThis).filter((symbol) =>
  String(symbol.description).startsWith('undici.globalDispatcher'),
);
console.log(JSON.stringify({ globals: globals.length, listeners: process.listenerCount('uncaughtException') }));
