import type { Scope, ScopeRule } from '@rushhour/core';
import { parseTargetUrl } from './parse-target-url.ts';

/** Where a request goes: a URL taken apart once, with the verdict of the scope. */
export interface Target {
  /** Without fragment. */
  readonly href: string;
  readonly origin: string;
  readonly hostname: string;
  readonly isSecure: boolean;
  /** Path and query. */
  readonly path: string;
  /** Path alone. */
  readonly pathname: string;
  /** The rule that lets it in; undefined when it is outside the scope. */
  readonly rule: ScopeRule | undefined;
}

/** How many targets are remembered before the memory starts anew. */
const rememberedTargets = 4096;

/** Makes targets, each URL taken apart once while it is remembered. */
export interface TargetTable {
  /** @throws RushhourError `target_invalid`, see {@link parseTargetUrl}. */
  of(url: URL | string, base?: string): Target;
}

/** Makes a table of targets for a scope. */
export function createTargetTable(scope: Scope): TargetTable {
  let remembered = new Map<string, Target>();
  return {
    of(url, base) {
      const raw = typeof url === 'string' ? url : url.href;
      // An absolute URL means the same whatever the base, but only a known one is surely absolute.
      const known = remembered.get(raw);
      if (known !== undefined) return known;
      const parsed = parseTargetUrl(raw, base);
      parsed.hash = '';
      const again = remembered.get(parsed.href);
      if (again !== undefined) return again;
      const target: Target = {
        href: parsed.href,
        origin: parsed.origin,
        hostname: parsed.hostname,
        isSecure: parsed.protocol === 'https:',
        path: parsed.pathname + parsed.search,
        pathname: parsed.pathname,
        rule: scope.ruleFor(parsed),
      };
      if (remembered.size >= rememberedTargets) remembered = new Map();
      remembered.set(target.href, target);
      return target;
    },
  };
}

/** What of a target may be shown in a message: a query may hold secrets. */
export function showTarget(target: Target): string {
  return `${target.origin}${target.pathname}`.slice(0, 200);
}
