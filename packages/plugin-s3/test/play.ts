import {
  scenario,
  ScenarioRunner,
  type ActionEndEvent,
  type InstructionDraft,
  type RunSummary,
  type ScenarioRunnerOptions,
} from '@rushhour/core';
import { createContent } from '@rushhour/content';
import { createHttp } from '@rushhour/http';
import type { S3Settings } from '../src/config/s3-settings.ts';
import { createS3Plugin } from '../src/create-s3-plugin.ts';
import { settingsFor, type TestStore } from './settings-for.ts';

/** What a run may be told beside its instructions. */
export interface PlayOptions extends Partial<ScenarioRunnerOptions> {
  readonly store: TestStore;
  readonly settings?: Partial<S3Settings>;
  /** Told of each end as it comes. */
  readonly onEnd?: (end: ActionEndEvent) => void;
}

/** What came of a run. */
export interface Played {
  readonly ends: readonly ActionEndEvent[];
  readonly summary: RunSummary;
}

/** What plays instructions in order, as one user, once. */
export function optionsOf(
  instructions: readonly InstructionDraft[],
  { store, settings, ...options }: Omit<PlayOptions, 'onEnd'>,
): ScenarioRunnerOptions {
  return {
    scenarios: [scenario('test', { order: 'sequential' }, instructions)],
    plugins: [createS3Plugin(settingsFor(store, settings))],
    http: createHttp(),
    content: createContent(),
    allow: [store.url],
    plays: 1,
    think: '0',
    seed: 1,
    ...options,
  };
}

/** Plays instructions once, in order, as one user, and tells how each ended. */
export async function play(instructions: readonly InstructionDraft[], { onEnd, ...options }: PlayOptions): Promise<Played> {
  const ends: ActionEndEvent[] = [];
  const runner = new ScenarioRunner(optionsOf(instructions, options));
  runner.on('actionEnd', (event) => {
    ends.push(event);
    onEnd?.(event);
  });
  const summary = await runner.run();
  return { ends, summary };
}
