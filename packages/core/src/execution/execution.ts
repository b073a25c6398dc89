import type { Attributes, Span } from '@opentelemetry/api';
import { RushhourError } from '../errors/rushhour-error.ts';
import type { DataRow } from '../people/feeder.ts';
import type { ActionLedger } from '../plugin/action-ledger.ts';
import type { ContentFile, ContentRequest } from '../plugin/content-port.ts';
import { faultLabel, type Faults, type HttpFault } from '../plugin/fault.ts';
import type { HttpMeter, ManagedHttpSession } from '../plugin/http-port.ts';
import type { UserInfo } from '../plugin/plugin.ts';
import type { OpenedFile } from '../scenario/opened-file.ts';
import type { Outcome } from '../scenario/outcome.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { DrawnFault } from './draw-fault.ts';
import { hideSecrets } from './hide-secrets.ts';
import type { ActionInputs, BoundAction, Step } from './step.ts';

/** What an action is played with: its user, as the engine sees it. */
export interface Actor {
  readonly info: UserInfo;
  readonly clock: Clock;
  /** The name of the scenario under way. */
  readonly scenario: string;
  /** Counts plays from 0. */
  readonly play: number;
  /** The span of the play under way. */
  readonly playSpan: Span | undefined;
  /** The session of a plugin for the play under way, made when it is first asked for. */
  pluginSession(bound: BoundAction): unknown;
  /** The row of data of the play; undefined when the user has none. */
  readonly data: DataRow | undefined;
  /** Columns of it whose values are written nowhere. */
  readonly secretColumns: ReadonlySet<string>;
  /** What was captured in the play; made when there is something to keep. */
  variables: Map<string, string> | undefined;
  /** The HTTP session that all plugins of the user share; undefined when there is none yet. */
  readonly http: ManagedHttpSession | undefined;
  /** Faults the user commits on purpose; `noFaults` for most. */
  readonly faults: Faults;
  /** Lets every HTTP session of the user commit a fault from now on, or none any more. */
  giveFault(fault: HttpFault | undefined): void;
  /** What the HTTP sessions of the user moved so far; undefined when there is none yet. */
  readonly meter: HttpMeter | undefined;
  /** Cuts every request of the user. */
  cancelRequests(reason: Error): void;
  /** The fork of an action of the play. */
  randomFor(index: number): Random;
  ledgerFor(execution: Execution): ActionLedger;
  /** A number that nothing else the user names gets. */
  takeNumber(): number;
  /** A word made of such a number that no other action of any run has. */
  tokenOf(number: number): string;
  /** Makes the file of an action; `number` was taken for it. */
  makeFile(
    request: ContentRequest,
    file: { readonly index: number; readonly number: number; readonly recipe: string | undefined },
  ): ContentFile;
  /** Begins a span of kind CLIENT below another; undefined when nobody records it. */
  startSpan(parent: Span, name: string, attributes: Attributes | undefined): Span | undefined;
}

/** One action from its start to its end; made for each, let go after. Everything that is known of it is here, so that nothing else is made. */
export class Execution {
  readonly actor: Actor;
  readonly step: Step;
  readonly scenario: string;
  readonly play: number;
  readonly index: number;
  /** Milliseconds of the clock. */
  readonly intendedAt: number;
  readonly startedAt: number;
  endedAt = 0;
  /** Who plays it; undefined when nobody could be found. */
  bound: BoundAction | undefined;
  url: URL | undefined;
  /** The target in the same words in every run. */
  canonical: string;
  /** The inputs of this action alone, where they are not those of every action. */
  inputs: ActionInputs | undefined = undefined;
  /** Why it cannot be played: nobody takes it, or what it needs is not there. */
  refusal: unknown = undefined;

  outcome: Outcome | undefined = undefined;
  error: string | undefined = undefined;
  message: string | undefined = undefined;
  bytesSent = 0;
  bytesReceived = 0;

  /** The fault it is to commit on purpose; undefined for most. */
  fault: DrawnFault | undefined = undefined;
  /** Whether that took effect. */
  isFaulty = false;

  /** What the HTTP sessions had moved before. */
  requestsBefore = 0;
  sentBefore = 0;
  receivedBefore = 0;
  session: unknown = undefined;
  file: OpenedFile | undefined = undefined;
  /** Whether the handler still runs; it may after its action was cut. */
  handlerRuns = false;
  controller: AbortController | undefined = undefined;
  cutReason: Error | undefined = undefined;
  span: Span | undefined = undefined;

