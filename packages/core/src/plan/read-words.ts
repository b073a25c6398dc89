import { parseName } from '../scenario/engine-keys.ts';
import { refused, type Reading } from '../support/reading.ts';

/** Reads a name: one line of 1 to 200 characters. */
export function readName(value: unknown): Reading<string> {
  const name = parseName(value);
  return name === undefined ? refused('Write up to 200 characters on one line.') : { value: name };
}

/** Makes what reads one of a few words. */
export function readOneOf<const Word extends string>(...words: readonly Word[]): (value: unknown) => Reading<Word> {
  return (value) => {
    const word = words.find((known) => known === value);
    return word === undefined ? refused(`Write one of: ${words.join(', ')}.`) : { value: word };
  };
}
