import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { WatchedStore } from './bucket-watch.ts';

/** What a plan that uses a store says beside where the store is. */
export interface StorePlan {
  readonly created?: Readonly<Record<string, unknown>>;
  /** Lines of each scenario by its name. */
  readonly scenarios: Readonly<Record<string, readonly string[]>>;
  readonly profiles: readonly Readonly<Record<string, unknown>>[];
  /** Of the plugin. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Any other key of a plan. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Writes a plan and its scenarios; returns the environment it is played in: the keys are only there. */
export function writePlan(
  file: string,
  { endpoint, region, accessKeyId, secretAccessKey }: WatchedStore,
  { created, scenarios, profiles, settings, more }: StorePlan,
): Readonly<Record<string, string>> {
  const name = basename(file, '.yaml');
  const folder = join(dirname(file), name);
  mkdirSync(folder, { recursive: true });
  for (const [title, lines] of Object.entries(scenarios)) writeFileSync(join(folder, `${title}.txt`), `#Sequential\n${lines.join('\n')}\n`);
  const plan = {
    name,
    seed: name,
    env: ['STORE_KEY', 'STORE_SECRET'],
    plugins: [
      {
        use: 's3',
        as: 'store',
        with: { endpoint, region, credentials: { accessKeyId: '${STORE_KEY}', secretAccessKey: '${STORE_SECRET}' }, ...settings },
      },
    ],
    allow: [endpoint],
    scenarios: [`${name}/`],
    ...(created && { created }),
    profiles,
    ...more,
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(plan, undefined, 2));
  return { STORE_KEY: accessKeyId, STORE_SECRET: secretAccessKey };
}
