import type { Attributes, Span } from '@opentelemetry/api';
import { RushhourError } from '../errors/rushhour-error.ts';
import type { ActionLedger } from '../plugin/action-ledger.ts';
import type { ActionContext, UserInfo } from '../plugin/plugin.ts';
import { isPluginFault, type PluginFaultName } from '../plugin/fault.ts';
import type { UploadFile } from '../plugin/upload-file.ts';
import type { ActionName, StatusSet } from '../scenario/scenario.ts';
import type { Clock } from '../support/clock.ts';
import type { Random } from '../support/random.ts';
import type { Execution } from './execution.ts';
import type { BoundAction } from './step.ts';

/** What a handler sees of an execution. Everything is a getter: what is not asked for is not made. */
export class HandlerContext implements ActionContext<unknown, unknown, unknown> {
  readonly #execution: Execution;
  readonly #bound: BoundAction;
  readonly #url: URL;
  #random: Random | undefined;
  #ledger: ActionLedger | undefined;

  constructor(execution: Execution, bound: BoundAction, url: URL) {
    this.#execution = execution;
    this.#bound = bound;
    this.#url = url;
  }

  get action(): ActionName {
    return this.#execution.step.instruction.action;
  }

  get target(): URL {
    return this.#url;
  }

  get params(): unknown {
    return (this.#execution.inputs ?? this.#bound).params;
  }

  get prepared(): unknown {
    return (this.#execution.inputs ?? this.#bound).prepared;
  }

  get session(): unknown {
    return this.#execution.session;
  }

  get expect(): StatusSet {
    return this.#execution.step.expect;
  }

  get hasTarget(): boolean {
    return this.#execution.step.target !== undefined;
  }

  get file(): UploadFile {
    if (this.#execution.file === undefined) throw new RushhourError('no_file');
    return this.#execution.file;
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
    return (this.#ledger ??= this.#execution.actor.ledgerFor(this.#execution));
  }

  get token(): string {
    return this.#execution.actor.tokenOf(this.#execution.takeNumber());
  }

  get fault(): PluginFaultName | undefined {
    const name = this.#execution.fault?.name;
    return name !== undefined && isPluginFault(name) ? name : undefined;
  }

  // Functions too: handlers take the context apart.
  get commitFault(): () => void {
    return () => {
      if (this.fault !== undefined) this.#execution.commitFault();
    };
  }

  get startSpan(): (name: string, attributes?: Attributes) => Span | undefined {
    return (name, attributes) => {
      const { span, actor } = this.#execution;
      return span === undefined ? undefined : actor.startSpan(span, name, attributes);
    };
  }

  get clock(): Clock {
    return this.#execution.actor.clock;
  }

  get user(): UserInfo {
    return this.#execution.actor.info;
  }
}
