/** A stretch of time over which a rate goes in a straight line. A class, for its small arithmetic; immutable, because people share it. */
export class RateSegment {
  /** Milliseconds of simulated time. */
  readonly startMs: number;
  readonly endMs: number;
  /** Arrivals a millisecond at its start and its end. */
  readonly from: number;
  readonly to: number;
  /** The same for the same stretch, wherever a run begins: what is drawn in it is drawn from a fork of that number. */
  readonly key: number;

  constructor({ startMs, endMs, from, to, key }: Pick<RateSegment, 'startMs' | 'endMs' | 'from' | 'to' | 'key'>) {
    this.startMs = startMs;
    this.endMs = endMs;
    this.from = from;
    this.to = to;
    this.key = key;
  }

  /** The expected number of arrivals from its start up to a time in it. */
  expectedUntil(atMs: number): number {
    const part = atMs - this.startMs;
    return part * (this.from + ((this.to - this.from) * part) / (2 * (this.endMs - this.startMs)));
  }

  /** When so many arrivals are expected since its start: the inverse of `expectedUntil`. */
  timeOf(expected: number): number {
    const slope = (this.to - this.from) / (this.endMs - this.startMs);
    // The root of slope/2 x^2 + from x - expected that does not cancel.
    const root = Math.sqrt(Math.max(0, this.from * this.from + 2 * slope * expected));
    return this.startMs + (2 * expected) / (this.from + root);
  }
}
