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
export { formatProblems, type Problem } from './scenario/problem.ts';
export type { InstructionDraft, InstructionOptions } from './scenario/instruction-draft.ts';

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

// Time, chance and figures
export { systemClock, type Clock, type Timer } from './support/clock.ts';
export { createRandom, type Random } from './support/random.ts';
export { createHistogram, type Histogram, type HistogramSnapshot } from './support/histogram.ts';
export type { SchemaInput, SchemaOutput, StandardIssue, StandardResult, StandardSchema } from './support/standard-schema.ts';

// Journals
export { canonicalJournal } from './runner/canonical-journal.ts';
export { parseJournal, type Journal } from './runner/parse-journal.ts';
export type { JournalEntry, JournalHeader } from './runner/journal.ts';
