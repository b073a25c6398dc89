import { type CephParts, findCeph } from './find-ceph.ts';
import { findMinio, type MinioParts } from './find-minio.ts';
import { findNginx, type NginxParts } from './find-nginx.ts';

/** The services that tests and benchmarks can ask for. */
export interface Services {
  readonly nginx: NginxParts;
  readonly minio: MinioParts;
  readonly ceph: CephParts;
}

const finders: { readonly [Name in keyof Services]: () => Services[Name] | undefined } = {
  nginx: findNginx,
  minio: findMinio,
  ceph: findCeph,
};

/**
 * Finds a service that a test needs. Where it is missing it says so on standard error, and the test skips itself; in CI that is a failure.
 *
 * @example
 * ```ts
 * const nginx = requireService('nginx');
 *
 * test('a real site is played', async ({ skip }) => {
 *   skip(nginx === undefined, 'nginx is missing');
 *   const site = await startNginx();
 * });
 * ```
 * @throws Error in CI (`CI` is set), when the service is missing.
 */
export function requireService<Name extends keyof Services>(name: Name): Services[Name] | undefined {
  const found = finders[name]();
  if (found !== undefined) return found;
  const message = `The service "${name}" is missing: npm run services:up -- ${name}`;
  const { CI } = process.env;
  if (CI !== undefined && CI !== '' && CI !== 'false') throw new Error(message);
  process.stderr.write(`${message} (the tests that need it are skipped)\n`);
  return undefined;
}
