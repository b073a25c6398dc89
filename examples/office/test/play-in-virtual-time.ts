import { createContent } from '@rushhour/content';
import {
  actionFor,
  definePlugin,
  planRun,
  RushhourError,
  ScenarioRunner,
  type ActionEndEvent,
  type Forecast,
  type PlannedArrival,
  type RunSummary,
  type ScenarioRunnerOptions,
} from '@rushhour/core';
import { createVirtualClock } from '@rushhour/testkit';
import { z } from 'zod';
import { loadOffice } from './office-run.ts';

/** A file as it was handed to the store. */
export interface StoredFile {
  readonly profile: string;
  /** Its folder and its name. */
  readonly path: string;
  readonly extension: string;
  readonly bytes: number;
  /** Milliseconds from the start on the clock of the run. */
  readonly at: number;
}

/** A day that took no time. */
export interface VirtualDay {
  readonly planned: readonly PlannedArrival[];
  readonly forecast: Forecast;
  readonly ends: readonly ActionEndEvent[];
  readonly files: readonly StoredFile[];
  readonly summary: RunSummary;
}

/** Plays the plan of the office in virtual time against a store that takes every file and keeps none. */
export async function playInVirtualTime(changes: Partial<ScenarioRunnerOptions>): Promise<VirtualDay> {
  const { options, scenarios } = await loadOffice('http://127.0.0.1:9000');
  const clock = createVirtualClock();
  const files: StoredFile[] = [];
  const action = actionFor<object>();
  const commit = ({ fault, commitFault }: { readonly fault: string | undefined; commitFault(): void }) => {
    if (fault === undefined) return;
    commitFault();
    throw new RushhourError('fault_injected');
  };
  const store = definePlugin({
    name: 'store',
    targets: () => ['s3:'],
    origins: () => [],
    createSession: () => ({}),
    actions: {
      upload: action({
        description: 'Takes it.',
        faults: ['wrongChecksum', 'badCredentials'],
        run(context) {
          const { file, user } = context;
          const [extension = '', bytes = ''] = file.recipe?.split(/[:@]/) ?? [];
          files.push({ profile: user.profile, path: `${file.folder}/${file.name}`, extension, bytes: Number(bytes), at: clock.now() });
          return commit(context);
        },
      }),
      download: action({
        description: 'Gives it.',
        params: z.object({ ifEmpty: z.literal('pass') }),
        faults: ['missingKey', 'badCredentials'],
        run: commit,
      }),
    },
  });
  const run = { ...options, scenarios, plugins: [store()], content: createContent(), ...changes };

  const planned: PlannedArrival[] = [];
  const { forecast, arrivals } = await planRun(run);
  for await (const batch of arrivals()) planned.push(...batch);

  const runner = new ScenarioRunner({ ...run, clock });
  const ends: ActionEndEvent[] = [];
  // Files are looked at before the run: virtual time stands still meanwhile.
  const began = Promise.withResolvers<void>();
  clock.holdFor(began.promise);
  runner.on('runStart', () => began.resolve());
  runner.on('actionEnd', (event) => void ends.push(event));
  return { planned, forecast, ends, files, summary: await clock.runUntil(runner.run()) };
}
