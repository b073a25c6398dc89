import { resolve } from 'node:path';
import type { ScenarioRunnerOptions } from '@rushhour/core';
import type { Host } from '../host.ts';
import type { RunSettings } from './run-settings.ts';

/** What the command line says to the runner: it goes before what files say. */
export type CommandLineOptions = Partial<Omit<ScenarioRunnerOptions, 'scenarios' | 'plugins' | 'http' | 'users'>>;

/** The options of the command line as the runner takes them; only those that were given. */
export function commandLineOptions(settings: RunSettings, { cwd }: Pick<Host, 'cwd'>): CommandLineOptions {
  const { durationMs, plays, actions, seed, think, base, allow, shard, files, speed, scale, sizeScale, start } = settings;
  return {
    ...(durationMs !== undefined && { duration: durationMs }),
    ...(plays !== undefined && { plays }),
    ...(actions !== undefined && { actions }),
    ...(seed !== undefined && { seed }),
    ...(think !== undefined && { think, thinkOverride: true }),
    ...(base !== undefined && { base }),
    ...(allow !== undefined && { allow }),
    ...(shard !== undefined && { shard }),
    ...(files !== undefined && { files: resolve(cwd, files) }),
    ...(speed !== undefined && { speed }),
    ...(scale !== undefined && { scale }),
    ...(sizeScale !== undefined && { sizeScale }),
    ...(start !== undefined && { start }),
  };
}
