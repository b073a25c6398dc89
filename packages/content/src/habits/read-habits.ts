import { nearestWord, type FileHabitsOptions } from '@rushhour/core';
import { contentError, quoted } from '../content-error.ts';
import { readChoice, type FileChoice } from '../grammar/file-choice.ts';
import { parseFileSize, sizeFault, sizeHint } from '../grammar/parse-file-size.ts';
import type { FileSize } from '../grammar/file-size.ts';
import { parseNamePattern, type NamePattern } from '../names/name-pattern.ts';
import type { Habits, NamesByWord, WeightedChoice } from './habits.ts';
import { otherHabits, roleHabits } from './role-habits.ts';

/** Files a folder has at most, where nobody says otherwise. */
const defaultPerFolder = 200;
const keys = ['kinds', 'names', 'perFolder', 'sizes'] as const satisfies (keyof FileHabitsOptions)[];

/**
 * Reads what a profile says of its files. Each key that is absent is filled in by the role (its exact name, letter case aside).
 *
 * @throws RushhourError `content_invalid`, naming the key and the value
 */
export function readHabits(role: string, options: FileHabitsOptions = {}): Habits {
  const unknown = Object.keys(options).find((key) => !keys.some((known) => known === key));
  if (unknown !== undefined) {
    const nearest = nearestWord(unknown, keys);
    throw contentError(
      `Files have no key ${quoted(unknown)}.`,
      `${nearest === undefined ? '' : `Did you mean \`${nearest}\`? `}There are ${keys.join(', ')}.`,
    );
  }
  const name = role.trim().toLowerCase();
  const usual = Object.hasOwn(roleHabits, name) ? (roleHabits[name] ?? otherHabits) : otherHabits;
  return {
    contentHabits: true,
    kinds: readKinds(options.kinds ?? usual.kinds ?? {}),
    names: readNames(options.names ?? usual.names ?? [], usual),
    perFolder: readPerFolder(options.perFolder ?? defaultPerFolder),
    sizes: readSizes(options.sizes ?? {}),
  };
}

function readKinds(kinds: Readonly<Record<string, number>>): readonly WeightedChoice[] {
  const read = Object.entries(kinds).map(([word, weight]) => {
    const choice = readChoice(word, 'The key "kinds" of files');
    if (typeof weight === 'number' && Number.isFinite(weight) && weight >= 0) return { choice, weight };
    throw contentError(
      `The key "kinds" of files gives ${quoted(word)} the weight ${quoted(weight)}.`,
      'Write a number that is not negative.',
    );
  });
  if (read.some(({ weight }) => weight > 0)) return read;
  throw contentError('The key "kinds" of files has no weight above 0.', 'Give at least one kind a weight above 0.');
}

function readNames(names: NonNullable<FileHabitsOptions['names']>, usual: FileHabitsOptions): NamesByWord {
  if (isList(names)) return new Map([['any', readPatterns(names, 'names')]]);
  const own = Object.entries(names).map(([word, patterns]) => {
    const key = wordOf(readChoice(word, 'The key "names" of files'));
    if (isList(patterns)) return [key, readPatterns(patterns, `names.${word}`)] as const;
    throw contentError(
      `The key "names.${word}" of files is ${quoted(patterns)}, which is no list.`,
      'Write a list of names such as `[projects/{project}]`.',
    );
  });
  // Kinds that are not named keep the names of the role.
  const others = usual.names === undefined || usual.names === names ? [] : readNames(usual.names, usual);
  return new Map([...readNamesForAll(), ...others, ...own]);
}

function readNamesForAll(): NamesByWord {
  return new Map(isList(otherHabits.names) ? [['any', readPatterns(otherHabits.names, 'names')]] : []);
}

function readPatterns(patterns: readonly unknown[], key: string): readonly NamePattern[] {
  if (patterns.length === 0) throw contentError(`The key "${key}" of files is empty.`, 'Give at least one name, or leave the key out.');
  return patterns.map((pattern) => parseNamePattern(String(pattern), `The key "${key}" of files`));
}

function readPerFolder(files: number): number {
  if (Number.isSafeInteger(files) && files >= 1) return files;
  throw contentError(`The key "perFolder" of files is ${quoted(files)}.`, 'Write a whole number from 1.');
}

function readSizes(sizes: Readonly<Record<string, unknown>>): ReadonlyMap<string, FileSize> {
  return new Map(
    Object.entries(sizes).map(([word, text]) => {
      const key = wordOf(readChoice(word, 'The key "sizes" of files'));
      const size = parseFileSize(String(text));
      if (size === undefined)
        throw contentError(`The key "sizes.${word}" of files is ${quoted(text)}, ${sizeFault(String(text))}.`, sizeHint);
      return [key, size];
    }),
  );
}

/** What a choice is looked up by. */
function wordOf(choice: Exclude<FileChoice, 'any'>): string {
  return 'format' in choice ? choice.format.extension : choice.kind;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
