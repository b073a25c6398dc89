/** A bare server in a process of its own: answers every request with the same bytes, so that the client is what is measured. */
import { createServer } from 'node:net';

const bodyBytes = Number(process.argv[2] ?? 1024);
const extra = process.argv[3] === undefined ? '' : `${process.argv[3]}\r\n`;
const head = `HTTP/1.1 200 OK\r\nserver: canned\r\ncontent-type: text/html\r\ncontent-length: ${bodyBytes}\r\nconnection: keep-alive\r\n${extra}\r\n`;
const answer = Buffer.concat([Buffer.from(head), Buffer.alloc(bodyBytes, 'x')]);

const server = createServer({ noDelay: true }, (socket) => {
  // Requests come one at a time and in one piece: no body, no pipelining.
  socket.on('data', () => socket.write(answer));
  socket.on('error', () => socket.destroy());
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});

process.on('disconnect', () => process.exit(0));
