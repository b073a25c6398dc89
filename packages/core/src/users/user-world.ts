import type { Ledger } from '../ledger/ledger.ts';
import type { ContentPort } from '../plugin/content-port.ts';
import type { HttpTransport } from '../plugin/http-port.ts';
import type { Clock } from '../support/clock.ts';
import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import type { PluginServices } from './plugin-services.ts';

/** What all users of a run share. */
export interface UserWorld {
  readonly run: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The transport; undefined when the host gave no HTTP client. */
  readonly transport: HttpTransport | undefined;
  /** Makes files; undefined when the host gave nothing that does. */
  readonly content: ContentPort | undefined;
  readonly services: PluginServices;
  readonly telemetry: RunTelemetry;
  /** Multiplies generated sizes. */
  readonly sizeScale: number;
  /** How many users the run has in all shards. */
  readonly size: number;
  /** A word that stands for the run in names. */
  readonly word: string;
  /** Simulated time now, in milliseconds since 1970-01-01 UTC. */
  readonly simulatedNow: () => number;
}
