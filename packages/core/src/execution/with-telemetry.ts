import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import type { Interceptor } from './execute.ts';

/** A span for each action of a recorded play, and its duration in the histogram. */
export function withTelemetry(telemetry: RunTelemetry): Interceptor {
  return {
    start(execution) {
      const { bound, actor } = execution;
      if (bound !== undefined && actor.playSpan !== undefined) {
        execution.span = telemetry.startAction(actor.playSpan, bound.telemetry, execution.canonical);
      }
    },
    end(execution) {
      if (execution.bound !== undefined) telemetry.endAction(execution.span, execution.bound.telemetry, execution);
    },
  };
}
