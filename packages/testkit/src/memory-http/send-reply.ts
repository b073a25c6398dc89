import { STATUS_CODES } from 'node:http';
import { errors, type Dispatcher } from 'undici';
import { isStream, replyBytes } from '../site/reply-body.ts';
import type { SiteReply } from '../site/site.ts';
import type { MemoryController } from './memory-controller.ts';
import type { MemoryRequestLine } from './memory-request.ts';

/** Data comes in pieces of at most this size, as from a socket. */
const pieceBytes = 65_536;

/** Hands an answer to the handler of its request, with back-pressure. */
export async function sendReply({
  reply,
  handler,
  controller,
  line,
}: {
  readonly reply: SiteReply;
  readonly handler: Dispatcher.DispatchHandler;
  readonly controller: MemoryController;
  readonly line: MemoryRequestLine;
}): Promise<void> {
  const { status = 200, headers = {}, body = '', fault } = reply;
  if (fault === 'never' || controller.isOver) return;
  const isBare = status === 204 || status === 304;
  const values: Record<string, string | string[]> = isStream(body) || isBare ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  for (const [name, value] of Object.entries(headers)) values[name.toLowerCase()] = typeof value === 'string' ? value : [...value];
  line.status = status;
  controller.rawHeaders = Object.entries(values).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).flatMap((single) => [Buffer.from(name), Buffer.from(single)]),
  );
  handler.onResponseStarted?.();
  handler.onResponseStart?.(controller, status, values, STATUS_CODES[status] ?? '');
  if (line.method !== 'HEAD' && !isBare) {
    for await (const chunk of replyBytes(body)) {
      const end = fault === 'cut' ? Math.floor(chunk.length / 2) : chunk.length;
      for (let at = 0; at < end; at += pieceBytes) {
        await controller.resumed();
        if (controller.isOver) return;
        const piece = Buffer.from(chunk.subarray(at, Math.min(end, at + pieceBytes)));
        line.bodyBytes += piece.length;
        handler.onResponseData?.(controller, piece);
      }
      if (fault === 'cut') break;
    }
  }
  await controller.resumed();
  if (fault === 'cut') controller.fail(new errors.SocketError('other side closed'));
  else controller.complete();
}
