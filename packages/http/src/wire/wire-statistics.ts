import { createHistogram, type Histogram, type RequestPhase, type RequestStatistics } from '@rushhour/core';

/** Statuses are counted in slots; HTTP knows three digits. */
const statusSlots = 1000;

/** Counts what happens on the wire. One for all connections of a transport. */
export class WireStatistics {
  readonly phases: Readonly<Record<RequestPhase, Histogram>> = {
    blocked: createHistogram(),
    dns: createHistogram(),
    connect: createHistogram(),
    tls: createHistogram(),
    firstByte: createHistogram(),
    receive: createHistogram(),
  };
  /** Requests whose head was handed to a socket. */
  sent = 0;
  /** Requests whose status line arrived. */
  answered = 0;
  /** Whether requests had to wait for a connection. */
  connectionLimited = false;
  readonly #byStatus = new Float64Array(statusSlots);

  /** Counts an answer. */
  countAnswer(status: number): void {
    this.answered += 1;
    if (status >= 0 && status < statusSlots) this.#byStatus[status] = (this.#byStatus[status] ?? 0) + 1;
  }

  /** A copy of the counts. */
  snapshot(): RequestStatistics {
    const byStatus: Record<string, number> = {};
    for (const [status, count] of this.#byStatus.entries()) {
      if (count > 0) byStatus[status] = count;
    }
    const { blocked, dns, connect, tls, firstByte, receive } = this.phases;
    return {
      sent: this.sent,
      answered: this.answered,
      byStatus,
      phases: {
        blocked: blocked.snapshot(),
        dns: dns.snapshot(),
        connect: connect.snapshot(),
        tls: tls.snapshot(),
        firstByte: firstByte.snapshot(),
        receive: receive.snapshot(),
      },
      connectionLimited: this.connectionLimited,
    };
  }
}
