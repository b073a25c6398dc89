import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import type { Interceptor } from './execute.ts';

/** A span for each action of a recorded play, and its duration in the histogram. */
export function withTelemetry(telemetry: RunTelemetry): Interceptor {
  return (next) => (execution, settled) => {
    const { bound } = execution;
    const { playSpan } = execution.actor;
    if (bound === undefined || playSpan === undefined) {
      next(execution, settled);
      return;
    }
    execution.span = telemetry.startAction(playSpan, bound.telemetry, execution.canonical);
    next(execution, (ended) => {
      telemetry.endAction(ended.span, bound.telemetry, ended);
      settled(ended);
    });
  };
}
