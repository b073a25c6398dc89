/** Work that many ask for at the same time and that is done once. */
export interface SharedAttempts {
  /** Does the work, or waits for whoever does it under that name already. What fails is forgotten: who asks next tries again. */
  once(name: string, work: () => Promise<void>): Promise<void>;
}

/** Makes room for attempts that are under way. */
export function createSharedAttempts(): SharedAttempts {
  const underWay = new Map<string, Promise<void>>();
  return {
    once(name, work) {
      const shared = underWay.get(name);
      if (shared !== undefined) return shared;
      const attempt = work().finally(() => underWay.delete(name));
      underWay.set(name, attempt);
      return attempt;
    },
  };
}
