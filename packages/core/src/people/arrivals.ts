import type { RateSegment } from '../pace/rate-segment.ts';
import { naturalLog } from '../support/natural-log.ts';
import type { Random } from '../support/random.ts';
import type { Person } from './person.ts';
import type { Rates } from './rates.ts';

const dayMs = 86_400_000;
/** Its multiples, less their whole parts, are spread evenly however many there are. */
const goldenRatio = 0.618033988749895;
/** Hours come back every week: after nine days without a rate there will never be one. */
const longestSilenceMs = 9 * dayMs;

/**
 * The intended times of one person with an open pace, one after the other. They are a function of the seed, the person and absolute simulated
 * time: a run that begins later has the same arrivals from there on. A class, because every such user holds one.
 *
 * - `poisson`: a Poisson process of the person's rate by thinning (Lewis and Shedler, "Simulation of nonhomogeneous Poisson processes by
 *   thinning", Naval Research Logistics 26, 1979), begun anew from a fork of its own in every segment of the rate.
 * - `steady`: where the integral of the rate since midnight UTC reaches `k + (number + 1/2) / count`, the turn of a person, which moves on
 *   from day to day: the people of a profile take turns, and together they arrive evenly spaced (by Hermite's identity, as many as
 *   expected, rounded).
 */
export class Arrivals {
  readonly #person: Person;
  readonly #rates: Rates;
  readonly #random: Random;
  #segment: RateSegment | undefined;
  readonly #isSteady: boolean;
  #draws: Random | undefined;
  /** Found and not taken yet. */
  #found: number | undefined;
  /** Where the search stands. */
  #atMs = 0;
  /** `steady`: arrivals expected since midnight up to the start of the segment, and how many there were. */
  #expected = 0;
  #arrived = 0;
  #factor = 1;

  constructor(person: Person, { rates, random }: { readonly rates: Rates; readonly random: Random }) {
    const { pace } = person.group.profile;
    this.#person = person;
    this.#rates = rates;
    this.#random = random;
    this.#isSteady = pace.kind === 'open' && pace.arrivals === 'steady';
  }

  /**
   * Goes to a time: what comes next is at or after it.
   *
   * @param factor - multiplies the rate from there on; where it changes, what comes next is drawn anew
   */
  start(atMs: number, factor = this.#factor) {
    const goesOn = factor === this.#factor;
    this.#factor = factor;
    this.#found = undefined;
    if (this.#isSteady) {
      this.#startSteady(atMs, goesOn);
      return;
    }
    const segment = this.#goTo(atMs);
    if (segment === undefined) return;
    if (goesOn) {
      this.#atMs = segment.startMs;
      do this.#found = this.#nextPoisson();
      while (this.#found < atMs);
    } else {
      // A process without memory may begin anew in the middle of a segment, from another fork.
      this.#draws = this.#random.fork('arrivals').fork('again').fork(Math.floor(atMs));
    }
  }

  /** The next arrival, in milliseconds of simulated time; Infinity when there is none any more. */
  next(): number {
    const found = this.#found;
    if (found !== undefined) {
      this.#found = undefined;
      return found;
    }
    return this.#isSteady ? this.#nextSteady() : this.#nextPoisson();
  }

  #nextPoisson(): number {
    const silentFrom = this.#atMs;
    for (
      let segment = this.#segment;
      segment !== undefined && segment.startMs - silentFrom <= longestSilenceMs;
      segment = this.#goTo(segment.endMs)
    ) {
      const { startMs, endMs, from, to } = segment;
      const bound = (from > to ? from : to) * this.#factor;
      if (bound === 0) continue;
      const draws = (this.#draws ??= this.#random.fork('arrivals').fork(segment.key));
      for (;;) {
        this.#atMs -= naturalLog(1 - draws.next()) / bound;
        if (this.#atMs >= endMs) break;
        if (from === to) return this.#atMs;
        const rate = (from + ((to - from) * (this.#atMs - startMs)) / (endMs - startMs)) * this.#factor;
        if (draws.next() * bound < rate) return this.#atMs;
      }
    }
    return Infinity;
  }

  #nextSteady(): number {
    const { group } = this.#person;
    const silentFrom = this.#atMs;
    for (
      let segment = this.#segment;
      segment !== undefined && segment.startMs - silentFrom <= longestSilenceMs;
      segment = this.#goTo(segment.endMs)
    ) {
      if (segment.startMs % dayMs === 0 && segment.startMs > silentFrom && group.profile.load === undefined) {
        this.#expected = 0;
        this.#arrived = 0;
      }
      const wanted = (this.#arrived + 1 - this.#phase(segment.startMs) - this.#expected) / this.#factor;
      const inSegment = segment.expectedUntil(segment.endMs);
      if (wanted < inSegment) {
        this.#arrived += 1;
        this.#atMs = Math.max(this.#atMs, segment.timeOf(Math.max(0, wanted)));
        return this.#atMs;
      }
      this.#expected += inSegment * this.#factor;
    }
    return Infinity;
  }

  /** The turn of a person on a day, 0 to 1. Turns move from day to day, or those with fewer than one arrival a day would never have one. */
  #phase(atMs: number): number {
    const { number, group } = this.#person;
    const days = group.profile.load === undefined ? Math.floor(atMs / dayMs) : 0;
    return ((number + 0.5) / group.profile.count + days * goldenRatio) % 1;
  }

  /** Goes to the segment of a time; undefined when the rate is 0 from there on. */
  #goTo(atMs: number): RateSegment | undefined {
    this.#draws = undefined;
    this.#atMs = atMs;
    this.#segment = this.#rates.segmentAt(this.#person, atMs);
    return this.#segment;
  }

  /** Counts what was expected since midnight, or since the load began; after a change of the rate, counts anew from now. */
  #startSteady(atMs: number, goesOn: boolean) {
    const beginMs = this.#person.group.profile.load === undefined ? Math.floor(atMs / dayMs) * dayMs : this.#rates.startMs;
    this.#arrived = 0;
    this.#expected = 0;
    let segment = this.#goTo(goesOn ? beginMs : atMs);
    for (; goesOn && segment !== undefined && segment.endMs <= atMs; segment = this.#goTo(segment.endMs)) {
      this.#expected += segment.expectedUntil(segment.endMs) * this.#factor;
    }
    const before = (segment?.expectedUntil(atMs) ?? 0) * this.#factor;
    if (goesOn) this.#arrived = Math.max(0, Math.ceil(this.#expected + before + this.#phase(atMs)) - 1);
    else this.#expected = -before;
    this.#atMs = atMs;
  }
}
