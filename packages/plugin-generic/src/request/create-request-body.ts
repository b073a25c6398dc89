import type { HttpBody } from '@rushhour/core';
import type { Fields } from '../params/fields.ts';

/** The ways an instruction can give a body; at most one of them. */
export interface BodyParams {
  readonly json?: unknown;
  readonly form?: Fields | undefined;
  readonly body?: string | undefined;
}

/** Makes the body of a request from parameters; undefined when they give none. */
export function createRequestBody({ json, form, body }: BodyParams): HttpBody | undefined {
  if (json !== undefined) return { kind: 'bytes', data: JSON.stringify(json), type: 'application/json' };
  if (form !== undefined) return { kind: 'form', fields: form };
  if (body !== undefined) return { kind: 'bytes', data: body, type: 'text/plain;charset=UTF-8' };
  return undefined;
}
