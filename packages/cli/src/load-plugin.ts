import { existsSync, readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRushhourError, pluginBrand, RushhourError, type SitePlugin } from '@rushhour/core';

/** Plugins of this repository by the short name they go by. */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['generic', '@rushhour/plugin-generic'],
  ['s3', '@rushhour/plugin-s3'],
]);

/** Short names that are kept for plugins to come. */
const planned: ReadonlySet<string> = new Set(['wordpress']);

/** Where a plugin is looked for, and what it is made with. */
export interface LoadPluginOptions {
  /** Folders, in this order; then the command's own dependencies. */
  readonly from: readonly string[];
  /** Its configuration. @default its defaults */
  readonly with?: Readonly<Record<string, unknown>> | undefined;
  /** Its name in this run. @default the plugin's */
  readonly as?: string | undefined;
}

/**
 * Loads a plugin by exact package name, short name or path, and configures it.
 *
 * @throws RushhourError `plugin_not_found`, `plugin_invalid`, `plugin_version` or `plugin_config`.
 */
export async function loadPlugin(name: string, options: LoadPluginOptions): Promise<SitePlugin> {
  const { from } = options;
  if (planned.has(name)) {
    throw new RushhourError('not_built', { message: `The plugin "${name}" is not built yet.`, hint: 'Built-in plugins: generic, s3.' });
  }
  const file = isPath(name) ? firstOf(from, (folder) => pathOf(name, folder)) : packageEntry(builtIn.get(name) ?? name, from);
  if (file === undefined) throw notFound(name);
  return configure(name, await importPlugin(name, file), options);
}

function isPath(name: string): boolean {
  return /^\.{1,2}([/\\]|$)/.test(name) || isAbsolute(name);
}

function firstOf<Value>(folders: readonly string[], find: (folder: string) => Value | undefined): Value | undefined {
  for (const folder of folders) {
    const found = find(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathOf(name: string, cwd: string): string | undefined {
  const path = resolve(cwd, name);
  if (!existsSync(path)) return undefined;
  try {
    // A folder is resolved as `require` does: by its package.json, or its index.js.
    return createRequire(join(cwd, 'noop.js')).resolve(path);
  } catch {
    return entryFromPackageJson(join(path, 'package.json'));
  }
}

function packageEntry(name: string, folders: readonly string[]): string | undefined {
  if (!/^(@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*$/.test(name)) return undefined;
  return firstOf([...folders.map((folder) => join(folder, 'noop.js')), import.meta.filename], (from) => {
    try {
      return createRequire(from).resolve(name);
    } catch {
      // A package that is for `import` only has no entry for `require`: read its package.json instead.
      return entryFromPackageJson(findPackage(name, from));
    }
  });
}

function findPackage(name: string, from: string): string | undefined {
  try {
    return findPackageJSON(name, pathToFileURL(from));
  } catch {
    return undefined;
  }
}

/** What `import` would load of a package that says so in its package.json. */
function entryFromPackageJson(path: string | undefined): string | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const exported = isRecord(manifest) ? (manifest['exports'] ?? manifest['module'] ?? manifest['main']) : undefined;
  const main = isRecord(exported) && '.' in exported ? exported['.'] : exported;
  const target = importTarget(main) ?? 'index.js';
  const file = join(dirname(path), target);
  return existsSync(file) ? file : undefined;
}

function importTarget(conditions: unknown): string | undefined {
  if (typeof conditions === 'string') return conditions;
  if (!isRecord(conditions)) return undefined;
  for (const [condition, target] of Object.entries(conditions)) {
    if (!['node', 'import', 'module-sync', 'default'].includes(condition)) continue;
    const found = importTarget(target);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function importPlugin(name: string, file: string): Promise<unknown> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    throw new RushhourError('plugin_not_found', {
      message: `The plugin "${name}" could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'It was found, but loading it failed; see the cause.',
      cause,
    });
  }
  if (!isRecord(module)) return undefined;
  // A CommonJS module may show its exports under `default` only.
  return module['plugin'] ?? (isRecord(module['default']) ? module['default']['plugin'] : undefined);
}

function configure(name: string, exported: unknown, options: LoadPluginOptions): SitePlugin {
  if (exported === undefined) {
    throw new RushhourError('plugin_invalid', { message: `The plugin "${name}" has no export called "plugin".` });
  }
  const plugin: unknown = typeof exported === 'function' ? callFactory(name, exported, options) : exported;
  if (isSitePlugin(plugin)) return plugin;
  const version = brandVersion(plugin);
  if (version !== undefined) {
    throw new RushhourError('plugin_version', {
      message: `The plugin "${name}" was made for version "${version}" of the plugin interface; this is version "1".`,
    });
  }
  throw new RushhourError('plugin_invalid', { message: `The export "plugin" of "${name}" is not a plugin.` });
}

function callFactory(name: string, factory: object, { with: config, as }: LoadPluginOptions): unknown {
  try {
    // The boundary to code of others: what comes back is checked by its brand.
    return (factory as (...parts: readonly unknown[]) => unknown)(
      ...(config === undefined && as === undefined ? [] : [config ?? {}, as === undefined ? {} : { as }]),
    );
  } catch (cause) {
    if (isRushhourError(cause)) {
      throw cause.code === 'plugin_config' && config === undefined
        ? new RushhourError('plugin_config', {
            message: cause.message,
            hint: `Configure it in a module of your own, \`import { plugin as make } from '${name}'; export const plugin = make({ ... });\`, and name that one: \`--plugin ./my-plugin.mjs\`.`,
            cause,
          })
        : cause;
    }
    throw new RushhourError('plugin_invalid', {
      message: `The factory of plugin "${name}" threw: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    });
  }
}

function isSitePlugin(value: unknown): value is SitePlugin {
  return isRecord(value) && Reflect.get(value, pluginBrand) === true && typeof value['name'] === 'string' && isRecord(value['actions']);
}

/** The version a plugin was branded with: `2` for `Symbol.for('rushhour.plugin/2')`. */
function brandVersion(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const prefix = 'rushhour.plugin/';
  return Object.getOwnPropertySymbols(value)
    .map((symbol) => Symbol.keyFor(symbol))
    .find((key) => key?.startsWith(prefix) === true && key !== Symbol.keyFor(pluginBrand))
    ?.slice(prefix.length);
}

function notFound(name: string): RushhourError {
  return new RushhourError('plugin_not_found', {
    message: `The plugin "${name}" was not found.`,
    hint: isPath(name)
      ? 'Check the path; it is taken from the folder of the plan, or the working directory.'
      : `Install it (\`npm install ${name}\`), or name its path as \`./${name}\`; built-in plugins: ${[...builtIn.keys()].join(', ')}.`,
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
