import type { Clock, Random } from '@rushhour/core';

/** Keys that exist in one place, in an order of their own, so that a draw depends on what exists and on the seed alone. */
export interface ObjectCatalogue {
  /** Draws one of the keys; undefined when there is none. */
  draw(random: Random): string | undefined;
  /** Whether it has to be read anew: it is old, or there is nothing in it. */
  readonly isStale: boolean;
  /** Reads the keys anew. What is added and removed meanwhile counts. */
  refresh(list: () => AsyncIterable<string>): Promise<void>;
  add(key: string): void;
  remove(key: string): void;
}

const mostKeys = 5000;
const freshMs = 30_000;

/** Makes an empty catalogue. */
export function createObjectCatalogue(clock: Clock): ObjectCatalogue {
  let keys: string[] = [];
  let readAt = -Infinity;
  let meanwhile: (() => void)[] | undefined;

  const add = (key: string) => {
    const at = positionOf(keys, key);
    if (keys[at] !== key && keys.length < mostKeys) keys.splice(at, 0, key);
  };
  const remove = (key: string) => {
    const at = positionOf(keys, key);
    if (keys[at] === key) keys.splice(at, 1);
  };

  return {
    draw: (random) => random.pick(keys),
    get isStale() {
      return keys.length === 0 || clock.now() - readAt > freshMs;
    },
    async refresh(list) {
      const changes: (() => void)[] = (meanwhile = []);
      try {
        const found: string[] = [];
        for await (const key of list()) {
          found.push(key);
          if (found.length === mostKeys) break;
        }
        keys = found.toSorted();
        readAt = clock.now();
        for (const change of changes) change();
      } finally {
        meanwhile = undefined;
      }
    },
    add(key) {
      add(key);
      meanwhile?.push(() => add(key));
    },
    remove(key) {
      remove(key);
      meanwhile?.push(() => remove(key));
    },
  };
}

/** Where a key is in sorted keys, or would be. */
function positionOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
