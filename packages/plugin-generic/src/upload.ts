import { isExpected, type HttpBody, type HttpReply, type HttpRequest, type LedgerEntry, type UploadFile } from '@rushhour/core';
import { z } from 'zod';
import { createChecks } from './checks/create-checks.ts';
import { genericAction } from './generic-session.ts';
import { auth, toAuthorization } from './params/auth.ts';
import { checkParams } from './params/check-params.ts';
import { fields, type Fields } from './params/fields.ts';
import { headers } from './params/headers.ts';
import { mediaType } from './params/media-type.ts';
import { method } from './params/method.ts';
import { untilCut } from './request/until-cut.ts';
import { withFault } from './request/with-fault.ts';
import { withQuery } from './request/with-query.ts';

const params = z
  .strictObject({
    as: z.enum(['multipart', 'put', 'post']).default('multipart').describe('As a part of a form, or as the whole body of a PUT or POST.'),
    field: z.string().min(1).optional().describe('Name of the form field of the file. Default `file`.'),
    fields: fields.optional().describe('Further fields of the form, by name.'),
    type: mediaType.optional().describe('Media type of the file. Default by its name.'),
    method: method.optional().describe('The request method, where it is another.'),
    headers: headers.optional().describe('Extra headers by name.'),
    auth: auth.optional().describe('`user:password` for Basic, or `bearer:TOKEN`.'),
    ...checkParams,
  })
  .superRefine((written, context) => {
    for (const name of ['field', 'fields'] as const) {
      if (written.as !== 'multipart' && written[name] !== undefined) {
        context.addIssue({ code: 'custom', path: [name], message: `belongs to a form, but the file is sent as ${written.as}` });
      }
    }
    if (written.method === 'GET' || written.method === 'HEAD') {
      context.addIssue({ code: 'custom', path: ['method'], message: 'cannot carry a file' });
    }
    if (written.headers?.['content-type'] !== undefined) {
      context.addIssue({ code: 'custom', path: ['headers', 'content-type'], message: 'is said with type' });
    }
  });

/** Uploads the file of the instruction, as a part of a multipart form or as the body of a PUT or POST; streamed, with its exact length. */
export const upload = genericAction({
  description: 'Uploads a file as a form, or as the body of a PUT or POST.',
  params,
  faults: ['badCredentials'],
  prepare: ({ params: given }) => ({ checks: createChecks(given) }),
  async run(context) {
    const { target, params: given, prepared, file, session, ledger, expect } = context;
    const { checks } = prepared;
    const url = withQuery(target);
    const entry = await ledger.intend({ marker: url, bytes: file.size });
    const { content, isBegun } = watched(file);
    const request: HttpRequest = {
      url,
      method: given.method ?? (given.as === 'put' ? 'PUT' : 'POST'),
      body: bodyOf(content, given),
      ...(given.headers && { headers: given.headers }),
      ...(given.auth !== undefined && { authorization: toAuthorization(given.auth) }),
      keep: checks?.needsBody === true,
      limits: untilCut,
    };
    const answer = await session.http.send(withFault(request, context, given.auth)).catch((error: unknown) => {
      if (!isBegun()) entry.absent();
      throw error;
    });
    const { status } = answer;
    settle(entry, answer, { url, isPut: given.as === 'put' });
    if (isExpected(expect, status)) checks?.verify(answer);
    return { status };
  },
});

interface BodyParams {
  readonly as: 'multipart' | 'put' | 'post';
  readonly field?: string | undefined;
  readonly fields?: Fields | undefined;
  readonly type?: string | undefined;
}

function bodyOf(file: UploadFile, { as, field = 'file', fields: others, type = file.type }: BodyParams): HttpBody {
  if (as !== 'multipart') return { kind: 'stream', content: file, type };
  const { name, size } = file;
  // The file comes last: some stores ignore the fields behind it.
  return { kind: 'multipart', fields: { ...others, [field]: { name, size, type, stream: () => file.stream() } } };
}

/** Closes the record as far as the answer tells; after a 5xx, or an error of where a redirect led, nobody knows: the entry stays open. */
function settle(entry: LedgerEntry, answer: HttpReply, { url, isPut }: { readonly url: string; readonly isPut: boolean }) {
  const { status, redirects } = answer;
  if (status >= 400 && status < 500 && redirects === 0) entry.absent();
  else if (status < 400) entry.created(locationOf(answer) ?? (isPut ? url : undefined));
}

/** The file, and whether anything of it was asked for: before that nothing of it can have reached its target. */
function watched(file: UploadFile): { readonly content: UploadFile; readonly isBegun: () => boolean } {
  let isBegun = file.size === 0;
  async function* stream() {
    isBegun = true;
    yield* file.stream();
  }
  const { name, size, type } = file;
  return { content: { name, size, type, stream }, isBegun: () => isBegun };
}

function locationOf(answer: HttpReply): string | undefined {
  const location = answer.header('location');
  if (location !== undefined) return URL.parse(location, answer.url)?.href;
  return answer.redirects > 0 ? answer.url : undefined;
}
