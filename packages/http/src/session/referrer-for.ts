import type { Target } from '../target/target.ts';

/** What a browser sends as Referer by default (W3C Referrer Policy, `strict-origin-when-cross-origin`). `from` is a URL without fragment. */
export function referrerFor(from: Target | undefined, to: Target): string | undefined {
  if (from === undefined || (from.isSecure && !to.isSecure)) return undefined;
  return from.origin === to.origin ? from.href : `${from.origin}/`;
}
