import { download, open, upload } from '@rushhour/core';
import { createMemoryTelemetry } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { openStore } from '../test/open-store.ts';
import { play } from '../test/play.ts';

test('what a user asks of the store are spans of the action; what the plugin asks for itself are none', async () => {
  const store = await openStore();
  const telemetry = createMemoryTelemetry();
  const place = 's3://office/team';
  const instructions = [
    upload(place, { file: 'txt:1KB' }),
    upload(place, { file: 'zip:9MB', object: 'a.zip' }),
    download(place, { object: 'a.zip' }),
    open(place),
  ];
  await play(instructions, { store, ...telemetry });
  const calls = (action: string) => telemetry.spansNamed(action).map((span) => telemetry.childrenOf(span).map(({ name }) => name));
  expect(calls('upload')).toEqual([
    ['S3/PutObject'],
    ['S3/CreateMultipartUpload', 'S3/UploadPart', 'S3/UploadPart', 'S3/CompleteMultipartUpload'],
  ]);
  expect(calls('download')).toEqual([['S3/GetObject']]);
  expect(calls('open')).toEqual([['S3/ListObjectsV2']]);
});
