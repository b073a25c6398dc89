import { z } from 'zod';

/** Any value; text must be JSON. */
export const json = z.unknown().transform((written, context): unknown => {
  if (typeof written !== 'string') return written;
  try {
    const parsed: unknown = JSON.parse(written);
    return parsed;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
