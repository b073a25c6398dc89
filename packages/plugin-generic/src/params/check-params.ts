import { z } from 'zod';
import { headerValue } from './headers.ts';
import { milliseconds } from './milliseconds.ts';

const text = z.string().min(1);

/** The checks every action takes. */
export const checkParams = {
  contains: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe('What the body must contain; a list means all of it.'),
  matches: text
    .refine(isPattern, { error: ({ input }) => `"${String(input)}" is not a regular expression` })
    .optional()
    .describe('A regular expression the body must match.'),
  header: z
    .record(z.string().min(1), headerValue)
    .optional()
    .describe('Headers by name and the value each must have; `*` in a value stands for anything.'),
  maxMs: milliseconds.optional().describe('The longest the answer may take, redirects and body included.'),
};

/** The checks of an instruction. */
export interface CheckParams {
  readonly contains?: string | readonly string[] | undefined;
  readonly matches?: string | undefined;
  readonly header?: Readonly<Record<string, string>> | undefined;
  readonly maxMs?: number | undefined;
}

function isPattern(source: string): boolean {
  try {
    // Constructed to see whether it can be.
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
