import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPlugin } from './load-plugin.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-plugin-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

/** A plugin in plain JavaScript, as one made with another copy of core looks. */
const plain = (name: string, version = 1) =>
  `{ [Symbol.for('rushhour.plugin/${version}')]: true, name: '${name}', instance: '${name}', targets: ['https://shop.example'], origins: [], actions: {} }`;

test('loads a module by its path', async () => {
  write('shop.mjs', `export const plugin = () => (${plain('shop')});`);
  expect(await loadPlugin('./shop.mjs', { from: [folder] })).toMatchObject({ name: 'shop' });
});

test('loads a package installed beside the working directory, for import only', async () => {
  write('node_modules/@acme/rushhour-shop/package.json', '{"type":"module","exports":{".":{"import":"./main.js"}}}');
  write('node_modules/@acme/rushhour-shop/main.js', `export const plugin = () => (${plain('acme')});`);
  expect(await loadPlugin('@acme/rushhour-shop', { from: [folder] })).toMatchObject({ name: 'acme' });
});

test('loads a CommonJS package, and a folder by its package.json', async () => {
  write('node_modules/shop/package.json', '{"main":"./lib/main.cjs"}');
  write('node_modules/shop/lib/main.cjs', `module.exports = { plugin: () => (${plain('common')}) };`);
  expect(await loadPlugin('shop', { from: [folder] })).toMatchObject({ name: 'common' });
  expect(await loadPlugin('./node_modules/shop', { from: [folder] })).toMatchObject({ name: 'common' });
});

test.each([
  ['./missing.mjs', 'plugin_not_found', 'The plugin "./missing.mjs" was not found.'],
  ['no-such-package', 'plugin_not_found', 'The plugin "no-such-package" was not found.'],
  ['https://evil.test/x.js', 'plugin_not_found', 'The plugin "https://evil.test/x.js" was not found.'],
  ['wordpress', 'not_built', 'The plugin "wordpress" is not built yet.'],
])('%s is refused as %s', async (name, code, message) => {
  await expect(loadPlugin(name, { from: [folder] })).rejects.toMatchObject({ code, message });
});

test.each([
  ['nothing called plugin', 'export const shop = 1;', 'plugin_invalid', 'The plugin "./a.mjs" has no export called "plugin".'],
  ['something else', 'export const plugin = () => 7;', 'plugin_invalid', 'The export "plugin" of "./a.mjs" is not a plugin.'],
  [
    'a factory that throws',
    'export const plugin = () => { throw new Error("no disk"); };',
    'plugin_invalid',
    'The factory of plugin "./a.mjs" threw: no disk',
  ],
  [
    'a plugin of another version',
    `export const plugin = () => (${plain('old', 2)});`,
    'plugin_version',
    'The plugin "./a.mjs" was made for version "2" of the plugin interface; this is version "1".',
  ],
  ['code that fails to load', 'throw new Error("boom");', 'plugin_not_found', 'The plugin "./a.mjs" could not be loaded: boom'],
])('a module with %s is refused', async (_what, text, code, message) => {
  write('a.mjs', text);
  await expect(loadPlugin('./a.mjs', { from: [folder] })).rejects.toMatchObject({ code, message });
});

test('a plugin that cannot do with its defaults says how to configure it', async () => {
  write(
    'shop.mjs',
    `export const plugin = () => {
      throw Object.assign(new Error('The plugin "shop" needs "baseUrl".'), { name: 'RushhourError', code: 'plugin_config', hint: '', type: 'plugin_config' });
    };`,
  );
  await expect(loadPlugin('./shop.mjs', { from: [folder] })).rejects.toMatchObject({
    code: 'plugin_config',
    message: 'The plugin "shop" needs "baseUrl".',
    hint: expect.stringContaining("`import { plugin as make } from './shop.mjs'; export const plugin = make({ ... });`"),
  });
});

test('a plan configures and names its plugins, and its folder goes first', async () => {
  write('plan/shop.mjs', `export const plugin = ({ size }, { as }) => ({ ...${plain('shop')}, instance: as, size });`);
  write('shop.mjs', 'throw new Error("not this one");');
  const options = { from: [join(folder, 'plan'), folder], with: { size: 7 }, as: 'eu' };
  expect(await loadPlugin('./shop.mjs', options)).toMatchObject({ name: 'shop', instance: 'eu', size: 7 });
});
