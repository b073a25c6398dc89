/**
 * Every name this package uses in telemetry. Own names are under `rushhour.`; `error.type` is that of the semantic conventions
 * (https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/).
 */
export const telemetryNames = {
  /** Instrumentation scope. */
  scope: '@rushhour/core',
  /** INTERNAL, the root of a run. */
  runSpan: 'rushhour.run',
  /** INTERNAL, the root of a trace of its own, linked to the run: `rushhour.scenario {name}`. */
  playSpan: 'rushhour.scenario',
  /** Histogram, s. */
  actionDuration: 'rushhour.action.duration',
  runId: 'rushhour.run.id',
  seed: 'rushhour.run.seed',
  scenario: 'rushhour.scenario.name',
  order: 'rushhour.scenario.mode',
  profile: 'rushhour.user.profile',
  userId: 'user.id',
  action: 'rushhour.action.name',
  plugin: 'rushhour.plugin.name',
  step: 'rushhour.step.name',
  outcome: 'rushhour.action.outcome',
  target: 'url.full',
  errorType: 'error.type',
  /** What an action failed by on purpose, such as `abort_upload`; absent otherwise. */
  fault: 'rushhour.fault',
} as const;

/** Bucket bounds of `rushhour.action.duration` in seconds: those of the HTTP conventions, and longer ones for files. */
export const actionDurationBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120, 300];
