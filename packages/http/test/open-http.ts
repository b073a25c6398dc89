import {
  createRandom,
  createScope,
  systemClock,
  type AllowEntry,
  type Clock,
  type HttpTransport,
  type ManagedHttpSession,
} from '@rushhour/core';
import { onTestFinished } from 'vitest';
import { createHttp, type HttpOptions } from '../src/index.ts';

/** A transport of a test. */
export interface OpenHttp {
  readonly transport: HttpTransport;
  readonly warnings: readonly string[];
  /** A new session. */
  session(): ManagedHttpSession;
}

/** Opens a transport that may reach the given origins, until the test is over. */
export function openHttp(
  allow: readonly (string | AllowEntry)[],
  { clock = systemClock, users = 1, ...options }: HttpOptions & { readonly clock?: Clock; readonly users?: number } = {},
): OpenHttp {
  const warnings: string[] = [];
  const transport = createHttp(options).open({
    id: 'run-1',
    scope: createScope(allow),
    clock,
    users,
    warn: (message) => warnings.push(message),
  });
  onTestFinished(() => transport.close());
  return { transport, warnings, session: () => transport.session({ id: 'visitor/0', random: createRandom('test') }) };
}
