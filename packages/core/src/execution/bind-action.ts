import { isRushhourError, RushhourError } from '../errors/rushhour-error.ts';
import type { AnyActionDefinition } from '../plugin/plugin.ts';
import type { ActionRegistry } from '../registry/action-registry.ts';
import type { Claim } from '../registry/claim.ts';
import { defaultExpect, type Instruction } from '../scenario/scenario.ts';
import { originOf } from '../scope/url-prefix.ts';
import { messageOf } from '../support/message-of.ts';
import { InputRefusal } from './input-refusal.ts';
import type { ParameterTemplate, StepParameters } from './parameter-template.ts';
import type { Lookup } from './placeholder.ts';
import { readParameters, type WrittenParameters } from './read-parameters.ts';
import type { ActionInputs, BoundAction, LateBinding } from './step.ts';

/** What is bound to whoever takes it. */
export interface BindInput {
  readonly instruction: Instruction;
  readonly parameters: StepParameters;
  readonly scenario: string;
  /** What the instruction is grouped by. */
  readonly name: string;
  readonly registry: ActionRegistry;
  /** The target, when it is the same each time. */
  readonly target: URL | undefined;
}

/**
 * Makes the function that finds who plays an instruction on a URL; parameters are checked and prepared once for each who does.
 *
 * @throws RushhourError from that function: `no_handler`, or `params_invalid`.
 */
export function createBinding(input: BindInput): LateBinding {
  const { instruction, registry } = input;
  const ready = new Map<AnyActionDefinition, BoundAction>();
  return (url) => {
    const claim = registry.resolve(instruction.action, url, instruction);
    if (claim === undefined) throw noHandler(instruction, url, registry);
    let bound = ready.get(claim.definition);
    if (bound === undefined) ready.set(claim.definition, (bound = bind(claim, input)));
    return bound;
  };
}

/**
 * For the current page who takes it is known only when it is played: at least one of those who might must accept the parameters.
 *
 * @throws RushhourError `params_invalid`
 */
export function checkAnyAccepts(instruction: Instruction, parameters: StepParameters, registry: ActionRegistry) {
  let refusal: Error | undefined;
  for (const plugin of registry.plugins) {
    const definition = plugin.actions[instruction.action];
    if (definition === undefined) continue;
    try {
      readParameters(parameters.sample, { definition, plugin, instruction, guesses: parameters.guesses });
      return;
    } catch (error) {
      if (!isRushhourError(error)) throw error;
      if (isGuess(error, parameters)) return;
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
}

function bind(claim: Claim, input: BindInput): BoundAction {
  const { definition, plugin } = claim;
  const { instruction, parameters, scenario, name } = input;
  const { template } = parameters;
  return {
    plugin,
    definition,
    ...sampleInputs(claim, input),
    inputsFor: template && ((lookup) => inputsOfOne(template, lookup, { claim, input })),
    telemetry: { action: instruction.action, plugin: plugin.instance, scenario, step: name },
  };
}

/** The inputs of every action, or for a template of an example; none where only an example is refused. */
function sampleInputs(claim: Claim, input: BindInput): ActionInputs {
  const { parameters } = input;
  try {
    return inputsOf(parameters.sample, claim, { ...input, guesses: parameters.guesses });
  } catch (error) {
    if (!isGuess(error, parameters)) throw error;
    return { params: undefined, prepared: undefined };
  }
}

/** The inputs of one action. What was captured may be a secret: then what a schema says of it is not told. */
function inputsOfOne(
  template: ParameterTemplate,
  lookup: Lookup,
  { claim, input }: { readonly claim: Claim; readonly input: BindInput },
): ActionInputs {
  const written = template.fill(lookup);
  try {
    return inputsOf(written, claim, input);
  } catch (error) {
    const captured = template.names.filter(({ kind }) => kind === 'var');
    if (captured.length === 0) throw error;
    const names = [...new Set(captured.map(({ name }) => `{var.${name}}`))].join(', ');
    throw new RushhourError('params_invalid', {
      message: `Plugin "${claim.plugin.instance}" refuses the parameters of this ${input.instruction.action} with the values of ${names}.`,
    });
  }
}

function inputsOf(
  written: WrittenParameters,
  { definition, plugin }: Claim,
  { instruction, target, guesses = [] }: BindInput & { readonly guesses?: readonly string[] },
): ActionInputs {
  const params = readParameters(written, { definition, plugin, instruction, guesses });
  try {
    // The boundary where a definition's own types were let go: these are what its schema made.
    const prepared = definition.prepare?.({ target, params, expect: instruction.expect ?? defaultExpect, instruction } as never);
    return { params, prepared };
  } catch (error) {
    if (isRushhourError(error)) throw error;
    throw new RushhourError('params_invalid', {
      message: `Plugin "${plugin.instance}" refuses this ${instruction.action}: ${messageOf(error)}`,
      cause: error,
    });
  }
}

/** Whether an error may be about nothing but examples: values that are known only when the action is played. */
function isGuess(error: unknown, { guesses }: StepParameters): boolean {
  if (guesses.length === 0) return false;
  // After the schema comes `prepare`, which says nothing of where the fault is.
  return error instanceof InputRefusal ? error.isGuess : isRushhourError(error);
}

function noHandler(instruction: Instruction, url: URL, registry: ActionRegistry): RushhourError {
  const reasons = registry.explain(instruction.action, url, instruction).map(({ plugin, reason }) => `${plugin}: ${reason}`);
  return new RushhourError('no_handler', {
    message: `No plugin takes ${instruction.action} ${originOf(url)}${url.pathname}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}.`,
    ...hintFor(url.protocol, registry),
  });
}

/** Schemes that nobody takes without a plugin of this repository, by its short name. */
const pluginOfScheme: ReadonlyMap<string, string> = new Map([['s3:', 's3']]);

function hintFor(scheme: string, { plugins }: ActionRegistry): { readonly hint?: string } {
  const name = pluginOfScheme.get(scheme);
  if (name === undefined || plugins.some(({ targets }) => targets.some((target) => target.startsWith(scheme)))) return {};
  return { hint: `\`${scheme}\` needs a plugin: \`plugins: [{ use: ${name} }]\` in a plan, or \`--plugin ${name}\`.` };
}
