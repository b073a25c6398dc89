/**
 * What tests of rushhour plugins and runs are made of: the acceptance suite every plugin passes, a site in memory or on loopback, an
 * object store on loopback, a virtual clock, and telemetry in memory.
 *
 * @packageDocumentation
 */

// The acceptance suite
export { testPlugin } from './contract/test-plugin.ts';
export type { PluginContract, TestFunction } from './contract/plugin-contract.ts';

// Sites
export type { SiteReply, SiteRequest, SiteResponder } from './site/site.ts';
export { routes, type SiteRoute, type SiteRoutes } from './site/routes.ts';
export { page, type PageContent, type PageForm } from './site/page.ts';
export { createDefaultSite, type DefaultSite, type ReceivedUpload } from './site/default-site.ts';
export { testFile, type TestFile } from './site/test-file.ts';
export { startLoopbackSite, type LoopbackSite, type LoopbackSiteOptions } from './site/loopback-site.ts';
export type { AccessLogEntry, AccessLogFilter } from './site/access-log.ts';
export { startDeafServer, type DeafServer } from './site/deaf-server.ts';
export { createMemoryHttp, type MemoryHttp } from './memory-http/memory-http.ts';
export type { MemoryRequest } from './memory-http/memory-request.ts';

// An object store
export { openLoopbackStore, type LoopbackStore, type LoopbackStoreOptions } from './store/loopback-store.ts';
export type { LoopbackObject, LoopbackUpload, PutOptions, StoreView } from './store/store-view.ts';
export type { StoreLogEntry } from './store/store-log.ts';
export type { InterceptedRequest, StoreInterceptor } from './store/intercept.ts';
export type { StoreRequest } from './store/store-request.ts';
export type { StoreAnswer } from './store/store-answer.ts';
export type { OperationName } from './store/operation-name.ts';

// Time
export { createVirtualClock, type RunUntilOptions, type VirtualClock, type VirtualClockOptions } from './clock/virtual-clock.ts';

// Telemetry
export { createMemoryTelemetry, type MemoryTelemetry } from './telemetry/memory-telemetry.ts';
export type { RecordedSpan } from './telemetry/memory-spans.ts';
export type { InstrumentKind, RecordedInstrument, RecordedPoint } from './telemetry/memory-metrics.ts';
