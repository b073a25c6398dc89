import type { HttpHead } from '@rushhour/core';
import type { ObjectHead } from './s3-client.ts';
import { userMetadata } from './user-metadata.ts';

/** An entity tag without its quotes. */
export function unquote(etag: string | undefined): string {
  return etag?.replace(/^"(.*)"$/, '$1') ?? '';
}

/** A time of a header or of a listing in milliseconds since 1970; 0 when it is none. */
export function readTime(text: string | undefined): number {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? 0 : time;
}

/** An answer, or only the head of one. */
type Answer = HttpHead & { readonly bytesReceived?: number };

/** Reads what the headers of an answer to HEAD or GET say of an object. */
export function readObjectHead(key: string, reply: Answer): ObjectHead {
  const versionId = reply.header('x-amz-version-id');
  return {
    key,
    size: wholeSize(reply),
    etag: unquote(reply.header('etag')),
    lastModified: readTime(reply.header('last-modified')),
    type: reply.header('content-type') ?? '',
    ...(versionId !== undefined && { versionId }),
    metadata: userMetadata(reply),
  };
}

/** Of a range the `Content-Range` tells the whole, such as `bytes 0-1023/4096`. */
function wholeSize(reply: Answer): number {
  const whole = reply.status === 206 ? reply.header('content-range')?.split('/')[1] : undefined;
  const size = Number(whole ?? reply.header('content-length') ?? reply.bytesReceived);
  return Number.isSafeInteger(size) ? size : 0;
}
