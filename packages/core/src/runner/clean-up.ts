import { mayGo } from '../ledger/may-go.ts';
import { removeThings } from '../ledger/remove-things.ts';
import type { CreatedContext, CreatedThing, CreatedThings, Removal } from '../plugin/created-things.ts';
import type { SitePlugin } from '../plugin/plugin.ts';
import { systemClock } from '../support/clock.ts';
import { createRandom } from '../support/random.ts';
import { createRunId } from '../support/run-id.ts';
import { createPluginServices } from '../users/plugin-services.ts';
import { createdPlaces } from './created-places.ts';
import { prepareRun } from './prepare-run.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

/** What is cleaned up, and how. */
export interface CleanUpOptions {
  /** Tells what would be removed, and removes nothing. @default false */
  readonly dryRun?: boolean;
  /** Ends it early; what is under way is finished. */
  readonly signal?: AbortSignal;
  /** Told of each thing that runs have left. */
  readonly onThing?: (thing: LeftThing) => void;
  /** Says something once. */
  readonly warn?: (message: string) => void;
}

/** A thing found, and what becomes of it. */
export interface LeftThing extends CreatedThing {
  readonly plugin: string;
  /** `live`: its run goes on; `left`: may go (a dry run ends here); else what came of removing it. */
  readonly state: 'live' | 'left' | Removal['outcome'];
  readonly message?: string;
}

/** What a cleanup came to. */
export interface CleanUpSummary {
  readonly found: number;
  /** Of runs that go on, and not due: left alone. */
  readonly live: number;
  /** Gone, verified; of a dry run: what would be removed. */
  readonly removed: number;
  readonly failed: number;
  /** Bytes of what was removed, where known. */
  readonly bytes: number;
  /** Plugins of the plan that cannot clean up and have uploads. */
  readonly unable: readonly string[];
  /** Targets of uploads below which nothing can be found, or not everything: names in braces, or too many rows of data, hide where. */
  readonly unlisted: readonly string[];
}

/** Removed together. */
const batchLength = 1000;

/**
 * Removes what earlier runs of a plan created and left: what is due, and everything of runs that have ended. Nothing of a run that goes on is
 * touched before it is due, and never anything that does not say it was made by rushhour.
 *
 * @throws RushhourError as `ScenarioRunner.run` does before it begins, and what a plugin throws that cannot list.
 */
export async function cleanUp(options: ScenarioRunnerOptions, cleaning: CleanUpOptions = {}): Promise<CleanUpSummary> {
  const { dryRun = false, signal = new AbortController().signal, onThing = () => undefined, warn = () => undefined } = cleaning;
  const prepared = await prepareRun(options);
  const { plan } = prepared.settings;
  const clock = options.clock ?? systemClock;
  const run = createRunId(clock.wallTime());
  const transport = options.http?.open({ id: run, scope: prepared.scope, clock, users: 1, warn });
  const { placesOf, targets } = createdPlaces(plan, prepared.scenarios);
  const services = createPluginServices({ run, clock, random: createRandom(run), transport, placesOf, warn });
  const total = { found: 0, live: 0, removed: 0, failed: 0, bytes: 0 };
  const unable: string[] = [];
  const unlisted = new Set<string>();

  const clean = async (plugin: SitePlugin, created: CreatedThings<unknown>) => {
    const context: CreatedContext<unknown> = { service: await services.of(plugin), run, signal };
    const isListed = (place: URL) => created.lists?.(place, context.service) !== false;
    for (const { plugin: owner, target, places, isWhole } of targets) {
      if (owner === plugin && !(isWhole && places.length > 0 && places.every(isListed))) unlisted.add(target);
    }
    const places = placesOf(plugin).filter(isListed);
    let batch: CreatedThing[] = [];
    const tell = (thing: CreatedThing, state: LeftThing['state'], message?: string) =>
      onThing({ ...thing, plugin: plugin.instance, state, ...(message !== undefined && { message }) });
    const remove = async () => {
      const things = new Map(batch.map((thing) => [thing.marker, thing]));
      batch = [];
      const settle = (_: readonly CreatedThing[], removals: readonly Removal[]) => {
        for (const { marker, outcome, message } of removals) {
          const thing = things.get(marker);
          if (thing === undefined) continue;
          tell(thing, outcome, message);
          if (outcome === 'failed') total.failed += 1;
          if (outcome !== 'removed') continue;
          total.removed += 1;
          total.bytes += thing.bytes ?? 0;
        }
      };
      await removeThings(created, [...things.values()], { context, instance: plugin.instance, settle, warn });
    };
    for await (const thing of created.list({ ...context, places, minimumAgeMs: 0, isKnown: () => false })) {
      if (signal.aborted) break;
      total.found += 1;
      if (!mayGo(thing, 'cleanup', clock.wallTime())) {
        total.live += 1;
        tell(thing, 'live');
      } else if (dryRun) {
        total.removed += 1;
        total.bytes += thing.bytes ?? 0;
        tell(thing, 'left');
      } else batch.push(thing);
      if (batch.length === batchLength) await remove();
    }
    if (batch.length > 0) await remove();
  };

  try {
    for (const plugin of prepared.registry.plugins) {
      if (signal.aborted || targets.every((target) => target.plugin !== plugin)) continue;
      if (plugin.created === undefined) unable.push(plugin.instance);
      else await clean(plugin, plugin.created);
    }
  } finally {
    await services.close(AbortSignal.timeout(5000));
    await transport?.close();
  }
  return { ...total, unable, unlisted: [...unlisted] };
}
