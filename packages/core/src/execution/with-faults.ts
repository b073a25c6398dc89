import { isPluginFault, noFaults } from '../plugin/fault.ts';
import { drawFault } from './draw-fault.ts';
import type { Interceptor } from './execute.ts';
import type { Execution } from './execution.ts';

/**
 * Chooses the fault an action is to commit on purpose, where its user asks for any, and takes it back from the sessions of the user when the
 * action is over, cut or not. Who commits it, transport or handler, says when it takes effect.
 */
export const withFaults: Interceptor = {
  start(execution) {
    const { actor, bound, step, index } = execution;
    const { faults } = actor;
    if (faults === noFaults || bound === undefined) return;
    execution.fault = drawFault(faults, {
      action: step.instruction.action,
      known: bound.definition.faults,
      random: actor.randomFor(index).fork('fault'),
    });
  },
  end({ fault, actor }) {
    if (fault !== undefined) actor.giveFault(undefined);
  },
};

/** Hands the fault of an action to the sessions of its user: what they send from here on is the action's. */
export function giveFault({ fault, actor, file }: Execution, committed: () => void) {
  if (fault === undefined || isPluginFault(fault.name)) return;
  const { name, after, delayMs, bytesPerSecond } = fault;
  actor.giveFault({ name, after, bytes: file?.size, delayMs, bytesPerSecond, committed });
}
