import type { Target } from '../target/target.ts';
import { headerValue, type AnswerHeaders } from '../wire/answer-headers.ts';

/** What makes a request conditional (RFC 9110, 13). */
export interface Validators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

/** Answers a user remembers. */
const maxEntries = 32;

/** Most users get the same validators for a URL: they share one object. */
const shared = new WeakMap<Target, Validators>();

function validatorsOf(target: Target, headers: AnswerHeaders): Validators | undefined {
  const etag = headerValue(headers, 'etag');
  const lastModified = headerValue(headers, 'last-modified');
  if (etag === undefined && lastModified === undefined) return undefined;
  if (headerValue(headers, 'cache-control')?.includes('no-store') === true || headerValue(headers, 'vary') === '*') return undefined;
  const known = shared.get(target);
  if (known !== undefined && known.etag === etag && known.lastModified === lastModified) return known;
  const validators = { etag, lastModified };
  shared.set(target, validators);
  return validators;
}

/** What one user has seen, as far as it can be asked for again with a condition. Bodies are not kept. */
export class ValidatorCache {
  readonly #seen = new Map<Target, Validators>();

  /** The condition to send; undefined when the target was not seen, or cannot be asked for so. */
  conditionFor(target: Target): Validators | undefined {
    return this.#seen.get(target);
  }

  /** Remembers a fresh answer to GET, the oldest forgotten. */
  remember(target: Target, headers: AnswerHeaders): void {
    const validators = validatorsOf(target, headers);
    if (this.#seen.get(target) === validators) return;
    this.#seen.delete(target);
    if (validators === undefined) return;
    if (this.#seen.size >= maxEntries) {
      for (const oldest of this.#seen.keys()) {
        this.#seen.delete(oldest);
        break;
      }
    }
    this.#seen.set(target, validators);
  }
}
