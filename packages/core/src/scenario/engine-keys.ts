import { durationHint, parseDuration } from '../support/duration.ts';
import { quoted } from '../support/quoted.ts';
import { expectHint, parseExpect } from './expect.ts';
import { parseCaptures } from './parse-captures.ts';
import { parseTransitions, parseWeight, weightHint } from './parse-transitions.ts';
import type { Fault } from './problem.ts';
import type { Instruction, OnFailure } from './scenario.ts';
import { findThinkFault, type ThinkFault } from './think-fault.ts';
import { parseThink, thinkHint } from './think.ts';

/** The keys of an instruction that are the engine's own; no plugin may have parameters of these names. */
export const engineKeys = ['expect', 'timeout', 'weight', 'think', 'name', 'onFailure', 'capture', 'next'] as const;

/** A key of an instruction that is the engine's own. */
export type EngineKey = (typeof engineKeys)[number];

/** What the engine keys of an instruction mean. */
export type EngineFields = Pick<Instruction, 'expect' | 'timeoutMs' | 'weight' | 'think' | 'name' | 'onFailure' | 'capture' | 'next'>;

/** An engine key as it was read: what it becomes, or what is wrong with it. */
type Reading = { readonly fields: EngineFields } | WrongValue;

/** What is wrong with a value. */
export interface WrongValue {
  readonly fault: Fault;
  /** The key of the value, where it is a map, that is wrong. */
  readonly at?: string;
  /** Whether that key is wrong itself, not what it says. @default false */
  readonly atKey?: boolean;
}

/** Whether a key is the engine's own. */
export function isEngineKey(key: string): key is EngineKey {
  return engineKeys.some((known) => known === key);
}

/** Whether a key is one of the engine's that have parts: `next.product=3`, `capture.token.json=$.token` in the line format. */
export function isGroupedKey(key: EngineKey): key is 'capture' | 'next' {
  return key === 'capture' || key === 'next';
}

/** What each key becomes; undefined when its value is wrong. */
const parsers = {
  expect: (value) => wrap(parseExpect(value), (expect) => ({ expect })),
  timeout: (value) => wrap(positive(parseDuration(value)), (timeoutMs) => ({ timeoutMs })),
  weight: (value) => wrap(parseWeight(value), (weight) => ({ weight })),
  think: (value) => wrap(parseThink(value), (think) => ({ think })),
  name: (value) => wrap(parseName(value), (name) => ({ name })),
  onFailure: (value) => wrap(parseOnFailure(value), (onFailure) => ({ onFailure })),
} satisfies Record<PlainKey, (value: unknown) => EngineFields | undefined>;

/** The keys whose hint does not depend on what is wrong with them. */
type PlainKey = Exclude<EngineKey, 'capture' | 'next'>;

const hints: Readonly<Record<PlainKey, string>> = {
  expect: expectHint,
  timeout: `${durationHint} It is above 0.`,
  weight: weightHint,
  think: thinkHint,
  name: 'Write up to 200 characters on one line.',
  onFailure: 'Write `continue`, or `stop` to end the play.',
};

/** Reads the value of one engine key: what it becomes, or what is wrong with it. */
export function parseEngineKey(key: EngineKey, value: unknown): Reading {
  if (isGroupedKey(key)) {
    const read = key === 'capture' ? parseCaptures(value) : parseTransitions(value);
    return 'fault' in read ? read : { fields: read };
  }
  const fields = parsers[key](value);
  if (fields !== undefined) return { fields };
  const inside = key === 'think' ? findThinkFault(value) : undefined;
  if (inside !== undefined) return wrongInside(inside);
  return { fault: { message: `\`${key}\` cannot be ${quoted(value)}.`, hint: hints[key] } };
}

/** A wrong think time, with the key in it. */
export function wrongInside({ key, atKey = false, ...fault }: ThinkFault): WrongValue {
  return { fault, atKey, ...(key !== undefined && { at: key }) };
}

/** Reads `onFailure`. */
export function parseOnFailure(value: unknown): OnFailure | undefined {
  return value === 'continue' || value === 'stop' ? value : undefined;
}

/** Reads a name: one line of 1 to 200 characters. */
export function parseName(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?!\s*$)[^\u0000-\u001f\u007f-\u009f]{1,200}$/.test(value) ? value : undefined;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function wrap<Value>(value: Value | undefined, make: (value: Value) => EngineFields): EngineFields | undefined {
  return value === undefined ? undefined : make(value);
}
