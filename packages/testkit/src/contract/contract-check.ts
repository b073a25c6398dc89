import { AssertionError } from 'node:assert';
import type { PluginContract } from './plugin-contract.ts';
import { rehearse, type Rehearsal } from './rehearse.ts';

/** What every check is given. */
export interface CheckContext {
  readonly contract: PluginContract;
  /** One undisturbed play of the good instructions; played once, whoever asks. */
  readonly baseline: () => Promise<Rehearsal>;
}

/** One promise every plugin keeps. */
export interface ContractCheck {
  /** Completes "the plugin …". */
  readonly name: string;
  /** Rejects with an `AssertionError` that says what the plugin did wrong. */
  readonly run: (context: CheckContext) => Promise<void>;
}

/** Makes what the checks of one contract share. */
export function createCheckContext(contract: PluginContract): CheckContext {
  let played: Promise<Rehearsal> | undefined;
  return { contract, baseline: () => (played ??= rehearse(contract)) };
}

/** Fails a check. */
export function fail(message: string): never {
  throw new AssertionError({ message });
}

/** The account of a run that came to its end; fails the check when the run itself failed. */
export function summaryOf({ summary, error }: Rehearsal): NonNullable<Rehearsal['summary']> {
  if (summary !== undefined) return summary;
  throw new AssertionError({ message: `The run could not be played: ${describe(error)}` });
}

/** An error or anything else thrown, in one line or a few. */
export function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
