import { quoted } from '../support/quoted.ts';
import type { Fault } from './problem.ts';
import { isUnsafeKey } from './unsafe-key.ts';

/** What may be written for `next`: names of instructions (or `end`) and how often each comes next, or one name. */
export type NextInput = string | Readonly<Record<string, number>>;

/** The name in `next` that ends a play; no instruction of a `markov` scenario may be called that. */
export const endState = 'end';

/**
 * Reads `next`: `{ product: 3, end: 1 }`, or `product` for what always comes next.
 *
 * @returns the weight of each, or what is wrong
 */
export function parseTransitions(value: unknown): { readonly next: Readonly<Record<string, number>> } | { readonly fault: Fault } {
  if (typeof value === 'string' && value !== '' && !isUnsafeKey(value)) return { next: { [value]: 1 } };
  const hint = 'Name instructions, or `end`, and how often each comes next, such as `{ product: 3, end: 1 }`.';
  const wrong = { fault: { message: `\`next\` cannot be ${quoted(value)}.`, hint } };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
  const weights: [string, number][] = [];
  for (const [state, written] of Object.entries(value)) {
    if (state === '' || isUnsafeKey(state)) return { fault: { message: `The name ${quoted(state)} is refused in \`next\`.`, hint } };
    const weight = parseWeight(written);
    if (weight === undefined) {
      return { fault: { message: `The weight of ${quoted(state)} in \`next\` cannot be ${quoted(written)}.`, hint: weightHint } };
    }
    weights.push([state, weight]);
  }
  if (weights.length === 0) return wrong;
  if (weights.every(([, weight]) => weight === 0)) {
    return { fault: { message: 'All weights in `next` are 0: nothing could come next.', hint: 'Leave `next` out to end the play there.' } };
  }
  return { next: Object.fromEntries(weights) };
}

/** How a weight is written, for hints. */
export const weightHint = 'Write a number from 0 up.';

/** Reads a weight: a finite number that is not negative, or text that is one. */
export function parseWeight(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}
