import { z } from 'zod';

/** A part of an object: first and last byte, both included; the last so many bytes without `from`; `random` to draw one. */
export type ByteRange = 'random' | { readonly from?: number; readonly to?: number };

/** Reads `0-1023`, `1024-`, `-512` or `random`. */
export const byteRange = z.string().transform((text, context): ByteRange => {
  if (text === 'random') return text;
  const [, first = '', last = ''] = /^(\d{0,15})-(\d{0,15})$/.exec(text) ?? [];
  const from = first === '' ? undefined : Number(first);
  const to = last === '' ? undefined : Number(last);
  const isWrong = (from === undefined && (to === undefined || to === 0)) || (from !== undefined && to !== undefined && to < from);
  if (!isWrong) return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  context.addIssue({ code: 'custom', message: `"${text}" is not a range of bytes; write 0-1023, 1024-, -512 or random` });
  return z.NEVER;
});
