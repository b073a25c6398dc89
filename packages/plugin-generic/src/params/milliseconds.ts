import { parseDuration } from '@rushhour/core';
import { z } from 'zod';

/** A time: milliseconds, or text such as `300ms` or `2s`. */
export const milliseconds = z.union([z.number(), z.string()]).transform((value, context) => {
  const parsed = parseDuration(value, 'ms');
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: `"${value}" is not a time; write milliseconds, or a time such as 300ms` });
  return z.NEVER;
});
