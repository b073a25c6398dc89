import type { Outcome } from '../scenario/outcome.ts';
import { createHistogram } from '../support/histogram.ts';
import { sparseHistogram } from '../support/sparse-histogram.ts';
import type { GroupAccount } from './account.ts';

/** The figures of an action that ended. */
export interface ActionFigures {
  readonly outcome: Outcome | undefined;
  /** Whether its failure was asked for. @default false */
  readonly injected?: boolean;
  readonly durationMs: number;
  readonly responseMs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** What some actions add up to. A class, because two are recorded into for every action. Its memory is bounded whatever is recorded. */
export class GroupStatistics {
  #started = 0;
  #ok = 0;
  #failed = 0;
  #interrupted = 0;
  #injected = 0;
  #bytesSent = 0;
  #bytesReceived = 0;
  readonly #durations = createHistogram();
  readonly #responses = createHistogram();

  start() {
    this.#started += 1;
  }

  end({ outcome, injected, durationMs, responseMs, bytesSent, bytesReceived }: ActionFigures) {
    if (outcome === 'ok') this.#ok += 1;
    else if (outcome === 'failed') this.#failed += 1;
    else this.#interrupted += 1;
    if (injected === true) this.#injected += 1;
    this.#bytesSent += bytesSent;
    this.#bytesReceived += bytesReceived;
    this.#durations.record(durationMs);
    this.#responses.record(responseMs);
  }

  /** A copy. `started = ok + failed + interrupted` once nothing is under way. */
  account(): GroupAccount {
    return {
      started: this.#started,
      ok: this.#ok,
      failed: this.#failed,
      interrupted: this.#interrupted,
      injected: this.#injected,
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      durations: sparseHistogram(this.#durations.snapshot()),
      responses: sparseHistogram(this.#responses.snapshot()),
    };
  }
}
