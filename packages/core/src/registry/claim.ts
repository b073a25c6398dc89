import type { AnyActionDefinition, SitePlugin } from '../plugin/plugin.ts';

/** Who takes an instruction, and by which prefix. */
export interface Claim {
  readonly plugin: SitePlugin;
  readonly definition: AnyActionDefinition;
  /** The URL prefix or the scheme that matched, as the plugin wrote it. */
  readonly prefix: string;
}

/** One line of an explanation: a plugin, and why it does or does not take the instruction. */
export interface Reason {
  readonly plugin: string;
  readonly takes: boolean;
  readonly reason: string;
}
