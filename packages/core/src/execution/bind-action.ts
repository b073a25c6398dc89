import { isRushhourError, RushhourError } from '../errors/rushhour-error.ts';
import type { AnyActionDefinition } from '../plugin/plugin.ts';
import type { ActionRegistry } from '../registry/action-registry.ts';
import type { Claim } from '../registry/claim.ts';
import { defaultExpect, type Instruction } from '../scenario/scenario.ts';
import { messageOf } from '../support/message-of.ts';
import { readParameters, type WrittenParameters } from './read-parameters.ts';
import type { BoundAction, LateBinding } from './step.ts';

/** What is bound to whoever takes it. */
export interface BindInput {
  readonly instruction: Instruction;
  readonly parameters: WrittenParameters;
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
export function checkAnyAccepts(instruction: Instruction, parameters: WrittenParameters, registry: ActionRegistry) {
  let refusal: Error | undefined;
  for (const plugin of registry.plugins) {
    const definition = plugin.actions[instruction.action];
    if (definition === undefined) continue;
    try {
      readParameters(parameters, { definition, plugin, instruction });
      return;
    } catch (error) {
      if (!isRushhourError(error)) throw error;
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
}

function bind({ definition, plugin }: Claim, { instruction, parameters, scenario, name, target }: BindInput): BoundAction {
  const params = readParameters(parameters, { definition, plugin, instruction });
  let prepared: unknown;
  try {
    // The boundary where a definition's own types were let go: these are what its schema made.
    prepared = definition.prepare?.({ target, params, expect: instruction.expect ?? defaultExpect, instruction } as never);
  } catch (error) {
    if (isRushhourError(error)) throw error;
    throw new RushhourError('params_invalid', {
      message: `Plugin "${plugin.instance}" refuses this ${instruction.action}: ${messageOf(error)}`,
      cause: error,
    });
  }
  return {
    plugin,
    definition,
    params,
    prepared,
    telemetry: { action: instruction.action, plugin: plugin.instance, scenario, step: name },
  };
}

function noHandler(instruction: Instruction, url: URL, registry: ActionRegistry): RushhourError {
  const reasons = registry.explain(instruction.action, url, instruction).map(({ plugin, reason }) => `${plugin}: ${reason}`);
  return new RushhourError('no_handler', {
    message: `No plugin takes ${instruction.action} ${url.origin}${url.pathname}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}.`,
  });
}
