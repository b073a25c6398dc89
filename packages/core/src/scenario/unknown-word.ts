import { nearestWord } from '../support/nearest-word.ts';
import { quoted } from '../support/quoted.ts';
import type { Fault } from './problem.ts';

/** The fault of a word that is not among the known: `Unknown key "thnik".`, the hint naming the nearest, or all. */
export function unknownWord(kind: string, word: string, known: readonly string[]): Fault {
  const nearest = nearestWord(word, known);
  const hint = nearest === undefined ? `Known are: ${known.join(', ')}.` : `Did you mean \`${nearest}\`?`;
  return { message: `Unknown ${kind} ${quoted(word)}.`, hint };
}
