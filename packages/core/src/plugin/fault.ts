import type { ActionName } from '../scenario/scenario.ts';

/** Faults of the client that can be asked for, by the names plans use. */
export const faultNames = [
  'abortUpload',
  'abortDownload',
  'slowReader',
  'stalledUpload',
  'wrongChecksum',
  'missingKey',
  'badCredentials',
  'connectionReset',
  'extraLatency',
] as const;

/** A fault of the client that was asked for. */
export type FaultName = (typeof faultNames)[number];

const everyAction: readonly ActionName[] = ['open', 'follow', 'upload', 'download'];

/** The actions each fault can happen to; one of a plugin, if the definition of the action lists it besides. */
export const faultActions = {
  abortUpload: ['upload'],
  abortDownload: ['download'],
  slowReader: ['open', 'download'],
  stalledUpload: ['upload'],
  wrongChecksum: everyAction,
  missingKey: everyAction,
  badCredentials: everyAction,
  connectionReset: everyAction,
  extraLatency: everyAction,
} as const satisfies Record<FaultName, readonly ActionName[]>;

/** What a fault is called in telemetry, journals and statistics: `abort_upload`. */
export function faultLabel(name: FaultName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Faults that only whoever makes the request can commit; a definition lists those it knows (`faults`). */
export const pluginFaultNames = ['wrongChecksum', 'missingKey', 'badCredentials'] as const satisfies readonly FaultName[];

/** A fault that a handler commits when its context says so. */
export type PluginFaultName = (typeof pluginFaultNames)[number];

/** How often each fault is committed, and how; made plain. Absent: never. */
export type Faults = Readonly<Partial<Record<FaultName, FaultHabit>>>;

/** The faults of somebody who commits none. In one object, so that asking costs a comparison. */
export const noFaults: Faults = Object.freeze({});

/** How often a fault is committed, and how. */
export interface FaultHabit {
  /** Of the actions it can happen to, 0 to 1. */
  readonly share: number;
  /** Of `extraLatency`: the wait before each request; of `stalledUpload`: how long nothing is sent before the connection is given up. Milliseconds. */
  readonly delayMs?: { readonly min: number; readonly max: number };
  /** Of `slowReader`. */
  readonly bytesPerSecond?: number;
}

/** A fault that the transport commits. */
export type HttpFaultName = Exclude<FaultName, PluginFaultName>;

/** Whether a fault is one for a handler to commit. */
export function isPluginFault(name: FaultName): name is PluginFaultName {
  return pluginFaultNames.some((known) => known === name);
}

/** A fault of one action, drawn: what the transport commits on the requests of its session. */
export interface HttpFault {
  readonly name: HttpFaultName;
  /** Of `abortUpload`, `stalledUpload`, `abortDownload`: after which part of the body, 0 to 1. */
  readonly after: number;
  /** Of the body to send in all, where it is known: an upload may be several requests. */
  readonly bytes: number | undefined;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
  /** Told when it takes effect. */
  committed(): void;
}
