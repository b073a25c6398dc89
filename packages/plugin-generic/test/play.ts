import {
  scenario,
  ScenarioRunner,
  type ActionEndEvent,
  type InstructionDraft,
  type Intention,
  type SitePlugin,
  type ActionContext,
  type ScenarioRunnerOptions,
} from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '../src/index.ts';

/** What a run may be told beside its instructions. */
export interface PlayOptions extends Partial<ScenarioRunnerOptions> {
  readonly base: string;
  readonly downloads?: string;
  /** Of the configuration. */
  readonly minFree?: string | number;
  /** The folder files are uploaded from. */
  readonly folder?: string;
  /** Told what uploads put on record. */
  readonly ledger?: SpyLedger;
}

/** Plays instructions once, in order, as one user, and tells how each ended. */
export async function play(
  instructions: readonly InstructionDraft[],
  { base, downloads, minFree, folder, ledger, ...options }: PlayOptions,
): Promise<readonly ActionEndEvent[]> {
  const ends: ActionEndEvent[] = [];
  const runner = new ScenarioRunner({
    scenarios: [scenario('test', { base, ...(folder !== undefined && { folder }) }, instructions)],
    plugins: [withSpy(generic({ ...(downloads !== undefined && { downloads }), ...(minFree !== undefined && { minFree }) }), ledger)],
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

/** Remembers what uploads put on record. */
export interface SpyLedger {
  readonly entries: { intention: Intention; state: string; location: string | undefined }[];
}

/** Makes a spy, which has seen nothing. */
export function createSpyLedger(): SpyLedger {
  return { entries: [] };
}

/** The plugin with a spy between its upload and the ledger of the run. */
function withSpy(plugin: SitePlugin, spy: SpyLedger | undefined): SitePlugin {
  const { upload } = plugin.actions;
  if (spy === undefined || upload === undefined) return plugin;
  return {
    ...plugin,
    actions: { ...plugin.actions, upload: { ...upload, run: (context: ActionContext) => upload.run(spied(context, spy) as never) } },
  };
}

function spied(context: ActionContext, { entries }: SpyLedger): ActionContext {
  const ledger: ActionContext['ledger'] = {
    use: (marker) => context.ledger.use(marker),
    async intend(intention) {
      const inner = await context.ledger.intend(intention);
      const entry = { intention, state: 'open', location: undefined as string | undefined };
      entries.push(entry);
      return {
        ...inner,
        created(location) {
          entry.state = 'created';
          entry.location = location;
          inner.created(location);
        },
        absent() {
          entry.state = 'absent';
          inner.absent();
        },
      };
    },
  };
  return new Proxy(context, { get: (target, key) => (key === 'ledger' ? ledger : (Reflect.get(target, key, target) as unknown)) });
}
