import type { Span } from '@opentelemetry/api';
import { RushhourError } from '../errors/rushhour-error.ts';
import type { ActionLedger } from '../plugin/action-ledger.ts';
import type { HttpMeter } from '../plugin/http-port.ts';
import type { ActionContext, UserInfo } from '../plugin/plugin.ts';
import type { UploadFile } from '../plugin/upload-file.ts';
import type { ActionName, StatusSet } from '../scenario/scenario.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { Outcome } from '../scenario/outcome.ts';
import type { BoundAction, Step } from './step.ts';

/** What an action is played with: its user, as the engine sees it. */
export interface Actor {
  readonly info: UserInfo;
  readonly clock: Clock;
  /** The span of the play under way. */
  readonly playSpan: Span | undefined;
  /** The session of a plugin for the play under way, made when it is first asked for. */
  pluginSession(bound: BoundAction): unknown;
  /** What the HTTP sessions of the user moved so far; undefined when there is none yet. */
  readonly meter: HttpMeter | undefined;
  /** Cuts every request of the user. */
  cancelRequests(reason: Error): void;
  /** The fork of an action of the play. */
  randomFor(index: number): Random;
  ledgerFor(bound: BoundAction): ActionLedger;
}

/** One action from its start to its end; made for each, let go after. */
export class Execution {
  readonly step: Step;
  readonly bound: BoundAction | undefined;
  readonly url: URL | undefined;
  /** The target in the same words in every run. */
  readonly canonical: string;
  readonly actor: Actor;
  readonly scenario: string;
  readonly play: number;
  readonly index: number;
  /** Milliseconds of the clock. */
  readonly intendedAt: number;
  readonly startedAt: number;
  endedAt = 0;
  outcome: Outcome | undefined;
  error: string | undefined;
  message: string | undefined;
  bytesSent = 0;
  bytesReceived = 0;
  span: Span | undefined;
  /** Why nobody could be found to play it. */
  refusal: unknown;
  /** Set by whoever waits for the end; called once. */
  settled: ((execution: Execution) => void) | undefined;
  /** Whether the handler still runs; it may after its action was cut. */
  handlerRuns = false;
  controller: AbortController | undefined;
  cutReason: Error | undefined;

  constructor(of: {
    readonly step: Step;
    readonly bound: BoundAction | undefined;
    readonly url: URL | undefined;
    readonly canonical: string;
    readonly actor: Actor;
    readonly scenario: string;
    readonly play: number;
    readonly index: number;
    readonly intendedAt: number;
    readonly startedAt: number;
  }) {
    this.step = of.step;
    this.bound = of.bound;
    this.url = of.url;
    this.canonical = of.canonical;
    this.actor = of.actor;
    this.scenario = of.scenario;
    this.play = of.play;
    this.index = of.index;
    this.intendedAt = of.intendedAt;
    this.startedAt = of.startedAt;
  }

  /** Ends the action well; does nothing when it has ended. */
  succeed() {
    if (this.outcome !== undefined) return;
    this.outcome = 'ok';
    this.#end();
  }

  /** Ends the action with a failure; does nothing when it has ended. */
  fail(type: string, message: string) {
    if (this.outcome !== undefined) return;
    this.outcome = 'failed';
    this.error = type;
    this.message = message;
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
    this.controller?.abort(reason);
    this.#end();
  }

  #end() {
    this.endedAt = this.actor.clock.now();
    const { settled } = this;
    this.settled = undefined;
    settled?.(this);
  }
}

/** What a handler sees of an execution. What costs something is made when it is first read. */
export class HandlerContext implements ActionContext<unknown, unknown, unknown> {
  readonly action: ActionName;
  readonly target: URL;
  readonly params: unknown;
  readonly prepared: unknown;
  readonly session: unknown;
  readonly #execution: Execution;
  readonly #bound: BoundAction;
  readonly #file: UploadFile | undefined;
  #random: Random | undefined;
  #ledger: ActionLedger | undefined;

  constructor(
    execution: Execution,
    { bound, url, session, file }: { readonly bound: BoundAction; readonly url: URL; readonly session: unknown; readonly file: UploadFile | undefined },
  ) {
    this.#execution = execution;
    this.#bound = bound;
    this.#file = file;
    this.action = execution.step.instruction.action;
    this.target = url;
    this.params = bound.params;
    this.prepared = bound.prepared;
    this.session = session;
  }

  get expect(): StatusSet {
    return this.#execution.step.expect;
  }

  get hasTarget(): boolean {
    return this.#execution.step.target !== undefined;
  }

  get file(): UploadFile {
    if (this.#file === undefined) throw new RushhourError('no_file');
    return this.#file;
  }

  get signal(): AbortSignal {
    const execution = this.#execution;
    if (execution.controller === undefined) {
      execution.controller = new AbortController();
      if (execution.cutReason !== undefined) execution.controller.abort(execution.cutReason);
    }
    return execution.controller.signal;
  }

  get random(): Random {
    return (this.#random ??= this.#execution.actor.randomFor(this.#execution.index));
  }

  get ledger(): ActionLedger {
    return (this.#ledger ??= this.#execution.actor.ledgerFor(this.#bound));
  }

  get clock(): Clock {
    return this.#execution.actor.clock;
  }

  get user(): UserInfo {
    return this.#execution.actor.info;
  }
}
