import {
  checkPlanNames,
  inputError,
  isRushhourError,
  loadPlanFile,
  RushhourError,
  type ContentPort,
  type LoadedPlan,
  type Problem,
  type ScenarioRunnerOptions,
  type SitePlugin,
} from '@rushhour/core';
import type { Host } from '../host.ts';
import { commandLineOptions } from './command-line-options.ts';
import { loadContent } from './load-content.ts';
import { lookFurther } from './look-further.ts';
import { loadPlugins, namedPlugins, type PluginRequest } from './load-plugins.ts';
import type { RunSettings } from './run-settings.ts';
import { hideData } from './hide-data.ts';
import { hideSecrets } from './hide-secrets.ts';
import { standInProfiles } from './stand-in-profiles.ts';
import { withBase } from './with-base.ts';

/** A plan file together with the command line. */
export interface PlanInput {
  readonly loaded: LoadedPlan;
  readonly plugins: readonly SitePlugin[];
  /** What a runner is made of; only to be played without problems. */
  readonly options: Omit<ScenarioRunnerOptions, 'http'>;
  readonly problems: readonly Problem[];
  /** What is wrong outside the files, as text; empty for nothing. */
  readonly error: string;
  /** Takes values of the environment, and other secrets of the plan, out of a text. */
  hide(text: string): string;
}

/** Reads a plan with its scenarios and plugins, and finds everything that is wrong with them. Sends nothing. */
export async function readPlanInput(file: string, settings: RunSettings, host: Host): Promise<PlanInput> {
  const loaded = await loadPlanFile(file, { env: host.env });
  const [hideValues, hideRows] = [hideSecrets(loaded), hideData(loaded.plan)];
  const hide = (text: string) => hideRows(hideValues(text));
  const unloaded: Problem[] = [];
  const plugins = await loadPlugins(pluginRequests(loaded, settings, host), {
    downloads: settings.downloads,
    onError: (error, request) => unloaded.push(pluginProblem(error, { request, loaded, hide })),
  });
  const given = { ...loaded.options, ...commandLineOptions(settings, host) };
  const options = { ...given, scenarios: withBase(loaded.scenarios, settings.base), plugins };
  const unread = [...loaded.problems, ...unloaded];
  const known = unread.length > 0 ? unread : misnamed(loaded, plugins, await loadContent());
  if (known.length === 0) {
    const { problems, error } = await lookFurther(options);
    return { loaded, plugins, options, problems: problems.map((problem) => hidden(problem, hide)), error: hide(error), hide };
  }
  const { base, files } = given;
  const allow = known.some(({ code }) => code === 'scope_empty' || code === 'scope_invalid') ? undefined : given.allow;
  // What could be read of a plan with problems is held against the plugins; the plan itself was told.
  const { problems, error } = await lookFurther({
    scenarios: withBase([...loaded.scenarios, ...loaded.drafts], settings.base),
    plugins,
    profiles: standInProfiles(loaded),
    ...(allow !== undefined && { allow }),
    ...(base !== undefined && { base }),
    ...(files !== undefined && { files }),
  });
  const told = new Set(known.map(placeOf));
  const further = problems
    .filter((problem) => !told.has(placeOf(problem)))
    .filter(({ code = 'input_invalid' }) => unloaded.length === 0 || !knockOns.has(code));
  return { loaded, plugins, options, problems: [...known, ...further].map((problem) => hidden(problem, hide)), error: hide(error), hide };
}

/** What may come of nothing but a plugin that is missing: nobody takes its lines, and its origins are not known. */
const knockOns: ReadonlySet<string> = new Set(['no_handler', 'scope_empty', 'scope_rejected']);

/** The plan as a runner takes it. @throws RushhourError `input_invalid` with every problem */
export function playableOptions({ options, problems, error }: PlanInput): Omit<ScenarioRunnerOptions, 'http'> {
  if (problems.length > 0) throw inputError(problems);
  if (error !== '') throw new RushhourError('input_invalid', { message: error });
  return options;
}

/** Names in the plan that only plugins and scenarios together explain. */
function misnamed({ plan, scenarios, locate }: LoadedPlan, plugins: readonly SitePlugin[], content: ContentPort): readonly Problem[] {
  if (scenarios.length === 0) return [];
  return checkPlanNames(plan, { scenarios, plugins: plugins.map(({ instance }) => instance), content }).map((problem) => locate(problem));
}

/** Plugins of the command line are asked after those of the plan; both are looked for from the folder of the plan first. */
function pluginRequests({ plugins, folder }: LoadedPlan, settings: RunSettings, { cwd }: Host): readonly PluginRequest[] {
  return [
    ...plugins.map(({ use, as, with: config, position }) => ({ use, as, with: config, from: [folder, cwd], position })),
    ...namedPlugins(settings.plugins, cwd),
  ];
}

function pluginProblem(
  error: unknown,
  { request, loaded, hide }: { readonly request: PluginRequest; readonly loaded: LoadedPlan; readonly hide: (text: string) => string },
): Problem {
  if (!isRushhourError(error)) throw error;
  const planned = loaded.plugins.find(({ use, as }) => use === request.use && as === request.as);
  // One that the command line names has no place in a file.
  if (planned === undefined) throw error;
  return { position: planned.position, code: error.code, message: hide(error.message), hint: hide(error.hint) };
}

function hidden(problem: Problem, hide: (text: string) => string): Problem {
  const { message, hint } = problem;
  return { ...problem, message: hide(message), ...(hint !== undefined && { hint: hide(hint) }) };
}

function placeOf({ position: { file, line, column } }: Problem): string {
  return `${file}:${line}:${column}`;
}
