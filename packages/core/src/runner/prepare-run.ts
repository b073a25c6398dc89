import { createHash } from 'node:crypto';
import { RushhourError } from '../errors/rushhour-error.ts';
import { prepareScenarios, resolveTarget, type PrepareOptions } from '../execution/prepare-scenarios.ts';
import type { PreparedScenario } from '../execution/step.ts';
import { expandTarget } from '../execution/target-template.ts';
import { ActionRegistry } from '../registry/action-registry.ts';
import type { Reason } from '../registry/claim.ts';
import { inputError } from '../scenario/input-error.ts';
import type { Problem } from '../scenario/problem.ts';
import type { ActionName, Scenario, SourcePosition, ThinkTime } from '../scenario/scenario.ts';
import { parseThink } from '../scenario/think.ts';
import { createScope } from '../scope/create-scope.ts';
import type { Scope } from '../scope/scope.ts';
import { parseDuration } from '../support/duration.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

/** Options checked and made plain. */
export interface RunSettings {
  readonly name: string;
  readonly profile: string;
  readonly users: number;
  readonly shard: { readonly index: number; readonly count: number };
  readonly think: ThinkTime;
  readonly session: 'play' | 'user';
  readonly durationMs: number | undefined;
  readonly plays: number | undefined;
  readonly actions: number | undefined;
  readonly stop: { readonly drainMs: number; readonly abortMs: number; readonly cleanMs: number; readonly flushMs: number };
}

/** A run that may begin: everything was checked, nothing was sent. */
export interface PreparedRun {
  readonly settings: RunSettings;
  readonly registry: ActionRegistry;
  readonly scope: Scope;
  /** Whether the scope was read off the scenarios because none was given. */
  readonly scopeIsImplied: boolean;
  readonly scenarios: readonly PreparedScenario[];
  /** Makes a later version of the scenarios ready, in the same scope. */
  reprepare(scenarios: readonly Scenario[]): Promise<{ readonly prepared: readonly PreparedScenario[]; readonly problems: readonly Problem[] }>;
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
  const settings = readSettings(options);
  const registry = options.plugins instanceof ActionRegistry ? options.plugins : new ActionRegistry(pluginList(options));
  const scenarios = scenariosOf(options);
  const scopeIsImplied = options.allow === undefined;
  const scope = createScope(options.allow ?? impliedOrigins(scenarios, options.base));
  checkOrigins(registry, scope);
  const prepareOptions: PrepareOptions = {
    registry,
    scope,
    base: options.base,
    files: options.files,
    think: settings.think,
    thinkOverride: options.thinkOverride ?? false,
    onFailure: options.onFailure,
    timeoutMs: options.timeoutMs,
  };
  if (scenarios.length === 0) throw new RushhourError('input_invalid', { message: 'There is no scenario to play.', hint: 'Give at least one.' });
  const { prepared, problems } = await prepareScenarios(scenarios, prepareOptions);
  if (problems.length > 0) throw inputError(problems);
  return {
    settings,
    registry,
    scope,
    scopeIsImplied,
    scenarios: prepared,
    reprepare: (changed) => prepareScenarios(changed, prepareOptions),
    hash: createHash('sha256').update(JSON.stringify(scenarios)).digest('hex'),
  };
}

/**
 * Checks everything a run would check before its first byte, and sends nothing.
 *
 * @throws RushhourError as `ScenarioRunner.run` does
 */
export async function checkRun(options: ScenarioRunnerOptions): Promise<void> {
  await prepareRun(options);
}

/** Who takes one instruction, and why the others do not. */
export interface InstructionExplanation {
  readonly position: SourcePosition;
  readonly scenario: string;
  readonly action: ActionName;
  /** As resolved; undefined for a link of the current page, which decides when it is played. */
  readonly target: string | undefined;
  readonly reasons: readonly Reason[];
}

