import type { PreparedScenario } from '../execution/step.ts';
import { formatProblems } from '../scenario/problem.ts';
import { messageOf } from '../support/message-of.ts';
import type { RunnerEvents } from './events.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import type { TypedEmitter } from './typed-emitter.ts';

/**
 * Takes over scenarios that change while a run lasts; a bad version, or one that would widen the scope, is told and the last good one stays.
 *
 * @returns what ends it
 */
export function followChanges(
  scenarios: ScenarioRunnerOptions['scenarios'],
  { prepared, events }: { readonly prepared: PreparedRun; readonly events: TypedEmitter<RunnerEvents> },
  takeOver: (scenarios: readonly PreparedScenario[]) => void,
): () => void {
  if (!('watch' in scenarios)) return () => undefined;
  const refuse = (problems: string) => events.emit('reload', { scenarios: scenarios.current(), problems });
  return scenarios.watch({
    changed: (changed) => {
      prepared.reprepare(changed).then(
        (result) => {
          if (result.problems.length > 0 || result.prepared.length === 0) refuse(formatProblems(result.problems));
          else {
            takeOver(result.prepared);
            events.emit('reload', { scenarios: changed, problems: '' });
          }
        },
        (error: unknown) => refuse(messageOf(error)),
      );
    },
    bad: refuse,
  });
}
