/**
 * The engine of rushhour: scenarios, plugins, strategies, the runner.
 *
 * @packageDocumentation
 */

// Errors
export { isRushhourError, RushhourError, type RushhourErrorOptions } from './errors/rushhour-error.ts';
export type { ErrorCode } from './errors/catalogue.ts';

// Scenarios
export {
  actionNames,
  defaultExpect,
  isExpected,
  orderNames,
  type ActionName,
  type Instruction,
  type OnFailure,
  type OrderName,
  type Scenario,
  type SourcePosition,
  type StatusSet,
  type ThinkTime,
} from './scenario/scenario.ts';
export type { Capture } from './scenario/capture.ts';
export { download, follow, open, scenario, upload, type LooseParams, type ScenarioOptions } from './scenario/scenario-builder.ts';
export { draftInstruction, type InstructionDraft, type InstructionOptions, type InstructionParts } from './scenario/instruction-draft.ts';
export { parseLineFormat, type ParsedScenario, type ScenarioText } from './scenario/parse-line-format.ts';
export { parseYamlScenario } from './scenario/parse-yaml-scenario.ts';
export { scenarioJsonSchema } from './scenario/scenario-json-schema.ts';
export { loadScenarioFiles, type LoadedScenarios } from './scenario/scenario-files.ts';
export { watchScenarioFiles, type WatchOptions } from './scenario/watch-scenario-files.ts';
export type { ScenarioListener, ScenarioSource } from './scenario/scenario-source.ts';
export { openUploadFile, resolveUploadFile } from './scenario/upload-files.ts';
export { memoryFile } from './scenario/memory-file.ts';
export type { OpenedFile } from './scenario/opened-file.ts';
export { mediaType } from './scenario/media-type.ts';
export { engineKeys, type EngineKey } from './scenario/engine-keys.ts';
export { parseExpect, type ExpectInput } from './scenario/expect.ts';
export { parseThink, type ThinkInput, type ThinkOptions } from './scenario/think.ts';
export { drawThink } from './scenario/draw-think.ts';
export { meanThink } from './scenario/mean-think.ts';
export type { NextInput } from './scenario/parse-transitions.ts';
export { formatProblems, type Fault, type Problem } from './scenario/problem.ts';
export { inputError } from './scenario/input-error.ts';

// Plans
export type {
  CreatedOptions,
  DataOptions,
  FaultOptions,
  FaultsOptions,
  LimitsOptions,
  LinkOptions,
  LoadStageOptions,
  PaceOptions,
  PlanOptions,
  ProfileOptions,
  ThresholdOptions,
} from './plan/plan-options.ts';
export type { Plan, PlanLimits } from './plan/plan.ts';
export { readPlan } from './plan/read-plan.ts';
export type { PlanReading } from './plan/read-plan-value.ts';
export type { PlanContext } from './plan/plan-context.ts';
export type { PlanPath, PlanProblem } from './plan/plan-problem.ts';
export { checkPlanNames, type PlanNames } from './plan/check-plan-names.ts';
export { isPlanFile, loadPlanFile, type LoadPlanOptions } from './plan/plan-files.ts';
export type { LoadedPlan, PlanFileOptions, PlanPlugin } from './plan/loaded-plan.ts';
export { planJsonSchema } from './plan/plan-json-schema.ts';
export { isPlan } from './scenario/is-plan.ts';
export { parseThreshold } from './plan/parse-threshold.ts';
export type { Threshold, ThresholdResult } from './plan/threshold.ts';
export type { Reading, Refusal } from './support/reading.ts';

// People
export type { Profile } from './people/profile.ts';
export { parseHours } from './people/parse-hours.ts';
export type { Hours, HoursWindow } from './people/hours.ts';
export { feederRow, type RowRequest } from './people/feeder-row.ts';
export type { DataRow, Feeder } from './people/feeder.ts';
export type { Link } from './people/link.ts';
export { parseRate } from './pace/parse-rate.ts';
export type { ClosedPace, OpenPace, Pace } from './pace/pace.ts';
export type { Load, LoadStage } from './pace/load.ts';

// Plugins
export { actionFor } from './plugin/action-for.ts';
export {
  definePlugin,
  type BuilderParams,
  type ConfiguredPlugin,
  type InstructionBuilders,
  type PluginActions,
  type PluginBasics,
  type PluginFactory,
  type PluginService,
  type PluginSessions,
  type SessionOf,
  type SessionsFor,
} from './plugin/define-plugin.ts';
export {
  pluginBrand,
  type ActionContext,
  type ActionDefinition,
  type ActionResult,
  type ActionReturn,
  type AnyActionDefinition,
  type DefaultSession,
  type NoParams,
  type ParamsInput,
  type PrepareContext,
  type SessionContext,
  type SitePlugin,
  type UserInfo,
} from './plugin/plugin.ts';
export type { UserHttp } from './plugin/user-http.ts';
export type { ActionLedger, Intention, LedgerEntry } from './plugin/action-ledger.ts';
export type { CreatedContext, CreatedThing, CreatedThings, ListContext, Removal, ServiceContext } from './plugin/created-things.ts';
export {
  faultLabel,
  faultNames,
  pluginFaultNames,
  type FaultHabit,
  type FaultName,
  type Faults,
  type HttpFault,
  type HttpFaultName,
  type PluginFaultName,
} from './plugin/fault.ts';
export type { FileContent, UploadFile } from './plugin/upload-file.ts';
export type { ContentDraw, ContentFile, ContentPort, ContentRequest, FileHabits, FileHabitsOptions } from './plugin/content-port.ts';
export { requestPhases } from './plugin/http-port.ts';
export type {
  HeldSite,
  HttpBody,
  HttpForm,
  HttpFormFields,
  HttpFormValue,
  HttpHead,
  HttpLimits,
  HttpLink,
  HttpMeter,
  HttpPage,
  HttpPort,
  HttpReply,
  HttpRequest,
  HttpRequestOptions,
  HttpResource,
  HttpRun,
  HttpSession,
  HttpStreamBody,
  HttpTransport,
  LinkSelector,
  ManagedHttpSession,
  RequestPhase,
  RequestStatistics,
} from './plugin/http-port.ts';

