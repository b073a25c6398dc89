import type { HttpPort } from '@rushhour/core';

/** Wraps an HTTP client so that each URL its scope keeps out is added to a list. */
export function watchScope(http: HttpPort, refused: string[]): HttpPort {
  return {
    open(run) {
      const { scope } = run;
      return http.open({
        ...run,
        scope: {
          rules: scope.rules,
          ruleFor(url) {
            const rule = scope.ruleFor(url);
            if (rule === undefined) refused.push(url.href);
            return rule;
          },
        },
      });
    },
  };
}
