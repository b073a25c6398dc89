import { compareKeys } from './compare-keys.ts';

/** A set of keys that is sorted when somebody looks. */
export interface SortedKeys {
  add(key: string): void;
  delete(key: string): void;
  /** In the order of a listing; do not keep it. */
  all(): readonly string[];
}

/** Makes an empty set. Adding and deleting cost nothing; a look after them sorts what is new and merges it. */
export function createSortedKeys(): SortedKeys {
  const keys = new Set<string>();
  let sorted: readonly string[] = [];
  const added = new Set<string>();
  let isStale = false;

  return {
    add(key) {
      if (keys.has(key)) return;
      keys.add(key);
      added.add(key);
      isStale = true;
    },
    delete(key) {
      isStale = keys.delete(key) || isStale;
    },
    all() {
      if (isStale) {
        const known = sorted.filter((key) => keys.has(key) && !added.has(key));
        sorted = merge(known, [...added].filter((key) => keys.has(key)).toSorted(compareKeys));
        added.clear();
        isStale = false;
      }
      return sorted;
    },
  };
}

function merge(left: readonly string[], right: readonly string[]): readonly string[] {
  if (right.length === 0) return left;
  const merged: string[] = [];
  let next = 0;
  for (const key of right) {
    for (let before = left[next]; before !== undefined && compareKeys(before, key) < 0; before = left[next]) {
      merged.push(before);
      next += 1;
    }
    merged.push(key);
  }
  for (; next < left.length; next += 1) merged.push(left[next] ?? '');
  return merged;
}
