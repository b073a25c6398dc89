import { isRushhourError, RushhourError } from '../errors/rushhour-error.ts';
import type { AnyActionDefinition, SitePlugin } from '../plugin/plugin.ts';
import { validateWith } from '../plugin/validate-with.ts';
import type { ActionRegistry } from '../registry/action-registry.ts';
import type { Claim } from '../registry/claim.ts';
import { checkInstruction } from '../scenario/check-instruction.ts';
import { checkPlayable } from '../scenario/check-playable.ts';
import type { FileContent } from '../scenario/file-content.ts';
import type { Fault, Problem } from '../scenario/problem.ts';
import { defaultExpect, type Instruction, type OnFailure, type Scenario, type ThinkTime } from '../scenario/scenario.ts';
import { resolveUploadFile } from '../scenario/upload-files.ts';
import type { Scope } from '../scope/scope.ts';
import { expandTarget, isTemplate } from './target-template.ts';
import type { BoundAction, PreparedScenario, Step } from './step.ts';

/** What scenarios are made ready with. */
export interface PrepareOptions {
  readonly registry: ActionRegistry;
  readonly scope: Scope;
  /** What relative targets are relative to, where the scenario has no base. */
  readonly base?: string | undefined;
  /** The folder files to upload are found below, instead of the scenario's. */
  readonly files?: string | undefined;
  readonly think: ThinkTime;
  /** Whether `think` goes before what scenarios and instructions say. */
  readonly thinkOverride?: boolean;
  readonly onFailure?: OnFailure | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Deadlines in milliseconds where neither the instruction nor the run has one: pages a minute, files half an hour. */
const defaultTimeouts = { open: 60_000, follow: 60_000, upload: 1_800_000, download: 1_800_000 } as const;

/** Names that stand for nothing yet, to see where a template leads. */
const sampleNames = { run: 'run', user: 'user', play: 0, index: 0 };

/**
 * Makes scenarios ready: targets resolved and held against the scope, parameters checked by who takes them, files found. Sends nothing.
 *
 * @returns every problem of all scenarios at once; with any of them, `prepared` is not to be played
 */
export async function prepareScenarios(
  scenarios: readonly Scenario[],
  options: PrepareOptions,
): Promise<{ readonly prepared: readonly PreparedScenario[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const prepared: PreparedScenario[] = [];
  for (const scenario of scenarios) {
    problems.push(...checkPlayable(scenario));
    const steps: Step[] = [];
    for (const instruction of scenario.instructions) {
      const ownProblems = checkInstruction(instruction);
      problems.push(...ownProblems);
      if (ownProblems.length > 0) continue;
      const result = await prepareStep(instruction, scenario, options);
      if ('step' in result) steps.push(result.step);
      else problems.push(result.problem);
    }
    prepared.push({
      scenario,
      name: scenario.name,
      order: scenario.order,
      steps,
      follows: scenario.instructions.some(({ action }) => action === 'follow'),
    });
  }
  return { prepared, problems };
}

/** The target of an instruction as an absolute URL, templates kept; undefined for the current page. */
export function resolveTarget(
  instruction: Instruction,
  { scenario, base }: { readonly scenario: Scenario; readonly base?: string | undefined },
): { readonly target: string | undefined } | Fault {
  const { target } = instruction;
  if (target === undefined) return { target };
  const against = scenario.base ?? base;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(target)) return { target };
  if (against === undefined) {
    return {
      code: 'target_invalid',
      message: `The target "${target}" is relative, and there is no base.`,
      hint: 'Write it in full, or set `base`.',
    };
  }
  // Braces would be percent-encoded by URL; they are put back so that a template stays one.
  return { target: new URL(target, against).href.replace(/%7B(run|user|play|index)%7D/g, '{$1}') };
}

async function prepareStep(
  instruction: Instruction,
  scenario: Scenario,
  options: PrepareOptions,
): Promise<{ readonly step: Step } | { readonly problem: Problem }> {
  const { position, targetPosition = position } = instruction;
  const resolved = resolveTarget(instruction, { scenario, base: options.base });
  if (!('target' in resolved)) return { problem: { position: targetPosition, ...resolved } };
  const { target } = resolved;
  const late = target === undefined || isTemplate(target);
  const text = target === undefined ? undefined : expandTarget(target, sampleNames);
  if (text !== undefined && !URL.canParse(text)) {
    return { problem: { position: targetPosition, code: 'target_invalid', message: `The target "${text}" is not a URL.` } };
  }
  const url = text === undefined ? undefined : new URL(text);
  if (url !== undefined && options.scope.ruleFor(url) === undefined && url.protocol.startsWith('http')) {
    return {
      problem: {
        position: targetPosition,
        code: 'scope_rejected',
        message: `The target "${url.origin}" is not allowed.`,
        hint: `Add it to \`allow\` (\`--allow ${url.origin}\`) if it is yours.`,
      },
    };
  }
  const { file, parameters } = splitFile(instruction);
  const name = instruction.name ?? `${instruction.action} ${instruction.target ?? 'link'}`;
  try {
    const path = await resolveFile(file, { instruction, scenario, options });
    const bind = createBinder({ instruction, parameters, scenario, name, registry: options.registry, staticUrl: late ? undefined : url });
    if (url === undefined) checkAnyTakes(instruction, parameters, options.registry);
    const bound = url === undefined ? undefined : bind(url);
    return {
      step: {
        instruction,
        name,
        target: late ? target : url?.href,
        url: late ? undefined : url,
        bound: late ? undefined : bound,
        bind,
        expect: instruction.expect ?? defaultExpect,
        timeoutMs: instruction.timeoutMs ?? options.timeoutMs ?? defaultTimeouts[instruction.action],
        think: options.thinkOverride === true ? options.think : (instruction.think ?? scenario.think ?? options.think),
        stopsPlay: (instruction.onFailure ?? scenario.onFailure ?? options.onFailure) === 'stop',
        file: path,
      },
    };
  } catch (error) {
    if (!isRushhourError(error)) throw error;
    const at = error instanceof ParameterError ? instruction.positions?.[error.path] : undefined;
    return { problem: { position: at ?? position, code: error.code, message: error.message, hint: error.hint } };
  }
}

/** The file of an upload stands among its parameters, but it is the engine's. */
function splitFile({ action, with: given }: Instruction): { readonly file: unknown; readonly parameters: Readonly<Record<string, unknown>> } {
  if (action !== 'upload') return { file: undefined, parameters: given };
  const { file, ...parameters } = given;
  return { file, parameters };
}

async function resolveFile(
  file: unknown,
  {
    instruction,
    scenario,
    options,
  }: { readonly instruction: Instruction; readonly scenario: Scenario; readonly options: PrepareOptions },
): Promise<string | FileContent | undefined> {
  if (file === undefined) return undefined;
  if (isFileContent(file)) return file;
  const at = instruction.positions?.['file'] ?? instruction.position;
  if (typeof file !== 'string') throw new RushhourError('file_not_found', { message: `The file at line ${at.line} is neither a path nor content.` });
  const root = options.files ?? scenario.folder;
  if (root === undefined) {
    throw new RushhourError('file_not_found', {
      message: `The file "${file}" cannot be found: a scenario made in code has no folder.`,
      hint: 'Set `files`, or give the content itself.',
    });
  }
  return resolveUploadFile(root, file);
}

function isFileContent(file: unknown): file is FileContent {
  if (typeof file !== 'object' || file === null || !('name' in file) || !('data' in file)) return false;
  return typeof file.name === 'string' && (typeof file.data === 'string' || file.data instanceof Uint8Array);
}

/** A parameter that its schema refused. */
class ParameterError extends RushhourError {
  readonly path: string;

