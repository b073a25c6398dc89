import { quoted } from '../support/quoted.ts';
import { checkBase } from './check-target.ts';
import { parseName, parseOnFailure, wrongInside, type WrongValue } from './engine-keys.ts';
import type { Fault } from './problem.ts';
import { orderNames, type OrderName, type Scenario } from './scenario.ts';
import { findThinkFault } from './think-fault.ts';
import { parseThink, thinkHint } from './think.ts';
import { unknownWord } from './unknown-word.ts';

/** The keys of a scenario as a whole, beside its order. */
export const scenarioKeys = ['name', 'draws', 'think', 'onFailure', 'base'] as const;

/** A key of a scenario as a whole. */
export type ScenarioKey = (typeof scenarioKeys)[number];

/** What the keys of a scenario mean. */
export type ScenarioFields = Partial<Pick<Scenario, ScenarioKey>>;

/** Whether a key is one of a scenario as a whole. */
export function isScenarioKey(key: string): key is ScenarioKey {
  return scenarioKeys.some((known) => known === key);
}

/** Reads the value of one key of a scenario: what it becomes, or what is wrong with it. */
export function parseScenarioKey(key: ScenarioKey, value: unknown): { readonly fields: ScenarioFields } | WrongValue {
  switch (key) {
    case 'name': {
      const name = parseName(value);
      return name === undefined ? wrong(key, value, 'Write up to 200 characters on one line.') : { fields: { name } };
    }
    case 'draws': {
      const draws = parseDraws(value);
      return draws === undefined ? wrong(key, value, 'Write a whole number from 1 to 1000000.') : { fields: { draws } };
    }
    case 'think': {
      const think = parseThink(value);
      if (think !== undefined) return { fields: { think } };
      const inside = findThinkFault(value);
      return inside === undefined ? wrong(key, value, thinkHint) : wrongInside(inside);
    }
    case 'onFailure': {
      const onFailure = parseOnFailure(value);
      return onFailure === undefined ? wrong(key, value, 'Write `continue`, or `stop` to end the play.') : { fields: { onFailure } };
    }
    case 'base': {
      if (typeof value !== 'string') return wrong(key, value, 'Write an absolute URL, such as `https://shop.example`.');
      const fault = checkBase(value);
      return fault === undefined ? { fields: { base: value } } : { fault };
    }
  }
}

/** Whether a word, as it is, names an order. */
export function isOrderName(word: string): word is OrderName {
  return orderNames.some((order) => order === word);
}

/** The fault of an order that is not known. */
export function unknownOrder(word: string): Fault {
  return unknownWord('order', word, orderNames);
}

function wrong(key: ScenarioKey, value: unknown, hint: string): { readonly fault: Fault } {
  return { fault: { message: `\`${key}\` cannot be ${quoted(value)}.`, hint } };
}

function parseDraws(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 1_000_000 ? number : undefined;
}
