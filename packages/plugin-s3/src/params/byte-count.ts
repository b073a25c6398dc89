import { parseSize } from '@rushhour/core';
import { z } from 'zod';

/** A size: bytes, or text such as `10KB` or `1 MiB`. */
export const byteCount = z.union([z.number(), z.string()]).transform((value, context) => {
  const parsed = parseSize(value);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: `"${value}" is not a size; write bytes, or a size such as 10KB or 1MiB` });
  return z.NEVER;
});
