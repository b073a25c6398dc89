import type { ContentDraw, Random } from '@rushhour/core';
import type { FileFormat } from '../formats/file-format.ts';
import type { Habits } from '../habits/habits.ts';
import type { NamePattern } from './name-pattern.ts';
import { nameWords } from './name-words.ts';
import { isDrawn, placeholderWords, type KnownPlaceholder, type Placeholder } from './placeholders.ts';

/** Where a file lies and what it is called. */
export interface FileName {
  /** `/` between folders, none at the ends; empty for no folder. */
  readonly folder: string;
  readonly name: string;
}

/**
 * Names a file by the patterns of the habits: those of its extension, else of its kind, else those for all.
 *
 * At most `perFolder` files share a folder, in the whole run and without anybody counting them: files are numbered, each number is used
 * once, and every `perFolder` numbers in a row have a folder level of their own (`b1`, `b2` ...) below the folder of the pattern. So a folder
 * gets at most as many files as there are numbers in a row, whoever makes them and whichever patterns are drawn.
 */
export function nameFile(format: FileFormat, draw: ContentDraw, habits: Habits): FileName {
  const random = draw.random.fork('name');
  const patterns = habits.names.get(format.extension) ?? habits.names.get(format.kind) ?? habits.names.get('any') ?? plainNames;
  const path = fill(random.fork('pattern').pick(patterns) ?? plainName, (placeholder) =>
    isDrawn(placeholder)
      ? (random.fork(placeholder).pick(placeholderWords[placeholder]) ?? placeholder)
      : safePart(knownValue(placeholder, { format, draw, random })),
  );
  const base = path.slice(path.lastIndexOf('/') + 1);
  const group = Math.floor(draw.ordinal / habits.perFolder);
  const folders = [path.slice(0, Math.max(0, path.length - base.length - 1)), group === 0 ? '' : `b${group}`];
  return { folder: folders.filter((folder) => folder !== '').join('/'), name: base };
}

const plainName: NamePattern = [{ placeholder: 'name' }, '.', { placeholder: 'ext' }];
const plainNames = [plainName];

function fill(pattern: NamePattern, valueOf: (placeholder: Placeholder) => string): string {
  return pattern.map((piece) => (typeof piece === 'string' ? piece : valueOf(piece.placeholder))).join('');
}

function knownValue(
  placeholder: KnownPlaceholder,
  by: { readonly format: FileFormat; readonly draw: ContentDraw; readonly random: Random },
): string {
  const { format, draw, random } = by;
  switch (placeholder) {
    case 'year':
    case 'month':
    case 'day':
      return datePart(placeholder, draw.at);
    case 'user':
      return draw.user.id;
    case 'run':
      return draw.run;
    case 'kind':
      return format.kind;
    case 'ext':
      return format.extension;
    case 'name': {
      const [about, sort] = nameWords[format.kind];
      return `${random.fork('about').pick(about) ?? 'file'}-${random.fork('sort').pick(sort) ?? 'copy'}-${draw.token}`;
    }
  }
}

/** In UTC. */
function datePart(part: 'year' | 'month' | 'day', at: number): string {
  const [year = '', month = '', day = ''] = new Date(at).toISOString().slice(0, 10).split('-');
  return { year, month, day }[part];
}

/** A value as a part of a path that is safe everywhere. */
function safePart(value: string): string {
  const part = value.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return /^\.*$/.test(part) ? '-' : part;
}
