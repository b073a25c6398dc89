import { setImmediate } from 'node:timers/promises';
import type { Recipe } from '../grammar/recipe.ts';
import { createContentSeed } from '../seed/content-seed.ts';

/** Bytes made at most before other work of the process gets its turn. */
const turnBytes = 1024 * 1024;

/** The bytes of a recipe, made while they are read. */
export function contentChunks({ format, size, seed }: Recipe): Iterable<Uint8Array> {
  return format.chunks(size, createContentSeed(seed));
}

/** The same for a reader that waits: it sets the pace, and a large file does not hold up the rest of the process. */
export async function* streamContent(recipe: Recipe): AsyncGenerator<Uint8Array, void> {
  let made = 0;
  for (const chunk of contentChunks(recipe)) {
    yield chunk;
    made += chunk.length;
    if (made < turnBytes) continue;
    made = 0;
    await setImmediate();
  }
}
