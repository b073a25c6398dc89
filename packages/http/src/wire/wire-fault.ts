import { faultLabel, RushhourError, type Clock, type HttpFault } from '@rushhour/core';
import { headerValue, type AnswerHeaders } from './answer-headers.ts';
import { createLane, type Lane } from './user-link.ts';

/** What a download is taken to have where the answer does not say it. */
const unknownLength = 64 * 1024;

/** A fault as one session commits it on purpose, with what it has counted so far. Asked at each point where a fault may take effect. */
export class WireFault {
  readonly #fault: HttpFault;
  readonly #slowLane: Lane | undefined;
  #sent = 0;
  /** After so many bytes of bodies an upload is cut; known with the first of them. */
  #uploadEnd = Infinity;
  #isCommitted = false;

  constructor(fault: HttpFault, clock: Clock) {
    this.#fault = fault;
    this.#slowLane = fault.name === 'slowReader' ? createLane(fault.bytesPerSecond, clock) : undefined;
  }

  get fault(): HttpFault {
    return this.#fault;
  }

  /** How long a request waits before it goes, in milliseconds. */
  takeLatencyMs(): number {
    if (this.#fault.name !== 'extraLatency' || this.#fault.delayMs === 0) return 0;
    this.#commit();
    return this.#fault.delayMs;
  }

  /** Why the connection is to be reset under the request that is on it; once. */
  takeReset(): RushhourError | undefined {
    if (this.#fault.name !== 'connectionReset' || this.#isCommitted) return undefined;
    this.#commit();
    return new RushhourError('connection_reset', { message: 'The connection was reset on purpose.' });
  }

  /** In how many milliseconds bytes that came may be looked at. */
  receive(bytes: number): number {
    if (this.#slowLane === undefined) return 0;
    const waitMs = this.#slowLane.spend(bytes);
    if (waitMs >= 1) this.#commit();
    return waitMs;
  }

  /** Why a download is cut after so many bytes of an answer; undefined while it is not. */
  downloadCut(
    received: number,
    { status, headers }: { readonly status: number; readonly headers: AnswerHeaders },
  ): RushhourError | undefined {
    if (this.#fault.name !== 'abortDownload' || status < 200 || status >= 300) return undefined;
    const length = Number(headerValue(headers, 'content-length') ?? unknownLength);
    // Once it has been cut, it is cut wherever somebody tries again.
    if (!this.#isCommitted && received < this.#fault.after * length) return undefined;
    return this.#cut(`The download was cut on purpose after "${received}" bytes.`);
  }

  /** Whether bodies that are sent are cut. A body is announced, so that the place of the cut is known. */
  cutsBody(length: number): boolean {
    const { name, after, bytes = length } = this.#fault;
    if (name !== 'abortUpload' && name !== 'stalledUpload') return false;
    if (this.#uploadEnd === Infinity) this.#uploadEnd = Math.max(1, Math.floor(after * bytes));
    return true;
  }

  /** Takes bytes that are to be sent, in all requests together; returns how many of them may be. */
  takeBytes(bytes: number): number {
    const sent = Math.min(bytes, this.#uploadEnd - this.#sent);
    this.#sent += sent;
    return sent;
  }

  /** Whether no more of any body may be sent. */
  get isUploadOver(): boolean {
    return this.#sent >= this.#uploadEnd;
  }

  /** How long nothing is sent before an upload is cut: the first time it is. */
  takeStallMs(): number {
    const isFirst = !this.#isCommitted;
    this.#commit();
    return isFirst && this.#fault.name === 'stalledUpload' ? this.#fault.delayMs : 0;
  }

  /** Why an upload was cut. */
  uploadCut(): RushhourError {
    return this.#cut(`The upload was cut on purpose after "${this.#sent}" bytes.`);
  }

  #cut(message: string): RushhourError {
    this.#commit();
    return new RushhourError('fault_injected', { type: faultLabel(this.#fault.name), message });
  }

  #commit(): void {
    this.#isCommitted = true;
    this.#fault.committed();
  }
}
