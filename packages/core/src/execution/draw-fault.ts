import { faultActions, faultNames, isPluginFault, type FaultName, type Faults } from '../plugin/fault.ts';
import type { PluginFaultName } from '../plugin/fault.ts';
import type { ActionName } from '../scenario/scenario.ts';
import type { Random } from '../support/random.ts';

/** A fault an action is to commit on purpose. */
export interface DrawnFault {
  readonly name: FaultName;
  /** After which part of a body, 0 to 1. */
  readonly after: number;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
}

/** What is drawn for. */
export interface FaultedAction {
  readonly action: ActionName;
  /** The faults its handler knows how to commit. */
  readonly known: readonly PluginFaultName[] | undefined;
  /** A fork for this alone. */
  readonly random: Random;
}

/**
 * Draws the fault of an action, if it gets one. One draw decides among all that can happen to it, by their shares one after the other, in the
 * order of `faultNames`: so it is the same in every run of a seed, whatever the answers are.
 */
export function drawFault(faults: Faults, { action, known = [], random }: FaultedAction): DrawnFault | undefined {
  const drawn = random.next();
  let reached = 0;
  for (const name of faultNames) {
    const habit = faults[name];
    if (habit === undefined || !canHappen(name, action, known)) continue;
    reached += habit.share;
    if (drawn >= reached) continue;
    const { delayMs: { min, max } = { min: 0, max: 0 }, bytesPerSecond = 0 } = habit;
    return { name, after: random.next(), delayMs: min + random.next() * (max - min), bytesPerSecond };
  }
  return undefined;
}

function canHappen(name: FaultName, action: ActionName, known: readonly PluginFaultName[]): boolean {
  const actions: readonly ActionName[] = faultActions[name];
  return actions.includes(action) && (!isPluginFault(name) || known.includes(name));
}
