import type { InstructionDraft, SitePlugin } from '@rushhour/core';
import type { SiteRoutes } from '../site/routes.ts';
import type { SiteResponder } from '../site/site.ts';

/** What the author of a plugin gives to `testPlugin`. */
export interface PluginContract {
  /** The plugin, configured for the site below. */
  readonly plugin: SitePlugin;
  /** Makes the site in memory; called for every run, so that each begins with a fresh one. */
  readonly site: () => SiteResponder | SiteRoutes;
  /**
   * Instructions that succeed on a fresh site when played in this order: at least one for each action the plugin offers. Made by the
   * plugin's own builders, or by `open`, `follow`, `upload` and `download` of core.
   */
  readonly instructions: readonly InstructionDraft[];
  /** Instructions whose parameters must be refused: at least one for each action that takes parameters. */
  readonly invalid: readonly InstructionDraft[];
}

/** `test` of vitest, jest, node:test or bun, `it` of mocha: anything that takes a name and a function that may return a promise. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;
