import { z } from 'zod';

const standard: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A request method; the standard ones in any case. */
export const method = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is not a request method')
  .refine((written) => !/^(connect|trace)$/i.test(written), 'cannot be sent')
  .transform((written) => (standard.has(written.toUpperCase()) ? written.toUpperCase() : written));
