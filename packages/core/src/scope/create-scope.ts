import { RushhourError } from '../errors/rushhour-error.ts';
import { quoted } from '../support/quoted.ts';
import { isPrivateName } from './private-name.ts';
import { parseSiteRate, siteRateHint } from './parse-site-rate.ts';
import { matchesPrefix, originOf, parseUrlPrefix } from './url-prefix.ts';
import type { AllowEntry, Scope, ScopeRule } from './scope.ts';

/**
 * Makes a scope of origins and URL prefixes.
 *
 * @throws RushhourError `scope_empty` without entries, `scope_invalid` for a wildcard, anything that is not an origin or URL prefix, or a rate that is none.
 *
 * @example
 * ```ts
 * const scope = createScope(['https://shop.example', { origin: 'https://partner.example/eu', owned: false }]);
 * scope.ruleFor(new URL('https://shop.example/cart')); // a rule
 * scope.ruleFor(new URL('https://evil.example/'));     // undefined
 * ```
 */
export function createScope(allow: readonly (string | AllowEntry)[]): Scope {
  if (allow.length === 0) throw new RushhourError('scope_empty');
  const rules = allow.map(toRule).toSorted((a, b) => b.pathPrefix.length - a.pathPrefix.length);
  const byOrigin = Map.groupBy(rules, (rule) => rule.origin);
  return {
    rules,
    ruleFor(url) {
      const candidates = byOrigin.get(originOf(url));
      if (candidates === undefined || url.username !== '' || url.password !== '') return undefined;
      return candidates.find((rule) => rule.pathPrefix === '/' || matchesPrefix(rule, url));
    },
  };
}

function toRule(entry: string | AllowEntry): ScopeRule {
  const { origin, owned = true, private: isPrivate, propagate = false, rate, retryAfter = true } = asEntry(entry);
  const invalid = (reason: string) => new RushhourError('scope_invalid', { message: `The allow entry "${origin}" ${reason}.` });
  if (origin.includes('*')) throw invalid('has a wildcard');
  const prefix = parseUrlPrefix(origin);
  if (prefix === undefined) throw invalid('is not an origin or a URL prefix');
  const ratePerSecond = rate === undefined ? undefined : parseSiteRate(rate);
  if (rate !== undefined && ratePerSecond === undefined) {
    const message = `The rate ${quoted(rate)} of the allow entry "${origin}" is not one.`;
    throw new RushhourError('scope_invalid', { message, hint: siteRateHint });
  }
  return {
    origin: prefix.origin,
    pathPrefix: prefix.pathPrefix,
    owned,
    privateAllowed: isPrivate ?? isPrivateName(prefix.hostname),
    propagate,
    ...(ratePerSecond !== undefined && { ratePerSecond }),
    retryAfter,
  };
}

const asEntry = (entry: string | AllowEntry): AllowEntry => (typeof entry === 'string' ? { origin: entry } : entry);
