import { createHash } from 'node:crypto';
import { isExpected, RushhourError, type HttpRequest } from '@rushhour/core';
import { z } from 'zod';
import { createChecks } from './checks/create-checks.ts';
import { genericAction } from './generic-session.ts';
import { auth, toAuthorization } from './params/auth.ts';
import { byteCount } from './params/byte-count.ts';
import { checkParams } from './params/check-params.ts';
import { fields } from './params/fields.ts';
import { flag } from './params/flag.ts';
import { headers } from './params/headers.ts';
import { withFault } from './request/with-fault.ts';
import { withQuery } from './request/with-query.ts';
import { releaseChunk } from '@rushhour/http';
import { openDownloadFile } from './save/download-files.ts';
import { extensionFor } from './save/download-name.ts';

/** Bounds of a download: 8 GiB, half a minute of silence, and no end but the deadline of the action. */
const limits = { maxBytes: 8 * 2 ** 30, idleMs: 30_000, totalMs: 0 } as const;

const params = z.strictObject({
  headers: headers.optional().describe('Extra headers by name.'),
  query: fields.optional().describe('Appended to the query of the URL.'),
  auth: auth.optional().describe('`user:password` for Basic, or `bearer:TOKEN`.'),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'is not a SHA-256 in 64 hexadecimal digits')
    .optional()
    .describe('The SHA-256 the file must have, in hexadecimal digits.'),
  bytes: byteCount.optional().describe('The size the file must have.'),
  save: flag.default(false).describe('Saves the file in the `downloads` folder of the plugin, under a name of our own.'),
  ...checkParams,
});

/** Downloads a file: streamed and counted, never held in memory. */
export const download = genericAction({
  description: 'Downloads a file; checks its checksum and size, and saves it if asked to.',
  params,
  faults: ['missingKey', 'badCredentials'],
  prepare: ({ params: given }) => ({ checks: createChecks(given) }),
  async run(context) {
    const { target, params: given, prepared, session } = context;
    const hash = given.sha256 === undefined ? undefined : createHash('sha256');
    const file = given.save
      ? await openDownloadFile(folderOf(session.downloads), { name: session.nextName(), minFree: session.minFree })
      : undefined;
    const keep = prepared.checks?.needsBody === true;
    let received = 0;
    try {
      const request: HttpRequest = {
        url: withQuery(target, given.query),
        ...(given.headers && { headers: given.headers }),
        ...(given.auth !== undefined && { authorization: toAuthorization(given.auth) }),
        keep,
        limits,
        sink(chunk) {
          received += chunk.byteLength;
          hash?.update(chunk);
          if (file !== undefined) return keep ? file.write(chunk) : file.write(chunk).then(() => releaseChunk(chunk));
          if (!keep) queueMicrotask(() => releaseChunk(chunk));
        },
      };
      const answer = await session.http.send(withFault(request, context, given.auth));
      const { status } = answer;
      if (!isExpected(context.expect, status)) return { status };
      verifySize(received, given.bytes);
      verifySum(hash?.digest('hex'), given.sha256?.toLowerCase());
      prepared.checks?.verify(answer);
      await file?.keep(extensionFor(answer.header('content-type') ?? ''));
      return { status };
    } finally {
      await file?.discard();
    }
  },
});

function folderOf(downloads: string | undefined): string {
  if (downloads !== undefined) return downloads;
  throw new RushhourError('save_failed', {
    message: 'There is no folder to save downloads in.',
    hint: 'Set `downloads` in the configuration of the generic plugin.',
  });
}

function verifySize(received: number, wanted: number | undefined) {
  if (wanted === undefined || received === wanted) return;
  throw new RushhourError('check_failed', { message: `Expected "${wanted}" bytes, but the file has "${received}".` });
}

function verifySum(sum: string | undefined, wanted: string | undefined) {
  if (sum === wanted) return;
  throw new RushhourError('checksum_mismatch', { message: `Expected the SHA-256 "${wanted}", but the file has "${sum}".` });
}
