import { z } from 'zod';

/** A whole number from 1 to a limit. */
export const count = (most: number) =>
  z.union([z.number(), z.string().regex(/^\d+$/, 'is not a whole number').transform(Number)]).pipe(z.int().min(1).max(most));
