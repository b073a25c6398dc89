import type { HttpBody, HttpFormFields } from '@rushhour/core';
import type { Body } from './body.ts';
import { loadMultipartMaker } from './load-multipart-maker.ts';
import { streamOfSize } from './stream-of-size.ts';

/** Makes what may be sent as a body ready; a promise for multipart only, whose library is loaded when first needed. */
export function createBody(body: HttpBody): Body | Promise<Body> {
  switch (body.kind) {
    case 'bytes':
      return fixedBody(body.data, body.type);
    case 'form':
      return fixedBody(encodeForm(body.fields), 'application/x-www-form-urlencoded;charset=UTF-8');
    case 'stream': {
      const { content, type = content.type } = body;
      return { type, length: content.size, replayable: true, open: () => streamOfSize(content) };
    }
    case 'multipart':
      return multipartBody(body.fields);
  }
}

async function multipartBody(fields: HttpFormFields): Promise<Body> {
  const createMultipartBody = await loadMultipartMaker();
  return createMultipartBody(fields);
}

const fixedBody = (data: string | Uint8Array, type: string): Body => ({
  type,
  length: typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength,
  replayable: true,
  open: () => data,
});

/** Encodes fields as browsers do; of a file only its name is sent. */
function encodeForm(fields: HttpFormFields): string {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) encoded.append(name, typeof one === 'object' ? one.name : String(one));
  }
  return encoded.toString();
}
