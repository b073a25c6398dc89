import type { SiteReply } from './site.ts';

type Body = NonNullable<SiteReply['body']>;

/** Whether a body comes piece by piece, so that its length is not known here. */
export function isStream(body: Body): body is Exclude<Body, string | Uint8Array> {
  return typeof body !== 'string' && !(body instanceof Uint8Array);
}

/** The pieces of a body; none for an empty one. */
export async function* replyBytes(body: Body): AsyncGenerator<Uint8Array, void> {
  if (isStream(body)) yield* body;
  else if (body.length > 0) yield typeof body === 'string' ? Buffer.from(body) : body;
}
