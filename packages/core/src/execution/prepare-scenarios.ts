import { isRushhourError, RushhourError } from '../errors/rushhour-error.ts';
import type { DataRow } from '../people/feeder.ts';
import type { ContentPort } from '../plugin/content-port.ts';
import type { ActionRegistry } from '../registry/action-registry.ts';
import { checkInstruction } from '../scenario/check-instruction.ts';
import { checkPlayable } from '../scenario/check-playable.ts';
import type { Problem } from '../scenario/problem.ts';
import { defaultExpect, type Instruction, type OnFailure, type Scenario } from '../scenario/scenario.ts';
import type { Scope } from '../scope/scope.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import { checkAnyAccepts, createBinding } from './bind-action.ts';
import { checkNames, knownNames, type GivenNames, type KnownNames } from './check-names.ts';
import { findUpload, splitUpload } from './find-upload.ts';
import { InputRefusal, targetPath } from './input-refusal.ts';
import { readTemplate } from './parameter-template.ts';
import { sampleLookup } from './placeholder.ts';
import { resolveTarget } from './resolve-target.ts';
import type { PreparedScenario, Step } from './step.ts';
import { expandTarget, isTemplate } from './target-template.ts';

/** What scenarios are made ready with. */
export interface PrepareOptions extends GivenNames {
  readonly registry: ActionRegistry;
  readonly scope: Scope;
  /** What relative targets are relative to, where the scenario has no base. */
  readonly base?: string | undefined;
  /** The folder files to upload are found below, instead of the scenario's. */
  readonly files?: string | undefined;
  /** Makes files for uploads that name none of a folder. */
  readonly content?: ContentPort | undefined;
  readonly onFailure?: OnFailure | undefined;
  readonly timeoutMs?: number | undefined;
  /** A row of that data, to try parameters with. @default examples */
  readonly data?: DataRow | undefined;
}

/** Scenarios made ready, and what is wrong with them; with any problem, they are not to be played. */
export interface PreparedScenarios {
  readonly prepared: readonly PreparedScenario[];
  readonly problems: readonly Problem[];
}

/** Deadlines in milliseconds where neither the instruction nor the run has one: pages a minute, files half an hour. */
const defaultTimeouts = { open: 60_000, follow: 60_000, upload: 1_800_000, download: 1_800_000 } as const;

/**
 * Makes scenarios ready: targets resolved and held against the scope, parameters checked by who takes them, files found. Sends nothing.
 *
 * @returns every problem of all scenarios at once
 */
export async function prepareScenarios(scenarios: readonly Scenario[], options: PrepareOptions): Promise<PreparedScenarios> {
  const problems: Problem[] = [];
  const prepared: PreparedScenario[] = [];
  for (const scenario of scenarios) {
    problems.push(...checkPlayable(scenario));
    const steps: Step[] = [];
    const names = knownNames(scenario, options);
    for (const instruction of scenario.instructions) {
      const ownProblems = checkInstruction(instruction);
      problems.push(...ownProblems);
      const report = (error: unknown) => void problems.push(toProblem(error, instruction));
      const step = ownProblems.length > 0 ? undefined : await prepareStep(instruction, { scenario, options, names, report });
      if (step !== undefined) steps.push(step);
      names.pass(instruction);
    }
    const follows = scenario.instructions.some(({ action }) => action === 'follow');
    prepared.push({ scenario, name: scenario.name, order: scenario.order, steps, follows });
  }
  return { prepared, problems };
}

/** Makes one instruction ready; undefined when anything is wrong with it, all of which is reported. */
async function prepareStep(
  instruction: Instruction,
  {
    scenario,
    options,
    names,
    report,
  }: {
    readonly scenario: Scenario;
    readonly options: PrepareOptions;
    readonly names: KnownNames;
    readonly report: (error: unknown) => void;
  },
): Promise<Step | undefined> {
  let isReady = true;
  const refuse = (error: unknown): undefined => {
    isReady = false;
    report(error);
  };
  const attempt = <Value>(work: () => Value): Value | undefined => {
    try {
      return work();
    } catch (error) {
      return refuse(error);
    }
  };
  const { file, parameters: written } = splitUpload(instruction);
  const parameters = readTemplate(written, options.data);
  const path = await findUpload(file, { scenario, files: options.files, content: options.content }).catch(refuse);
  const found = attempt(() => findTarget(instruction, scenario, options));
  // A base may name data too.
  const named = found === undefined ? instruction.target : found.target;
  for (const refusal of checkNames({ target: named, parameters: written, known: names })) refuse(refusal);
  // Who would check the parameters is not known without a target.
  if (found === undefined) return undefined;
  const { target, sample } = found;
  const isLate = target === undefined || isTemplate(target);
  const name = instruction.name ?? redactUrl(`${instruction.action} ${instruction.target ?? 'link'}`);
  const { registry } = options;
  const bind = createBinding({ instruction, parameters, scenario: scenario.name, name, registry, target: isLate ? undefined : sample });
  const bound = attempt(() => {
    if (sample !== undefined) return bind(sample);
    checkAnyAccepts(instruction, parameters, registry);
    return undefined;
  });
  if (!isReady) return undefined;
  return {
    instruction,
    name,
    target: isLate ? target : sample?.href,
    url: isLate ? undefined : sample,
    sample,
    bound: isLate || parameters.template !== undefined ? undefined : bound,
    bind,
    expect: instruction.expect ?? defaultExpect,
    timeoutMs: instruction.timeoutMs ?? options.timeoutMs ?? defaultTimeouts[instruction.action],
    think: instruction.think ?? scenario.think,
    stopsPlay: (instruction.onFailure ?? scenario.onFailure ?? options.onFailure) === 'stop',
    file: path,
    captures: instruction.capture && Object.entries(instruction.capture),
  };
}

/** The target as written in full, and a URL that shows where it leads: for a template one example, for the current page none. */
function findTarget(
  instruction: Instruction,
  scenario: Scenario,
  { base, scope, data }: PrepareOptions,
): { readonly target: string | undefined; readonly sample: URL | undefined } {
  const refuse = (message: string, hint?: string) =>
    new InputRefusal('target_invalid', { path: targetPath, message, ...(hint !== undefined && { hint }) });
  const resolved = resolveTarget(instruction, { scenario, base });
  if (!('target' in resolved)) throw refuse(resolved.message, resolved.hint);
  const { target } = resolved;
  if (target === undefined) return { target, sample: undefined };
  const text = expandTarget(target, sampleLookup(data));
  if (!URL.canParse(text)) throw refuse(`The target "${text}" is not a URL.`);
  const sample = new URL(text);
  if (/^https?:$/.test(sample.protocol) && scope.ruleFor(sample) === undefined) {
    throw new InputRefusal('scope_rejected', {
      path: targetPath,
      message: `The target "${sample.origin}" is not allowed.`,
      hint: `Add it to \`allow\` (\`--allow ${sample.origin}\`) if it is yours.`,
    });
  }
  return { target, sample };
}

function toProblem(error: unknown, instruction: Instruction): Problem {
  if (!isRushhourError(error)) throw new RushhourError('internal', { cause: error });
  const { position, targetPosition = position, positions } = instruction;
  const path = error instanceof InputRefusal ? error.path : error.code.startsWith('file_') ? 'file' : '';
  const at = path === targetPath ? targetPosition : (positions?.[path] ?? position);
  return { position: at, code: error.code, message: error.message, hint: error.hint };
}