/** Explains every instruction of scenarios; sends nothing and checks nothing else. */
export function explainScenarios(
  scenarios: readonly Scenario[],
  { plugins, base }: Pick<ScenarioRunnerOptions, 'plugins' | 'base'>,
): readonly InstructionExplanation[] {
  const registry = plugins instanceof ActionRegistry ? plugins : new ActionRegistry(plugins ?? []);
  return scenarios.flatMap((scenario) =>
    scenario.instructions.map((instruction): InstructionExplanation => {
      const { action, position } = instruction;
      const resolved = resolveTarget(instruction, { scenario, base });
      const target = 'target' in resolved ? resolved.target : instruction.target;
      const text = target === undefined ? undefined : expandTarget(target, { run: 'run', user: 'user', play: 0, index: 0 });
      const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
      return { position, scenario: scenario.name, action, target, reasons: url === undefined ? [] : registry.explain(action, url, instruction) };
    }),
  );
}

function pluginList({ plugins }: ScenarioRunnerOptions) {
  return plugins === undefined || plugins instanceof ActionRegistry ? [] : plugins;
}

function scenariosOf({ scenarios }: ScenarioRunnerOptions): readonly Scenario[] {
  return 'current' in scenarios ? scenarios.current() : scenarios;
}

/** The origins written out in instructions and bases. */
function impliedOrigins(scenarios: readonly Scenario[], base: string | undefined): readonly string[] {
  const written = scenarios.flatMap((scenario) => [
    scenario.base ?? base,
    ...scenario.instructions.map(({ target }) => target),
  ]);
  const origins = written
    .filter((text): text is string => text !== undefined && /^https?:/i.test(text) && URL.canParse(text))
    .map((text) => new URL(text).origin);
  return [...new Set(origins)];
}

function checkOrigins(registry: ActionRegistry, scope: Scope) {
  for (const { instance, origins } of registry.plugins) {
    for (const origin of origins) {
      if (!URL.canParse(origin) || scope.ruleFor(new URL(origin)) === undefined) {
        throw new RushhourError('scope_rejected', {
          message: `Plugin "${instance}" will talk to "${origin}", which is not allowed.`,
          hint: `Add it to \`allow\` (\`--allow ${origin}\`) if it is yours.`,
        });
      }
    }
  }
}

function readSettings(options: ScenarioRunnerOptions): RunSettings {
  const { name = 'rushhour', profile = 'visitor', session = 'play', stop = {} } = options;
  return {
    name,
    profile,
    session,
    users: wholeNumber('users', options.users, 1) ?? 1,
    shard: readShard(options.shard ?? '0/1'),
    think: readThink(options.think ?? '0-1s'),
    durationMs: duration('duration', options.duration),
    plays: wholeNumber('plays', options.plays),
    actions: wholeNumber('actions', options.actions),
    stop: {
      drainMs: duration('stop.drain', stop.drain) ?? 20_000,
      abortMs: duration('stop.abort', stop.abort) ?? 5000,
      cleanMs: duration('stop.clean', stop.clean) ?? 10_000,
      flushMs: duration('stop.flush', stop.flush) ?? 5000,
    },
  };
}

function invalid(option: string, value: unknown, wanted: string): RushhourError {
  return new RushhourError('option_invalid', { message: `The option ${option} cannot be "${String(value)}".`, hint: wanted });
}

function wholeNumber(option: string, value: number | undefined, fallback?: number): number | undefined {
  if (value === undefined) return fallback;
  if (!Number.isSafeInteger(value) || value < 1) throw invalid(option, value, 'Give a whole number, 1 or more.');
  return value;
}

function duration(option: string, value: number | string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = parseDuration(value);
  if (ms === undefined || ms === 0) throw invalid(option, value, 'Give a time such as `30s`, `500ms` or `2m`, or milliseconds; more than 0.');
  return ms;
}

function readThink(value: string | ThinkTime): ThinkTime {
  const think = parseThink(value);
  if (think === undefined) throw invalid('think', value, 'Give a time or a range such as `500ms`, `0-1s` or `0`.');
  return think;
}

function readShard(value: string): { readonly index: number; readonly count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(value);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match === null || count < 1 || index >= count) throw invalid('shard', value, 'Give i/n with i from 0 to n-1, such as `0/4`.');
  return { index, count };
}
