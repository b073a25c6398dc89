import {
  formatProblems,
  isPlanFile,
  loadScenarioFiles,
  type ProfileOptions,
  type Scenario,
  type ScenarioRunnerOptions,
  type SitePlugin,
} from '@rushhour/core';
import type { Host } from '../host.ts';
import { hideData } from '../run/hide-data.ts';
import { loadPlugins, namedPlugins } from '../run/load-plugins.ts';
import { readPlanInput } from '../run/plan-input.ts';
import type { RunSettings } from '../run/run-settings.ts';
import { withBase } from '../run/with-base.ts';

/** What a journal was played from, as far as it is given. */
export interface ReplayPlan {
  readonly scenarios: readonly Scenario[];
  readonly plugins: readonly SitePlugin[];
  readonly options: Pick<ScenarioRunnerOptions, 'allow' | 'base' | 'files' | 'profiles' | 'data' | 'created'>;
  /** What is wrong with it, as text; empty for nothing. */
  readonly problems: string;
  /** Takes values of secret columns out of a text. */
  hide(text: string): string;
}

/** Reads the plan or the scenarios a journal was played from, with their plugins; without any, plugins are those of the command line. */
export async function readReplayPlan(files: readonly string[], settings: RunSettings, host: Host): Promise<ReplayPlan> {
  const [first = ''] = files;
  if (files.length === 1 && (await isPlanFile(first))) {
    const { options, plugins, problems, error, loaded } = await readPlanInput(first, settings, host);
    const { scenarios, allow, base, files: folder, profiles, data, created } = options;
    const counts = new Map(loaded.plan.profiles.map(({ name, count }) => [name, count]));
    return {
      scenarios: 'current' in scenarios ? scenarios.current() : scenarios,
      plugins,
      options: {
        ...(allow !== undefined && { allow }),
        ...(base !== undefined && { base }),
        ...(folder !== undefined && { files: folder }),
        // When and how often they act is in the journal; who they are is not.
        ...(profiles !== undefined && { profiles: profiles.map((profile) => whoTheyAre(profile, counts.get(profile.name))) }),
        ...(data !== undefined && { data }),
        ...(created !== undefined && { created }),
      },
      problems: [formatProblems(problems), error].filter((text) => text !== '').join('\n'),
      hide: hideData(loaded.plan),
    };
  }
  const plugins = await loadPlugins(namedPlugins(settings.plugins, host.cwd), { downloads: settings.downloads });
  const { scenarios, problems } = files.length === 0 ? { scenarios: [], problems: [] } : await loadScenarioFiles(files);
  return {
    scenarios: withBase(scenarios, settings.base),
    plugins,
    options: settings.base === undefined ? {} : { base: settings.base },
    problems: formatProblems(problems),
    hide: (text) => text,
  };
}

/** The secrets of data are found by the numbers of those who had them, so `count` is that of the plan. */
function whoTheyAre({ name, role, session, link, data, start, files }: ProfileOptions, count = 1): ProfileOptions {
  return {
    name,
    count,
    ...(role !== undefined && { role }),
    ...(session !== undefined && { session }),
    ...(link !== undefined && { link }),
    ...(data !== undefined && { data }),
    ...(start !== undefined && { start }),
    ...(files !== undefined && { files }),
  };
}
