import { RushhourError } from '../errors/rushhour-error.ts';
import { pluginBrand, type AnyActionDefinition, type SitePlugin } from '../plugin/plugin.ts';
import type { ActionName, Instruction } from '../scenario/scenario.ts';
import { actionNames } from '../scenario/scenario.ts';
import { isAmbiguousPath, matchesPrefix, originOf, parseUrlPrefix, type UrlPrefix } from '../scope/url-prefix.ts';
import type { Claim, Reason } from './claim.ts';

/** A handler given to a hook: a definition, or the `run` of one. */
export type HookHandler = AnyActionDefinition | AnyActionDefinition['run'];

interface Entry extends Claim {
  /** Undefined for a scheme, which claims every URL of it. */
  readonly match: UrlPrefix | undefined;
}

/**
 * Knows who takes what. For each (action, URL) the plugin with the longest matching prefix does; between equal ones the first declared.
 * A plugin without that action, or whose `supports` vetoes, is passed over.
 *
 * @example
 * ```ts
 * const registry = new ActionRegistry();
 * registry.register(shop({ baseUrl: 'https://shop.example' }));
 * registry.upload('https://shop.example/photos', async ({ session, target, file }) => {
 *   await session.http.postForm(target, { photo: file });
 * });
 * ```
 */
export class ActionRegistry {
  readonly #plugins: SitePlugin[] = [];
  readonly #entries: Readonly<Record<ActionName, Entry[]>> = { open: [], follow: [], upload: [], download: [] };
  readonly #byOrigin = new Map<string, Entry[]>();
  #hooks: SitePlugin | undefined;

  constructor(plugins: readonly SitePlugin[] = []) {
    for (const plugin of plugins) this.register(plugin);
  }

  /** The plugins in declared order. */
  get plugins(): readonly SitePlugin[] {
    return this.#plugins;
  }

  /**
   * Adds a plugin.
   *
   * @throws RushhourError `plugin_invalid` for something else than a plugin, `plugin_duplicate` when its instance name is taken.
   */
  register(plugin: SitePlugin): this {
    checkPlugin(plugin);
    if (this.#plugins.some(({ instance }) => instance === plugin.instance)) {
      throw new RushhourError('plugin_duplicate', { message: `There are two plugins called "${plugin.instance}".` });
    }
    this.#plugins.push(plugin);
    for (const prefix of plugin.targets) {
      const match = readPrefix(prefix, plugin);
      for (const action of actionNames) {
        const definition = plugin.actions[action];
        if (definition !== undefined) this.#add(action, { plugin, definition, prefix, match });
      }
    }
    return this;
  }

  /** Hook: pages below a prefix (or of a scheme, `https:`) are opened by a handler. */
  open(prefix: string, handler: HookHandler): this {
    return this.#hook('open', prefix, handler);
  }

  /** Hook: links below a prefix are followed by a handler. */
  follow(prefix: string, handler: HookHandler): this {
    return this.#hook('follow', prefix, handler);
  }

  /** Hook: files are uploaded below a prefix by a handler. */
  upload(prefix: string, handler: HookHandler): this {
    return this.#hook('upload', prefix, handler);
  }

  /** Hook: files below a prefix are downloaded by a handler. */
  download(prefix: string, handler: HookHandler): this {
    return this.#hook('download', prefix, handler);
  }

  /** Who takes an action on a URL; undefined when nobody does. */
  resolve(action: ActionName, url: URL, instruction: Instruction): Claim | undefined {
    return this.#candidates(action, url).find(({ plugin }) => plugin.supports?.(instruction) !== false);
  }

