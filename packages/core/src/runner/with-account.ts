import type { Interceptor } from '../execution/execute.ts';
import type { Execution } from '../execution/execution.ts';
import type { BoundAction, Step } from '../execution/step.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import type { ActionEndEvent, ActionStartEvent, RunnerEvents } from './events.ts';
import { createJournalParameters } from '../journal/journal-parameters.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { StatisticsCell } from '../account/profile-statistics.ts';
import type { RunStatistics } from '../account/run-statistics.ts';
import type { JournalSink } from '../journal/journal-sink.ts';
import type { TypedEmitter } from './typed-emitter.ts';

/** Where actions are accounted for. */
export interface AccountOptions {
  readonly statistics: RunStatistics;
  readonly events: TypedEmitter<RunnerEvents>;
  readonly journal: JournalSink | undefined;
  /** Start of the run in milliseconds of the clock. */
  readonly startedAt: number;
}

/** The outermost interceptor: every action that starts is counted, written to the journal and told, once at its start and once at its end. */
export function withAccount({ statistics, events, journal, startedAt }: AccountOptions): {
  readonly interceptor: Interceptor;
  /** Lets go what was kept for scenarios that are gone. */
  forget(): void;
} {
  const cells = new Map<BoundAction | Step, StatisticsCell>();
  const parametersOf = createJournalParameters();

  const cellOf = ({ step, bound, scenario }: Execution) => {
    const key = bound ?? step;
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = statistics.cell({
        action: step.instruction.action,
        plugin: bound?.plugin.instance ?? 'none',
        step: step.name,
        scenario,
      });
      cells.set(key, cell);
    }
    return cell;
  };

  const startEvent = (execution: Execution): ActionStartEvent => ({
    user: execution.actor.info.id,
    profile: execution.actor.info.profile,
    scenario: execution.scenario,
    play: execution.play,
    index: execution.index,
    action: execution.step.instruction.action,
    target: redactUrl(execution.canonical),
    step: execution.step.name,
    plugin: execution.bound?.plugin.instance ?? '',
    at: execution.startedAt - startedAt,
  });

  const endEvent = (execution: Execution): ActionEndEvent => ({
    ...startEvent(execution),
    outcome: execution.outcome ?? 'failed',
    intendedAt: execution.intendedAt - startedAt,
    durationMs: execution.durationMs,
    bytesSent: execution.bytesSent,
    bytesReceived: execution.bytesReceived,
    ...(execution.error !== undefined && { error: execution.error }),
    ...(execution.injected && { fault: execution.faultLabel ?? '' }),
    ...(execution.message !== undefined && { message: redactUrl(execution.message) }),
  });

  const journalEntry = (execution: Execution): JournalEntry => {
    const { step } = execution;
    const { step: _step, message: _message, ...event } = endEvent(execution);
    const { file } = step;
    return {
      ...event,
      with: parametersOf(execution),
      ...(file !== undefined && { file: fileText(execution) }),
    };
  };

  return {
    forget() {
      cells.clear();
    },
    interceptor: {
      start(execution) {
        const profile = statistics.profile(execution.actor.info.profile);
        profile.start(cellOf(execution), execution.startedAt, execution.startedAt - execution.intendedAt);
        if (events.has('actionStart')) events.emit('actionStart', startEvent(execution));
      },
      end(execution) {
        statistics.profile(execution.actor.info.profile).end(cellOf(execution), execution, execution.endedAt);
        journal?.write(journalEntry(execution));
        if (events.has('actionEnd')) events.emit('actionEnd', endEvent(execution));
      },
    },
  };
}

/** What a journal says of a file: its path as written, the name of content, or what makes the same file again. */
function fileText({ step, file }: Execution): string {
  if (file?.recipe !== undefined) return file.recipe;
  const written = step.instruction.with['file'];
  return typeof written === 'string' ? written : (file?.name ?? '');
}
