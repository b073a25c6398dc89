import { redactUrl } from '@rushhour/core';

/** Writes the command that plays a run again: the same words, with the seed that was drawn, if one was. Credentials in URLs are not shown. */
export function repeatCommand(commandName: string, words: readonly string[], seed: string | undefined): string {
  const seeded = seed === undefined || words.some((word) => word === '--seed' || word.startsWith('--seed='));
  const shown = words.map((word) => word.replace(/[a-z][a-z\d+.-]*:\/\/.*/i, redactUrl));
  return [commandName, ...[...shown, ...(seeded ? [] : ['--seed', seed])].map(quoteForShell)].join(' ');
}

/** Quotes a word for a POSIX shell where it needs it. */
export function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
