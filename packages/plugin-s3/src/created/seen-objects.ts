import { markerOf } from '../targets/marker.ts';
import type { ObjectMarks } from './object-marks.ts';
import type { StoredVersion } from './stored-versions.ts';

/**
 * Remembers what objects said of themselves, of ours and of others, so that no listing asks again for what was not replaced since: marks are
 * written with an object, and never changed. What one listing did not meet is forgotten after it.
 */
export interface SeenObjects {
  /** What was seen; undefined when it was not looked at, or was stored anew since. `marks` is undefined when it is not ours. */
  get(stored: StoredVersion): { readonly marks: ObjectMarks | undefined } | undefined;
  /** @param at - when it was looked at, in milliseconds since 1970 by the store's clock */
  add(stored: StoredVersion, seen: { readonly marks: ObjectMarks | undefined; readonly at: number }): void;
  /** A listing has come to its end. */
  endListing(): void;
}

interface Seen {
  readonly state: string;
  readonly marks: ObjectMarks | undefined;
}

/** Beyond that many, each is asked for again: an order of keys that comes round would else push out what is needed next. */
const mostSeen = 50_000;
/** Stores tell whole seconds: what is younger may be replaced and not be told apart. */
const settledMs = 3000;

/** Makes room for {@link SeenObjects}. */
export function createSeenObjects(): SeenObjects {
  let before = new Map<string, Seen>();
  let met = new Map<string, Seen>();
  const keep = (marker: string, seen: Seen) => {
    if (met.size < mostSeen) met.set(marker, seen);
  };
  return {
    get(stored) {
      const marker = markerOf(stored);
      const seen = met.get(marker) ?? before.get(marker);
      if (seen?.state !== stateOf(stored)) return undefined;
      keep(marker, seen);
      return seen;
    },
    add(stored, { marks, at }) {
      // A store that does not tell when it stored something does not tell either when it was replaced.
      if (stored.lastModified === 0 || at - stored.lastModified < settledMs) return;
      keep(markerOf(stored), { state: stateOf(stored), marks: marks && pick(marks) });
    },
    endListing() {
      before = met;
      met = new Map();
    },
  };
}

const stateOf = ({ lastModified, size, etag }: StoredVersion) => `${lastModified} ${size} ${etag}`;

/** What a listing needs. */
const pick = ({ run, expires, owner, depth }: ObjectMarks): ObjectMarks => ({ run, expires, owner, depth });