  /** The number its file, or what it names, is known by; taken when it is first asked for. */
  #number = -1;
  /** Which file is made for it, where that was said beforehand. */
  recipe: string | undefined = undefined;
  /** What it has on record, to be let go at its end. */
  held: (() => void) | undefined = undefined;

  /** How many interceptors were entered. */
  depth = 0;
  /** Leaves the interceptors. */
  leave: ((execution: Execution) => void) | undefined = undefined;
  /** Called once, when all of it is over. */
  readonly onSettled: (execution: Execution) => void;

  constructor(actor: Actor, { step, index, intendedAt, onSettled }: ExecutionStart) {
    this.actor = actor;
    this.step = step;
    this.scenario = actor.scenario;
    this.play = actor.play;
    this.index = index;
    this.intendedAt = intendedAt;
    this.startedAt = actor.clock.now();
    this.bound = step.bound;
    this.url = step.url;
    this.canonical = step.target ?? '';
    this.onSettled = onSettled;
  }

  /** Service time in milliseconds, once it has ended. */
  get durationMs(): number {
    return this.endedAt - this.startedAt;
  }

  /** Time from the intended start in milliseconds, once it has ended. */
  get responseMs(): number {
    return this.endedAt - this.intendedAt;
  }

  /** Whether it has failed on purpose. */
  get injected(): boolean {
    return this.isFaulty && this.outcome === 'failed';
  }

  /** The label of the fault it has failed by on purpose; undefined for most. */
  get faultLabel(): string | undefined {
    return this.injected && this.fault !== undefined ? faultLabel(this.fault.name) : undefined;
  }

  /** The number of its file, the same whenever it is asked for. */
  takeNumber(): number {
    if (this.#number === -1) this.#number = this.actor.takeNumber();
    return this.#number;
  }

  /** Reads what the HTTP sessions have moved so far: what they move from here on is this action's. */
  beginMeasure() {
    const { meter } = this.actor;
    if (meter === undefined) return;
    this.requestsBefore = meter.requests;
    this.sentBefore = meter.bytesSent;
    this.receivedBefore = meter.bytesReceived;
  }

  /** Counts what the HTTP sessions moved since; returns whether they sent anything. */
  measure(): boolean {
    const { meter } = this.actor;
    if (meter === undefined) return false;
    this.bytesSent = meter.bytesSent - this.sentBefore;
    this.bytesReceived = meter.bytesReceived - this.receivedBefore;
    return meter.requests !== this.requestsBefore;
  }

  /** The fault took effect: the action fails, whatever comes of it. Does nothing when it has ended. */
  commitFault() {
    if (this.outcome === undefined && this.fault !== undefined) this.isFaulty = true;
  }

  /** Ends the action well; does nothing when it has ended. */
  succeed() {
    if (this.outcome !== undefined) return;
    if (this.isFaulty && this.fault !== undefined) {
      const label = faultLabel(this.fault.name);
      this.fail(label, `The fault "${label}" was committed on purpose; all else went well.`);
      return;
    }
    this.outcome = 'ok';
    this.#end();
  }

  /** Ends the action with a failure; does nothing when it has ended. */
  fail(type: string, message: string) {
    if (this.outcome !== undefined) return;
    this.outcome = 'failed';
    this.error = type;
    this.message = hideSecrets(message, this.actor);
    this.#end();
  }

  /** Ends the action at its deadline (`timeout`) or at the end of the run (`interrupted`), and cuts what the handler is doing. */
  cut(code: 'timeout' | 'interrupted', message?: string) {
    if (this.outcome !== undefined) return;
    const reason = new RushhourError(code, message === undefined ? {} : { message });
    this.cutReason = reason;
    if (code === 'timeout') {
      this.outcome = 'failed';
      this.error = code;
      this.message = reason.message;
    } else {
      this.outcome = 'interrupted';
    }
    this.actor.cancelRequests(reason);
    if (this.handlerRuns) this.measure();
    this.controller?.abort(reason);
    this.#end();
  }

  #end() {
    this.endedAt = this.actor.clock.now();
    this.leave?.(this);
    this.onSettled(this);
  }
}

/** What an execution begins with. */
export interface ExecutionStart {
  readonly step: Step;
  readonly index: number;
  readonly intendedAt: number;
  readonly onSettled: (execution: Execution) => void;
}