// Scope
export { createScope } from './scope/create-scope.ts';
export type { AllowEntry, Scope, ScopeRule } from './scope/scope.ts';

// Words, durations and sizes
export { parseDuration, type DurationUnit } from './support/duration.ts';
export { parseSize } from './support/size.ts';
export { nearestWord } from './support/nearest-word.ts';

// Time, chance and figures
export { systemClock, type Clock, type Timer } from './support/clock.ts';
export { createRandom, type Random } from './support/random.ts';
export { createFleetRate, type FleetRateOptions } from './support/fleet-rate.ts';
export type { RateLimit } from './support/rate-window.ts';
export { parseJsonPath, readJsonPath, type JsonPath } from './support/json-path.ts';
export { createHistogram, type Histogram, type HistogramSnapshot } from './support/histogram.ts';
export type { SchemaInput, SchemaOutput, StandardIssue, StandardResult, StandardSchema } from './support/standard-schema.ts';

// Journals
export { canonicalJournal } from './journal/canonical-journal.ts';
export { parseJournal, readJournal, type Journal } from './journal/parse-journal.ts';
export type { JournalEntry, JournalHeader } from './journal/journal.ts';
export { replayOptions, type Replay, type ReplaySources } from './replay/replay-options.ts';

// Strategies
export type { Strategy, StrategyInput } from './strategy/strategy.ts';
export { markovStrategy } from './strategy/markov-strategy.ts';
export { randomStrategy } from './strategy/random-strategy.ts';
export { sequentialStrategy } from './strategy/sequential-strategy.ts';
export { shuffleStrategy } from './strategy/shuffle-strategy.ts';
export { weightedStrategy } from './strategy/weighted-strategy.ts';

// What is created
export { cleanUp, type CleanUpOptions, type CleanUpSummary, type LeftThing } from './runner/clean-up.ts';
export type { LedgerCounts } from './ledger/ledger.ts';
export type { CreatedPolicy } from './plan/plan.ts';

// Telemetry
export { telemetryNames } from './telemetry/names.ts';
export { redactUrl } from './telemetry/redact-url.ts';
export { isSecretName } from './telemetry/secret-name.ts';

// Running
export { ScenarioRunner } from './runner/scenario-runner.ts';
export { planRun, type PlannedArrival, type PlannedRun, type PlanWindow } from './runner/plan-run.ts';
export type { Forecast, ProfileForecast } from './people/forecast.ts';
export type { ScriptedInstruction, UserScriptOptions } from './users/user-script.ts';
export { checkRun, findProblems } from './runner/prepare-run.ts';
export { createRunId } from './support/run-id.ts';
export type { Outcome } from './scenario/outcome.ts';
export type { ActionEndEvent, ActionStartEvent, DropEvent, PlayEvent, RunnerEvents, RunPhase } from './runner/events.ts';
export type { DropReason } from './account/drop-reason.ts';
export type {
  ArrivalCounts,
  DropCounts,
  DurationSummary,
  ErrorSummary,
  GeneratorSummary,
  GroupSummary,
  OutcomeCounts,
  Percentiles,
  ProfileSummary,
  RunSummary,
  ScenarioSummary,
  SeriesPoint,
} from './account/summary.ts';
export type { JournalSink } from './journal/journal-sink.ts';
export type { ScenarioRunnerOptions, StopDeadlines } from './runner/runner-options.ts';

// Accounts
export type {
  AccountHeader,
  CellAccount,
  GeneratorAccount,
  GroupAccount,
  ProfileAccount,
  RunAccount,
  SeriesAccount,
  StatisticsNames,
} from './account/account.ts';
export type { SparseHistogram } from './support/sparse-histogram.ts';
export { booksBalance } from './account/books-balance.ts';
export { evaluateThresholds } from './account/evaluate-thresholds.ts';
export { intervalBetween, type IntervalFigures, type RunInterval } from './account/interval-between.ts';
export { mergeAccounts } from './account/merge-accounts.ts';
export { summariseAccount } from './account/summarise-account.ts';
export { watchThresholds, type WatchThresholdsOptions } from './account/watch-thresholds.ts';

// Registry
export { ActionRegistry, type HookHandler } from './registry/action-registry.ts';
export { explainScenarios, type InstructionExplanation } from './runner/explain-scenarios.ts';
export type { Claim, Reason } from './registry/claim.ts';
