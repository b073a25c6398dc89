import { createHash } from 'node:crypto';
import type { Scenario } from '../scenario/scenario.ts';

/** SHA-256 of scenarios as they will be played; content given in code counts with its own sum, for it may be large. */
export function hashScenarios(scenarios: readonly Scenario[]): string {
  const text = JSON.stringify(scenarios, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    // A Buffer has been turned into a list of numbers by now; its owner still has it.
    const written = this[key];
    return written instanceof Uint8Array ? createHash('sha256').update(written).digest('hex') : value;
  });
  return createHash('sha256').update(text).digest('hex');
}
