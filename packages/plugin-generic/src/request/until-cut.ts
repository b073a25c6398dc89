/** The limits of a request that ends at the deadline of its action, however long that is, and not at one of its own. */
export const untilCut = { totalMs: 0 } as const;
