import { download, open, upload } from '@rushhour/core';
import { createMemoryTelemetry } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { play } from '../play.ts';

const sessionToken = 'FwoGZXIvYXdzEBYaDsession//token+EXAMPLE==';
const large = { file: { name: 'large.bin', data: new Uint8Array(12 * 2 ** 20) } };

test('keys, tokens and signatures are in no span, no metric, no event and no summary, whoever refuses them', async () => {
  const store = await openStore();
  const secrets = new Set([store.secretAccessKey, sessionToken]);
  let isRefused = false;
  store.intercept(({ headers }) => {
    const authorization = headers.get('authorization') ?? '';
    const signature = authorization.split('Signature=')[1];
    if (signature !== undefined) secrets.add(signature);
    if (!isRefused) return undefined;
    const message = `no: Authorization=${authorization}; x-amz-security-token=${headers.get('x-amz-security-token')}`;
    return {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: `<Error><Code>ExpiredToken</Code><Message>${message}</Message></Error>`,
    };
  });
  const { accessKeyId, secretAccessKey } = store;
  const settings = { credentials: { source: 'fixed', accessKeyId, secretAccessKey, sessionToken } } as const;
  const everything = [
    upload('s3://office/team', { file: 'txt:2KB' }),
    upload('s3://office/team', large),
    open('s3://office/team'),
    download('s3://office/team'),
  ];
  for (const refuses of [false, true]) {
    isRefused = refuses;
    const telemetry = createMemoryTelemetry();
    const { ends, summary } = await play(everything, { store, settings, ...telemetry, created: { onStop: 'remove' } });
    expect(ends.map(({ outcome }) => outcome)).toEqual(everything.map(() => (refuses ? 'failed' : 'ok')));
    const told = JSON.stringify([ends, summary, telemetry.spans, await telemetry.collect()]);
    expect(telemetry.spans.length).toBeGreaterThan(4);
    expect(told).toContain(refuses ? 'ExpiredToken' : 'S3/PutObject');
    expect([...secrets].filter((secret) => told.includes(secret))).toEqual([]);
  }
  expect(secrets.size).toBeGreaterThan(12);
});
