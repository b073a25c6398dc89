import { RushhourError } from '../errors/rushhour-error.ts';
import { prepareScenarios, type PreparedScenarios, type PrepareOptions } from '../execution/prepare-scenarios.ts';
import type { PreparedScenario } from '../execution/step.ts';
import { checkPlanNames } from '../plan/check-plan-names.ts';
import type { Plan } from '../plan/plan.ts';
import { ActionRegistry } from '../registry/action-registry.ts';
import { inputError } from '../scenario/input-error.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createScope } from '../scope/create-scope.ts';
import { originOf } from '../scope/url-prefix.ts';
import type { Scope } from '../scope/scope.ts';
import { createFindLack } from './find-lack.ts';
import { hashScenarios } from './hash-scenarios.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { planError, readSettings, type RunSettings } from './run-settings.ts';

/** A run that may begin: everything was checked, nothing was sent. */
export interface PreparedRun {
  readonly settings: RunSettings;
  readonly registry: ActionRegistry;
  readonly scope: Scope;
  /** Whether the scope was read off the scenarios because none was given. */
  readonly scopeIsImplied: boolean;
  readonly scenarios: readonly PreparedScenario[];
  /** Scenarios that only those play who name them: setup, teardown, starts and ends. */
  readonly reserved: ReadonlySet<string>;
  /** Makes a later version of the scenarios ready, in the same scope, for the plan as it is or a later version of that. */
  reprepare(scenarios: readonly Scenario[], plan?: Plan): Promise<PreparedScenarios>;
  /** SHA-256 of the scenarios as they will be played. */
  readonly hash: string;
}

/**
 * Checks everything about a run without sending a byte.
 *
 * @throws RushhourError `option_invalid`, `scope_empty`, `scope_invalid`, `plugin_invalid`, `plugin_duplicate`, or `input_invalid` with
 * every problem of the scenarios.
 */
export async function prepareRun(options: ScenarioRunnerOptions): Promise<PreparedRun> {
  const { run, problems } = await inspectRun(options);
  if (problems.length > 0) throw inputError(problems);
  if (run.scope === emptyScope) throw new RushhourError('scope_empty');
  return run;
}

/** A run, and every problem of its scenarios: with any, or with an empty scope, it may not begin. */
async function inspectRun(options: ScenarioRunnerOptions): Promise<{ readonly run: PreparedRun; readonly problems: readonly Problem[] }> {
  const settings = await readSettings(options);
  const { plan } = settings;
  const registry = options.plugins instanceof ActionRegistry ? options.plugins : new ActionRegistry(pluginList(options));
  const scenarios = scenariosOf(options);
  if (scenarios.length === 0) throw noScenario();
  const scopeIsImplied = options.allow === undefined;
  const origins = options.allow ?? impliedOrigins(scenarios, options.base);
  // Without any origin the scenarios are looked at all the same: why there is none is the better message.
  const scope = scopeIsImplied && origins.length === 0 ? emptyScope : createScope(origins);
  checkOrigins(registry, scope);
  const prepare = (changed: readonly Scenario[], changedPlan: Plan) =>
    prepareScenarios(changed, {
      registry,
      scope,
      base: options.base,
      files: options.files,
      content: options.content,
      onFailure: options.onFailure,
      timeoutMs: options.timeoutMs,
      ...namesOf(changedPlan, changed),
    });
  const { prepared, problems } = await prepare(scenarios, plan);
  const misnamed = checkPlanNames(plan, { scenarios, plugins: registry.plugins.map(({ instance }) => instance), content: options.content });
  if (misnamed.length > 0 && problems.length === 0) throw planError(misnamed);
  const run: PreparedRun = {
    settings,
    registry,
    scope,
    scopeIsImplied,
    scenarios: prepared,
    reserved: reservedNames(plan),
    reprepare: (changed, changedPlan = plan) => prepare(changed, changedPlan),
    hash: hashScenarios(scenarios),
  };
  return { run, problems };
}

/**
 * Checks everything a run would check before its first byte, and sends nothing.
 *
 * @throws RushhourError as `ScenarioRunner.run` does
 */
export async function checkRun(options: ScenarioRunnerOptions): Promise<void> {
  await prepareRun(options);
}

/**
 * Finds every problem of the scenarios a run would play, and sends nothing: `checkRun` as a list, for a host that shows problems its own way.
 *
 * @returns the problems, in the order of the scenarios; none when the run may begin
 * @throws RushhourError for what lies outside the scenarios: `option_invalid`, `scope_empty`, `scope_invalid`, `scope_rejected`,
 * `plugin_invalid`, `plugin_duplicate`
 */
