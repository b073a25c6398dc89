import type { Random } from '@rushhour/core';
import { drawWord } from '../../words/words.ts';

/** Names of a function and what it is about; no two of different index are the same, and none is a word of a language. */
export interface DrawnNames {
  /** `loadInvoice12` */
  readonly camel: string;
  /** `LoadInvoice12` */
  readonly pascal: string;
  /** `load_invoice_12` */
  readonly snake: string;
  /** `load-invoice-12` */
  readonly kebab: string;
  /** A sentence about it, without a full stop: `Load invoice by region` */
  readonly about: string;
  /** From 1 to 99. */
  readonly figure: number;
}

const verbs = [
  'apply',
  'build',
  'check',
  'collect',
  'count',
  'find',
  'format',
  'group',
  'load',
  'merge',
  'parse',
  'read',
  'resolve',
  'select',
  'update',
];

/** Draws names. */
export function drawNames(random: Random, index: number): DrawnNames {
  const verb = random.pick(verbs) ?? 'load';
  const noun = drawWord(random);
  return {
    camel: `${verb}${capital(noun)}${index}`,
    pascal: `${capital(verb)}${capital(noun)}${index}`,
    snake: `${verb}_${noun}_${index}`,
    kebab: `${verb}-${noun}-${index}`,
    about: `${capital(verb)} ${noun} by ${drawWord(random)}`,
    figure: 1 + random.below(99),
  };
}

/** A word with a capital. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