  /** Who takes an instruction on a URL, and why each other plugin does not, in declared order. */
  explain(action: ActionName, url: URL, instruction: Instruction): readonly Reason[] {
    const taken = this.resolve(action, url, instruction);
    const owners = this.#hooks === undefined ? this.#plugins : [...this.#plugins, this.#hooks];
    return owners.map((plugin) => {
      const entry = this.#candidates(action, url).find((candidate) => candidate.plugin === plugin);
      if (taken?.plugin === plugin) return { plugin: plugin.instance, takes: true, reason: `takes it: ${taken.prefix} matches` };
      return { plugin: plugin.instance, takes: false, reason: this.#refusal(plugin, { action, url, instruction, entry, taken }) };
    });
  }

  #refusal(
    plugin: SitePlugin,
    {
      action,
      url,
      instruction,
      entry,
      taken,
    }: {
      readonly action: ActionName;
      readonly url: URL;
      readonly instruction: Instruction;
      readonly entry: Entry | undefined;
      readonly taken: Claim | undefined;
    },
  ): string {
    if (entry === undefined) {
      const own = this.#entries[action].filter((candidate) => candidate.plugin === plugin);
      if (own.length === 0) return `has no handler for ${action}`;
      const hidden = isAmbiguousPath(url.pathname) && own.some(({ match }) => match?.origin === originOf(url) && match.pathPrefix !== '/');
      if (hidden) return 'the path hides a separator or dots (%2f, %5c, %2e), which is refused under a prefix';
      return `${own.map(({ prefix }) => prefix).join(', ')} does not match`;
    }
    if (plugin.supports?.(instruction) === false) return `${entry.prefix} matches, but the plugin declined the instruction`;
    if (taken !== undefined && entry.match === undefined) return `${entry.prefix} matches, but ${taken.prefix} is more specific`;
    return taken !== undefined && taken.prefix.length > entry.prefix.length
      ? `${entry.prefix} matches, but ${taken.prefix} is longer`
      : `${entry.prefix} matches, but ${taken?.plugin.instance ?? 'another plugin'} was declared first`;
  }

  #hook(action: ActionName, prefix: string, handler: HookHandler): this {
    const definition = typeof handler === 'function' ? { run: handler } : handler;
    this.#hooks ??= { [pluginBrand]: true, name: 'hook', instance: 'hook', targets: [], origins: [], actions: {} };
    this.#add(action, { plugin: this.#hooks, definition, prefix, match: readPrefix(prefix, this.#hooks) });
    return this;
  }

  #add(action: ActionName, entry: Entry) {
    const entries = this.#entries[action];
    const length = entry.match?.pathPrefix.length ?? 0;
    const at = entries.findIndex(({ match }) => (match?.pathPrefix.length ?? 0) < length);
    entries.splice(at === -1 ? entries.length : at, 0, entry);
    this.#byOrigin.clear();
  }

  #candidates(action: ActionName, url: URL): readonly Entry[] {
    const origin = originOf(url);
    const key = `${action} ${origin}`;
    let entries = this.#byOrigin.get(key);
    if (entries === undefined) {
      entries = this.#entries[action].filter(({ match, prefix }) =>
        match === undefined ? prefix === url.protocol : match.origin === origin,
      );
      // Followed links stay in scope, so there are few origins; a bound keeps a hostile plan from growing this.
      if (this.#byOrigin.size < 1000) this.#byOrigin.set(key, entries);
    }
    return entries.filter(({ match }) => match === undefined || matchesPrefix(match, url));
  }
}

function readPrefix(prefix: string, plugin: SitePlugin): UrlPrefix | undefined {
  if (/^[a-z][a-z0-9+.-]*:$/.test(prefix)) return undefined;
  const match = parseUrlPrefix(prefix);
  if (match !== undefined) return match;
  throw new RushhourError('plugin_invalid', {
    message: `Plugin "${plugin.instance}" claims "${prefix}", which is not a URL prefix.`,
    hint: 'Claim an absolute URL without query, such as `https://shop.example/store`, or a scheme such as `https:`.',
  });
}

function checkPlugin(plugin: SitePlugin) {
  // Data from another package: its type is only a promise.
  const candidate: unknown = plugin;
  if (typeof candidate !== 'object' || candidate === null) throw new RushhourError('plugin_invalid');
  if (!(pluginBrand in candidate)) {
    const other = Object.getOwnPropertySymbols(candidate).find((symbol) => symbol.description?.startsWith('rushhour.plugin/'));
    if (other === undefined) throw new RushhourError('plugin_invalid');
    throw new RushhourError('plugin_version', {
      message: `A plugin was made for "${String(other.description)}", not for "rushhour.plugin/1".`,
    });
  }
  for (const action of actionNames) {
    const definition: unknown = plugin.actions[action];
    const runs = typeof definition === 'object' && definition !== null && 'run' in definition && typeof definition.run === 'function';
    if (definition !== undefined && !runs) {
      throw new RushhourError('plugin_invalid', { message: `Plugin "${plugin.instance}" has no run function for ${action}.` });
    }
  }
}
