import { z } from 'zod';

/** `user:password`, or `bearer:TOKEN`. */
export const auth = z.string().regex(/^[^\p{Cc}:]*:[^\p{Cc}]+$/u, 'is neither user:password nor bearer:TOKEN');

/** The Authorization header of it. */
export function toAuthorization(written: string): string {
  return written.startsWith('bearer:') ? `Bearer ${written.slice('bearer:'.length)}` : `Basic ${Buffer.from(written).toString('base64')}`;
}