  constructor(path: string, message: string) {
    super('params_invalid', { message });
    this.path = path;
  }
}

interface BinderInput {
  readonly instruction: Instruction;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly scenario: Scenario;
  readonly name: string;
  readonly registry: ActionRegistry;
  /** The target, when it is the same each time. */
  readonly staticUrl: URL | undefined;
}

/** Makes the function that finds who plays an instruction on a URL, and gets it ready once for each who does. */
function createBinder({ instruction, parameters, scenario, name, registry, staticUrl }: BinderInput): (url: URL) => BoundAction {
  const ready = new Map<AnyActionDefinition, BoundAction>();
  return (url) => {
    const claim = registry.resolve(instruction.action, url, instruction);
    if (claim === undefined) throw noHandler(instruction, url, registry);
    let bound = ready.get(claim.definition);
    if (bound === undefined) {
      const params = readParameters(claim.definition, claim.plugin, instruction, parameters);
      bound = {
        plugin: claim.plugin,
        definition: claim.definition,
        params,
        prepared: prepareDefinition(claim, { instruction, params, target: staticUrl }),
        telemetry: { action: instruction.action, plugin: claim.plugin.instance, scenario: scenario.name, step: name },
      };
      ready.set(claim.definition, bound);
    }
    return bound;
  };
}

function prepareDefinition(
  { definition, plugin }: Claim,
  { instruction, params, target }: { readonly instruction: Instruction; readonly params: unknown; readonly target: URL | undefined },
): unknown {
  if (definition.prepare === undefined) return undefined;
  try {
    // The boundary where a definition's own types were let go: these are what its schema made.
    const context = { target, params, expect: instruction.expect ?? defaultExpect, instruction } as never;
    return definition.prepare(context);
  } catch (error) {
    if (isRushhourError(error)) throw error;
    throw new RushhourError('params_invalid', {
      message: `Plugin "${plugin.instance}" refuses this ${instruction.action}: ${error instanceof Error ? error.message : String(error)}`,
      cause: error,
    });
  }
}

function noHandler(instruction: Instruction, url: URL, registry: ActionRegistry): RushhourError {
  const reasons = registry.explain(instruction.action, url, instruction).map(({ plugin, reason }) => `${plugin}: ${reason}`);
  return new RushhourError('no_handler', {
    message: `No plugin takes ${instruction.action} ${url.origin}${url.pathname}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}.`,
  });
}

function readParameters(
  definition: AnyActionDefinition,
  plugin: SitePlugin,
  instruction: Instruction,
  parameters: Readonly<Record<string, unknown>>,
): unknown {
  const { action } = instruction;
  if (definition.params === undefined) {
    const [unknown] = Object.keys(parameters);
    if (unknown === undefined) return parameters;
    throw new ParameterError(unknown, `Plugin "${plugin.instance}" takes no parameters for ${action}, but "${unknown}" is given.`);
  }
  const result = validateWith(definition.params, parameters);
  if (result.issues === undefined) return result.value;
  const issues = result.issues.map(({ path, message }) => {
    if (path === '') return message;
    const twice = instruction.repeated?.includes(path) === true ? ' (it is given twice)' : '';
    return `${path}: ${message}${twice}`;
  });
  throw new ParameterError(
    result.issues[0]?.path ?? '',
    `Plugin "${plugin.instance}" refuses the parameters of this ${action}: ${issues.join('; ')}.`,
  );
}

/** For the current page the taker is not known yet: at least one of those who might must accept the parameters. */
function checkAnyTakes(instruction: Instruction, parameters: Readonly<Record<string, unknown>>, registry: ActionRegistry) {
  let refusal: unknown;
  for (const plugin of registry.plugins) {
    const definition = plugin.actions[instruction.action];
    if (definition === undefined) continue;
    try {
      readParameters(definition, plugin, instruction, parameters);
      return;
    } catch (error) {
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
}
