import { createRandom, createScope, systemClock, type Clock, type HttpStreamBody, type HttpTransport } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { onTestFinished } from 'vitest';
import { createS3Client } from '../src/client/create-s3-client.ts';
import type { S3Call, S3Client } from '../src/client/s3-client.ts';
import { originsOf } from '../src/config/bucket-address.ts';
import type { S3Settings } from '../src/config/s3-settings.ts';
import { settingsFor, type TestStore } from './settings-for.ts';

/** A client, and a call through a session of its own. */
export interface OpenClient {
  readonly s3: S3Client;
  readonly call: S3Call;
  readonly transport: HttpTransport;
}

/** Opens a client of a store until the test is over. */
export function openClient(store: TestStore, settings: Partial<S3Settings> = {}, clock: Clock = systemClock): OpenClient {
  const all = settingsFor(store, settings);
  const transport = createHttp().open({
    id: 'test',
    scope: createScope(originsOf(all)),
    clock: systemClock,
    users: 4,
    warn: () => undefined,
  });
  onTestFinished(() => transport.close());
  const http = transport.session({ id: 'user', random: createRandom('test') });
  return { s3: createS3Client(all, { clock }), call: { http }, transport };
}

/** Content of so many bytes, each part of it different. */
export function contentOf(size: number): HttpStreamBody {
  return {
    size,
    type: 'application/octet-stream',
    name: 'content',
    async *stream() {
      for (let at = 0; at < size; at += 100_000) yield Buffer.alloc(Math.min(100_000, size - at), `${at},`);
    },
  };
}

/** All bytes of a content. */
export async function bytesOf(content: HttpStreamBody): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
