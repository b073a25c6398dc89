/** Which things are in use, and how often. */
export interface Leases {
  /** Takes a lease; returns what gives it back, once. */
  take(marker: string): () => void;
  has(marker: string): boolean;
}

/** Makes leases of things, none taken. */
export function createLeases(): Leases {
  const taken = new Map<string, number>();
  return {
    take(marker) {
      taken.set(marker, (taken.get(marker) ?? 0) + 1);
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        const left = (taken.get(marker) ?? 1) - 1;
        if (left === 0) taken.delete(marker);
        else taken.set(marker, left);
      };
    },
    has: (marker) => taken.has(marker),
  };
}
