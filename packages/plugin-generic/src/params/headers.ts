import { z } from 'zod';

/** What the transport says itself. */
const refused: ReadonlySet<string> = new Set(
  'host content-length transfer-encoding connection keep-alive upgrade expect te trailer proxy-authorization proxy-connection'.split(' '),
);

const name = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is not a header name')
  .refine((written) => !refused.has(written.toLowerCase()), 'is set by the transport and cannot be given');

/** The text of a header, without control characters. */
export const headerValue = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'is not a header value: control characters and line breaks are refused');

/** Extra headers by name; the names become lower case. */
export const headers = z
  .record(name, z.union([headerValue, z.number(), z.boolean()]))
  .transform((written): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(written).map(([key, value]) => [key.toLowerCase(), String(value)])),
  );