export async function findProblems(options: ScenarioRunnerOptions): Promise<readonly Problem[]> {
  const { run, problems } = await inspectRun(options);
  if (problems.length === 0 && run.scope === emptyScope) throw new RushhourError('scope_empty');
  return problems;
}

/** What scenarios may name in braces: the columns of data, and what a start scenario captures. */
function namesOf(plan: Plan, scenarios: readonly Scenario[]): Pick<PrepareOptions, 'columns' | 'data' | 'variables' | 'findLack'> {
  const { profiles } = plan;
  const feeders = profiles.flatMap(({ data }) => data);
  const starts = new Set(profiles.map(({ start }) => start));
  const captures = scenarios
    .filter(({ name }) => starts.has(name))
    .flatMap(({ instructions }) => instructions.map(({ capture = {} }) => capture));
  return {
    variables: captures.flatMap((capture) => Object.keys(capture)),
    findLack: createFindLack(plan, { scenarios, reserved: reservedNames(plan) }),
    ...(feeders.length > 0 && {
      columns: [...new Set(feeders.flatMap(({ columns }) => columns))],
      data: Object.fromEntries(feeders.flatMap(({ rows: [first = {}] }) => Object.entries(first))),
    }),
  };
}

/**
 * Checks a later version of profiles and scenarios, in the scope and with the plugins of the run.
 *
 * @throws RushhourError `option_invalid` or `input_invalid`
 */
export async function prepareAgain(
  prepared: PreparedRun,
  {
    options,
    change,
  }: {
    readonly options: ScenarioRunnerOptions;
    readonly change: Partial<Omit<ScenarioRunnerOptions, 'scenarios'>> & { readonly scenarios?: readonly Scenario[] };
  },
): Promise<{ readonly plan: Plan; readonly scenarios: readonly PreparedScenario[] }> {
  const { users, ...kept } = options;
  // A run without profiles may get some.
  const counted = users !== undefined && change.profiles === undefined && { users };
  const { plan } = await readSettings({ ...kept, ...counted, ...change });
  const scenarios = change.scenarios ?? scenariosOf(options);
  if (scenarios.length === 0) throw noScenario();
  const { prepared: ready, problems } = await prepared.reprepare(scenarios, plan);
  if (problems.length > 0) throw inputError(problems);
  const misnamed = checkPlanNames(plan, {
    scenarios,
    plugins: prepared.registry.plugins.map(({ instance }) => instance),
    content: options.content,
  });
  if (misnamed.length > 0) throw planError(misnamed);
  return { plan, scenarios: ready };
}

/** Scenarios that only those play who name them. */
export function reservedNames({ setup, teardown, profiles }: Plan): ReadonlySet<string> {
  const names = [setup, teardown, ...profiles.flatMap(({ start, end }) => [start, end])];
  return new Set(names.filter((name) => name !== undefined));
}

function noScenario(): RushhourError {
  return new RushhourError('input_invalid', { message: 'There is no scenario to play.', hint: 'Give at least one.' });
}

function pluginList({ plugins }: ScenarioRunnerOptions) {
  return plugins === undefined || plugins instanceof ActionRegistry ? [] : plugins;
}

function scenariosOf({ scenarios }: ScenarioRunnerOptions): readonly Scenario[] {
  return 'current' in scenarios ? scenarios.current() : scenarios;
}

const emptyScope: Scope = { rules: [], ruleFor: () => undefined };

/** The origins written out in instructions and bases. */
function impliedOrigins(scenarios: readonly Scenario[], base: string | undefined): readonly string[] {
  const written = scenarios.flatMap((scenario) => [scenario.base ?? base, ...scenario.instructions.map(({ target }) => target)]);
  const origins = written
    .filter((text): text is string => text !== undefined && /^https?:/i.test(text) && URL.canParse(text))
    .map((text) => new URL(text).origin);
  return [...new Set(origins)];
}

/** Every origin a plugin talks to must be allowed, if only below a path: the transport holds each request against the scope. */
function checkOrigins(registry: ActionRegistry, scope: Scope) {
  const allowed = new Set(scope.rules.map(({ origin }) => origin));
  for (const { instance, origins } of registry.plugins) {
    for (const origin of origins) {
      if (!URL.canParse(origin) || !allowed.has(originOf(new URL(origin)))) {
        throw new RushhourError('scope_rejected', {
          message: `Plugin "${instance}" will talk to "${origin}", which is not allowed.`,
          hint: `Add it to \`allow\` (\`--allow ${origin}\`) if it is yours.`,
        });
      }
    }
  }
}
