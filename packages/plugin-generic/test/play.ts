import {
  scenario,
  ScenarioRunner,
  type ActionEndEvent,
  type InstructionDraft,
  type Intention,
  type Ledger,
  type ScenarioRunnerOptions,
} from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '../src/index.ts';

/** What a run may be told beside its instructions. */
export interface PlayOptions extends Partial<ScenarioRunnerOptions> {
  readonly base: string;
  readonly downloads?: string;
  /** The folder files are uploaded from. */
  readonly folder?: string;
}

/** Plays instructions once, in order, as one user, and tells how each ended. */
export async function play(
  instructions: readonly InstructionDraft[],
  { base, downloads, folder, ...options }: PlayOptions,
): Promise<readonly ActionEndEvent[]> {
  const ends: ActionEndEvent[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('test', { base, ...(folder !== undefined && { folder }) }, instructions)],
    plugins: [generic(downloads === undefined ? {} : { downloads })],
    http: createHttp(),
    allow: [base],
    plays: 1,
    think: '0',
    seed: 1,
    ...options,
  });
  runner.on('actionEnd', (event) => ends.push(event));
  await runner.run();
  return ends;
}

/** A ledger that remembers what it was told. */
export function createSpyLedger(): Ledger & { readonly entries: { intention: Intention; state: string; location: string | undefined }[] } {
  const entries: { intention: Intention; state: string; location: string | undefined }[] = [];
  return {
    entries,
    async intend(_owner, intention) {
      const entry = { intention, state: 'open', location: undefined as string | undefined };
      entries.push(entry);
      return {
        created(location) {
          entry.state = 'created';
          entry.location = location;
        },
        absent() {
          entry.state = 'absent';
        },
      };
    },
    counts: () => ({ made: 0, removed: 0, left: 0 }),
  };
}
