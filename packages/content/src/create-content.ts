import type { ContentPort } from '@rushhour/core';
import { parseRequest } from './grammar/parse-request.ts';
import { readHabits } from './habits/read-habits.ts';
import { makeFile } from './make-file.ts';

/**
 * Makes the files people upload: hand it to the runner as `content`.
 *
 * What an upload names as its file is `WHAT[:SIZE][@SEED]`:
 *
 * - WHAT: a kind in singular or plural (`image`, `documents`, `code`, `archive`, `media`), an extension (`png`, `tar.gz`), or `any` for a kind by
 *   the habits of the profile.
 * - SIZE: `300KB`; `1-5MB` or `uniform(1MB,5MB)`, every size between alike; `small`, `medium` or `large`; `exponential(2MB)`,
 *   `normal(2MB,500KB)` or `lognormal(2MB,1MB)` of mean and deviation, with bounds as a last `,100KB-10MB`. From 100 B to 5 GiB. Absent: as
 *   the habits say, else by the bands of the kind.
 * - SEED: hexadecimal digits; with an extension and one size it is the recipe of exactly that file.
 *
 * A word that is none of these, and anything with folders, is the path of a file. Sizes are scaled, then raised to the smallest file of the
 * format.
 *
 * @example
 * ```ts
 * new ScenarioRunner({ ..., content: createContent() });
 * ```
 */
export function createContent(): ContentPort {
  return {
    request(text) {
      const terms = parseRequest(text);
      return terms && { make: (draw) => makeFile(terms, draw) };
    },
    habits: readHabits,
  };
}
