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
export { parseThink, type ThinkInput } from './scenario/think.ts';
export { formatProblems, type Fault, type Problem } from './scenario/problem.ts';
export { inputError } from './scenario/input-error.ts';

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
  type UserHttp,
  type UserInfo,
} from './plugin/plugin.ts';
export type { ActionLedger, Intention, LedgerEntry } from './plugin/action-ledger.ts';
export type { FileContent, UploadFile } from './plugin/upload-file.ts';
export { requestPhases } from './plugin/http-port.ts';
export type {
  HttpBody,
  HttpForm,
  HttpFormFields,
  HttpFormValue,
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
export { createHistogram, type Histogram, type HistogramSnapshot } from './support/histogram.ts';
export type { SchemaInput, SchemaOutput, StandardIssue, StandardResult, StandardSchema } from './support/standard-schema.ts';

// Journals
export { canonicalJournal } from './runner/canonical-journal.ts';
export { parseJournal, type Journal } from './runner/parse-journal.ts';
export type { JournalEntry, JournalHeader } from './runner/journal.ts';

// Strategies
export type { Strategy, StrategyInput } from './strategy/strategy.ts';
export { randomStrategy } from './strategy/random-strategy.ts';
export { sequentialStrategy } from './strategy/sequential-strategy.ts';
export { shuffleStrategy } from './strategy/shuffle-strategy.ts';
export { weightedStrategy } from './strategy/weighted-strategy.ts';

// Ledger
export type { Ledger, LedgerCounts, LedgerOwner } from './ledger/ledger.ts';
export { createMemoryLedger } from './ledger/memory-ledger.ts';

// Telemetry
export { telemetryNames } from './telemetry/names.ts';
export { redactUrl } from './telemetry/redact-url.ts';
export { isSecretName } from './telemetry/secret-name.ts';

// Running
export { ScenarioRunner } from './runner/scenario-runner.ts';
export { checkRun, findProblems } from './runner/prepare-run.ts';
export type { Outcome } from './scenario/outcome.ts';
export type { ActionEndEvent, ActionStartEvent, PlayEvent, RunnerEvents, RunPhase } from './runner/events.ts';
export type {
  DurationSummary,
  ErrorSummary,
  GroupSummary,
  OutcomeCounts,
  Percentiles,
  RunSummary,
  ScenarioSummary,
  SeriesPoint,
} from './runner/summary.ts';
export type { JournalSink, ScenarioRunnerOptions, StopDeadlines } from './runner/runner-options.ts';

// Registry
export { ActionRegistry, type HookHandler } from './registry/action-registry.ts';
export { explainScenarios, type InstructionExplanation } from './runner/explain-scenarios.ts';
export type { Claim, Reason } from './registry/claim.ts';
