import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { systemClock, type Clock } from '@rushhour/core';
import { listenOnLoopback } from '../site/listen-on-loopback.ts';
import { createSignatureCheck } from './check-signature.ts';
import { createAnswerer } from './answerer.ts';
import type { StoreInterceptor } from './intercept.ts';
import { sendAnswer } from './send-answer.ts';
import { addLine, type StoreLogEntry, type StoreLogLine } from './store-log.ts';
import { readHead } from './store-request.ts';
import { createStoreState } from './store-state.ts';
import { createStoreView, type StoreView } from './store-view.ts';

/** What a loopback store is made with. */
export interface LoopbackStoreOptions {
  /** @default a free one */
  readonly port?: number;
  /** @default us-east-1 */
  readonly region?: string;
  /** @default rushhour */
  readonly accessKeyId?: string;
  /** @default rushhour-secret */
  readonly secretAccessKey?: string;
  /** Buckets to begin with. @default none */
  readonly buckets?: readonly (string | { readonly name: string; readonly versioned: boolean })[];
  /** Whether signatures, and the SHA-256 of bodies, are checked. `false` is for benchmarks. @default true */
  readonly checksSignatures?: boolean;
  /** The least a part of a multipart upload may have, but for the last. 0 for none. @default 5 MiB, as in S3 */
  readonly minPartBytes?: number;
  /** Bytes it holds in memory; what would be more is answered 507 `InsufficientStorage`. @default 2 GiB */
  readonly maxBytes?: number;
  /** How many lines the log keeps at most; at the limit the older half goes. @default 100,000 */
  readonly logLimit?: number;
  /** Its time: `Date`, `LastModified`, and what signatures are held against. @default the system's */
  readonly clock?: Clock;
}

/** An S3-compatible store on 127.0.0.1. */
export interface LoopbackStore extends StoreView {
  /** `http://127.0.0.1:PORT`, without a slash at the end. Buckets are found by path, and by the host `BUCKET.localhost:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Every request that came, in order; a line is complete when its answer is. */
  readonly log: readonly StoreLogEntry[];
  /** Lets a function answer before the store does; returns what takes it out again. */
  readonly intercept: (interceptor: StoreInterceptor) => () => void;
  /** Cuts every connection and frees the port. */
  readonly close: () => Promise<void>;
}

/**
 * Opens an object store on 127.0.0.1 that holds everything in memory and is as strict as S3: signatures (Signature Version 4), digests,
 * conditions, part sizes and XML are checked, and what it does not know is refused with `NotImplemented`.
 *
 * @example
 * ```ts
 * const store = await openLoopbackStore({ buckets: ['office'] });
 * try {
 *   const { accessKeyId, secretAccessKey, region } = store;
 *   const client = new S3Client({ endpoint: store.url, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
 *   await client.send(new PutObjectCommand({ Bucket: 'office', Key: 'a.txt', Body: 'hello' }));
 *   expect(store.objects('office')).toMatchObject([{ key: 'a.txt', size: 5 }]);
 * } finally {
 *   await store.close();
 * }
 * ```
 */
export async function openLoopbackStore(options: LoopbackStoreOptions = {}): Promise<LoopbackStore> {
  const {
    port: wantedPort = 0,
    region = 'us-east-1',
    accessKeyId = 'rushhour',
    secretAccessKey = 'rushhour-secret',
    buckets = [],
    checksSignatures = true,
    minPartBytes = 5 * 1024 * 1024,
    maxBytes = 2 * 1024 ** 3,
    logLimit = 100_000,
    clock = systemClock,
  } = options;
  const now = (): number => clock.wallTime();
  const state = createStoreState({ region, minPartBytes, maxBytes, now });
  for (const bucket of buckets) {
    if (typeof bucket === 'string') state.addBucket(bucket);
    else state.addBucket(bucket.name, bucket.versioned ? 'Enabled' : '');
  }
  const interceptors: StoreInterceptor[] = [];
  const log: StoreLogLine[] = [];
  let requests = 0;
  let dateSecond = 0;
  let date = '';

  const dateHeader = (): string => {
    const second = Math.floor(now() / 1000);
    if (second !== dateSecond) date = new Date(second * 1000).toUTCString();
    dateSecond = second;
    return date;
  };

  const checkSignature = checksSignatures ? createSignatureCheck({ accessKeyId, secretAccessKey, region, now }) : undefined;
  const answer = createAnswerer({ state, interceptors, checkSignature });

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const head = readHead(message);
    requests += 1;
    const requestId = requests.toString(16).toUpperCase().padStart(16, '0');
    const line: StoreLogLine = {
      method: head.method,
      path: message.url ?? '',
      operation: undefined,
      bucket: '',
      key: '',
      at: now(),
      status: 0,
      code: undefined,
      bytesIn: 0,
      bytesOut: 0,
      aborted: false,
    };
    addLine(log, line, logLimit);
    // Nothing is read before somebody asks for it, so that an interceptor can stall an upload.
    message.pause();
    message.on('data', (bytes: Buffer) => {
      line.bytesIn += bytes.length;
    });
    response.on('error', () => response.destroy());
    response.on('close', () => {
      line.aborted = !response.writableFinished;
    });
    const { headers, delayMs = 0, ...rest } = await answer({ message, head, line, requestId });
    if (delayMs > 0) await pause(clock, delayMs, response);
    if (rest.fault === 'never') return;
    if (rest.fault !== 'reset') line.status = response.destroyed ? 0 : (rest.status ?? 200);
    const all = { date: dateHeader(), 'x-amz-request-id': requestId, server: 'rushhour-testkit', ...headers };
    const onBytes = (bytes: number): void => {
      line.bytesOut += bytes;
    };
    await sendAnswer(response, { ...rest, headers: all }, { method: head.method, onBytes });
    message.resume();
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    response.sendDate = false;
    serve(message, response).catch(() => response.destroy());
  });
  const port = await listenOnLoopback(server, wantedPort);

  return {
    ...createStoreView(state),
    url: `http://127.0.0.1:${port}`,
    port,
    region,
    accessKeyId,
    secretAccessKey,
    log,
    intercept(interceptor) {
      interceptors.unshift(interceptor);
      return () => {
        const at = interceptors.indexOf(interceptor);
        if (at >= 0) interceptors.splice(at, 1);
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Waits, unless the client goes away. */
function pause(clock: Clock, milliseconds: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(milliseconds, resolve);
    response.once('close', () => {
      timer.cancel();
      resolve();
    });
  });
}
