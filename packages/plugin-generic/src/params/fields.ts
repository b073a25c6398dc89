import { z } from 'zod';

/** A single value of a field. */
export type FieldValue = string | number | boolean;

/** Fields by name as they may be written: nested names are joined by dots, a list repeats the field. */
export interface FieldTree {
  readonly [name: string]: FieldValue | readonly FieldValue[] | FieldTree;
}

/** Fields by name, flat. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

const value = z.union([z.string(), z.number(), z.boolean()]);

const tree: z.ZodType<FieldTree, FieldTree> = z.lazy(() => z.record(z.string(), z.union([value, z.array(value), tree])));

/** Fields by name, such as `fields.album=inbox`. */
export const fields = tree.transform((written): Fields => Object.fromEntries(flatten(written, '')));

function flatten(branch: FieldTree, prefix: string): [string, string | readonly string[]][] {
  return Object.entries(branch).flatMap(([name, one]): [string, string | readonly string[]][] => {
    if (typeof one !== 'object') return [[prefix + name, String(one)]];
    return isList(one) ? [[prefix + name, one.map(String)]] : flatten(one, `${prefix}${name}.`);
  });
}

/** `Array.isArray` does not narrow readonly lists. */
const isList = (written: readonly FieldValue[] | FieldTree): written is readonly FieldValue[] => Array.isArray(written);
