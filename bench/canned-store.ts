/** A bare store in a process of its own: answers each request at once with the same bytes, so that the client is what is measured. */
import { createServer } from 'node:net';

const bodyBytes = Number(process.argv[2] ?? 4096);
const head = (length: number) =>
  `HTTP/1.1 200 OK\r\nserver: canned\r\ndate: ${new Date().toUTCString()}\r\netag: "5d41402abc4b2a76b9719d911017c592"\r\nlast-modified: ${new Date().toUTCString()}\r\n` +
  `content-type: application/octet-stream\r\nx-amz-request-id: 17A8\r\ncontent-length: ${length}\r\nconnection: keep-alive\r\n\r\n`;
const object = Buffer.concat([Buffer.from(head(bodyBytes)), Buffer.alloc(bodyBytes, 'x')]);
const stored = Buffer.from(head(0));

const server = createServer({ noDelay: true }, (socket) => {
  // Requests come one at a time; a body may come in pieces.
  let awaited = 0;
  let isPut = false;
  socket.on('data', (chunk) => {
    let arrived = chunk.length;
    if (awaited === 0) {
      const end = chunk.indexOf('\r\n\r\n') + 4;
      const text = chunk.toString('latin1', 0, end);
      isPut = text.startsWith('PUT');
      awaited = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      arrived -= end;
    }
    awaited -= arrived;
    if (awaited === 0) socket.write(isPut ? stored : object);
  });
  socket.on('error', () => socket.destroy());
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});

process.on('disconnect', () => process.exit(0));
