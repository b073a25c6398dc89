/** What is known of an object without asking. */
export interface KnownObject {
  readonly size: number;
}

/** Remembers a bounded number of objects by marker, so that each is looked at once. */
export interface KnownObjects {
  get(marker: string): KnownObject | undefined;
  add(marker: string, known: KnownObject): void;
  forget(marker: string): void;
}

const most = 10_000;

/** Makes room for {@link KnownObjects}; the oldest go first. */
export function createKnownObjects(): KnownObjects {
  const known = new Map<string, KnownObject>();
  return {
    get: (marker) => known.get(marker),
    add(marker, object) {
      known.delete(marker);
      known.set(marker, object);
      if (known.size <= most) return;
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    },
    forget: (marker) => void known.delete(marker),
  };
}
