import {
  createRandom,
  createScope,
  systemClock,
  type AllowEntry,
  type Clock,
  type HttpRun,
  type HttpTransport,
  type Link,
  type ManagedHttpSession,
} from '@rushhour/core';
import { onTestFinished } from 'vitest';
import { createHttp, type HttpOptions } from '../src/index.ts';

/** A transport of a test. */
export interface OpenHttp {
  readonly transport: HttpTransport;
  readonly warnings: readonly string[];
  /** A new session, of a user on a line of their own where one is given. */
  readonly session: (link?: Link) => ManagedHttpSession;
}

/** Opens a transport that may reach the given origins, until the test is over. */
export function openHttp(
  allow: readonly (string | AllowEntry)[],
  {
    clock = systemClock,
    users = 1,
    shard,
    ...options
  }: HttpOptions & { readonly clock?: Clock; readonly users?: number; readonly shard?: HttpRun['shard'] } = {},
): OpenHttp {
  const warnings: string[] = [];
  const transport = createHttp(options).open({
    id: 'run-1',
    scope: createScope(allow),
    clock,
    users,
    ...(shard !== undefined && { shard }),
    warn: (message) => warnings.push(message),
  });
  onTestFinished(() => transport.close());
  return {
    transport,
    warnings,
    session: (link) => transport.session({ id: 'visitor/0', random: createRandom('test'), ...(link !== undefined && { link }) }),
  };
}
