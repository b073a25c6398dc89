import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pluginBrand, type SitePlugin } from '../plugin/plugin.ts';
import { open as openDraft } from '../scenario/scenario-builder.ts';
import type { ActionName, Instruction } from '../scenario/scenario.ts';
import { ActionRegistry } from './action-registry.ts';

const instruction: Instruction = { ...openDraft('https://shop.example/'), position: { file: 'test', line: 1, column: 1 } };

function plugin(
  instance: string,
  targets: readonly string[],
  { actions = ['open'], supports }: { actions?: readonly ActionName[]; supports?: () => boolean } = {},
): SitePlugin {
  return {
    [pluginBrand]: true,
    name: instance,
    instance,
    targets,
    origins: [],
    actions: Object.fromEntries(actions.map((action) => [action, { run: () => undefined }])),
    ...(supports && { supports }),
  };
}

const generic = plugin('generic', ['http:', 'https:'], { actions: ['open', 'follow', 'upload', 'download'] });

function taker(registry: ActionRegistry, url: string, action: ActionName = 'open') {
  return registry.resolve(action, new URL(url), instruction)?.plugin.instance;
}

describe('dispatch', () => {
  const registry = new ActionRegistry([
    generic,
    plugin('shop', ['https://shop.example']),
    plugin('blog', ['https://shop.example/blog']),
    plugin('eu', ['https://eu.shop.example']),
  ]);

  test('takes the longest prefix, on a segment boundary, and generic last', () => {
    expect(taker(registry, 'https://shop.example/blog')).toBe('blog');
    expect(taker(registry, 'https://shop.example/blog/')).toBe('blog');
    expect(taker(registry, 'https://shop.example/blog/2026?page=1')).toBe('blog');
    expect(taker(registry, 'https://shop.example/blogger')).toBe('shop');
    expect(taker(registry, 'https://other.example/')).toBe('generic');
  });

  test('/blog never takes a path that only begins like it, whatever follows', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._~-]{1,12}$/), fc.webPath(), (more, rest) => {
        fc.pre(URL.canParse(`https://shop.example/blog${more}${rest}`));
        const url = new URL(`https://shop.example/blog${more}${rest}`);
        fc.pre(url.pathname.startsWith('/blog') && !url.pathname.startsWith('/blog/') && url.pathname !== '/blog');
        expect(taker(registry, url.href)).not.toBe('blog');
      }),
    );
  });

  test('everything below a prefix is taken, whatever its path', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9_~-]{1,8}$/), { maxLength: 5 }), (segments) => {
        expect(taker(registry, `https://shop.example/blog/${segments.join('/')}`)).toBe('blog');
      }),
    );
  });

  test('a subdomain is another site', () => {
    expect(taker(registry, 'https://eu.shop.example/blog')).toBe('eu');
    expect(taker(registry, 'https://us.shop.example/blog')).toBe('generic');
    expect(taker(registry, 'https://shop.example.evil.test/blog')).toBe('generic');
  });

  test('letter case of scheme and host, the default port and the encoding of plain characters do not matter', () => {
    fc.assert(
      fc.property(
        fc.mixedCase(fc.constant('https://shop.example')),
        fc.constantFrom('', ':443'),
        fc.subarray([1, 2, 3, 4]),
        (origin, port, encoded) => {
          const path = [...'/blog']
            .map((character, index) => (encoded.includes(index) ? `%${character.charCodeAt(0).toString(16)}` : character))
            .join('');
          expect(taker(registry, `${origin}${port}${path}`)).toBe('blog');
        },
      ),
    );
    expect(taker(registry, 'https://shop.example:8443/blog')).toBe('generic');
    expect(taker(registry, 'http://shop.example/blog')).toBe('generic');
    expect(taker(registry, 'https://shop.example/Blog')).toBe('shop');
  });

  test('a path that hides a separator or dots is refused under a prefix', () => {
    for (const path of ['/blog%2fadmin', '/blog/%2e%2e%2fadmin', '/blog/a%5cb', '/blog/%2Eenv', '/blog%2F']) {
      expect([path, taker(registry, `https://shop.example${path}`)]).toEqual([path, 'shop']);
    }
    expect(taker(registry, 'https://shop.example/blog/%2e%2e/admin')).toBe('shop');
  });

  test('between equal prefixes the first declared takes it; without the action, or vetoed, the next one', () => {
    const two = new ActionRegistry([
      plugin('uploader', ['https://shop.example'], { actions: ['upload'] }),
      plugin('vetoer', ['https://shop.example'], { supports: () => false }),
      plugin('first', ['https://shop.example']),
      plugin('second', ['https://shop.example']),
      generic,
    ]);
    expect(taker(two, 'https://shop.example/')).toBe('first');
    expect(taker(two, 'https://shop.example/', 'upload')).toBe('uploader');
    expect(taker(two, 'https://shop.example/', 'download')).toBe('generic');
  });

  test('nobody takes a scheme no plugin claims', () => {
    expect(taker(registry, 's3://bucket/key')).toBeUndefined();
    expect(taker(new ActionRegistry([plugin('store', ['s3://bucket/photos'])]), 's3://bucket/photos/cat.jpg')).toBe('store');
  });

  test('explains who takes an instruction and why the others do not', () => {
    const all = new ActionRegistry([
      plugin('shop', ['https://shop.example']),
      plugin('blog', ['https://shop.example/blog']),
      plugin('late', ['https://shop.example/blog']),
      plugin('files', ['https://shop.example'], { actions: ['upload'] }),
      plugin('eu', ['https://eu.shop.example']),
      plugin('shy', ['https://shop.example/blog/x'], { supports: () => false }),
      generic,
    ]);
    expect(all.explain('open', new URL('https://shop.example/blog/x'), instruction)).toMatchInlineSnapshot(`
      [
        {
          "plugin": "shop",
          "reason": "https://shop.example matches, but https://shop.example/blog is longer",
          "takes": false,
        },
        {
          "plugin": "blog",
          "reason": "takes it: https://shop.example/blog matches",
          "takes": true,
        },
        {
          "plugin": "late",
          "reason": "https://shop.example/blog matches, but blog was declared first",
          "takes": false,
        },
        {
          "plugin": "files",
          "reason": "has no handler for open",
          "takes": false,
        },
        {
          "plugin": "eu",
          "reason": "https://eu.shop.example does not match",
          "takes": false,
        },
        {
          "plugin": "shy",
          "reason": "https://shop.example/blog/x matches, but the plugin declined the instruction",
          "takes": false,
        },
        {
          "plugin": "generic",
          "reason": "https: matches, but https://shop.example/blog is more specific",
          "takes": false,
        },
      ]
    `);
  });
});

describe('the registry', () => {
  test('offers the four actions as hooks, for a harness that wants no plugin', () => {
    const registry = new ActionRegistry([generic]);
    registry
      .open('https://a.example', () => undefined)
      .follow('https://a.example/x', () => undefined)
      .upload('https:', { description: 'all', run: () => undefined })
      .download('https://a.example', () => undefined);
    expect(taker(registry, 'https://a.example/y')).toBe('hook');
    expect(taker(registry, 'https://a.example/y', 'follow')).toBe('generic');
    expect(taker(registry, 'https://a.example/x/1', 'follow')).toBe('hook');
    expect(taker(registry, 'https://a.example/', 'download')).toBe('hook');
  });

  test.each([
    ['something that is no plugin', { name: 'x' }, 'plugin_invalid'],
    ['a plugin for another version of the interface', { [Symbol.for('rushhour.plugin/2')]: true }, 'plugin_version'],
    ['a plugin whose action has no run', { ...generic, actions: { open: {} } }, 'plugin_invalid'],
    ['a plugin that claims no URL', { ...generic, targets: ['shop.example'] }, 'plugin_invalid'],
    ['a plugin that claims a wildcard', { ...generic, targets: ['https://*.example'] }, 'plugin_invalid'],
  ])('refuses %s', (_, candidate, code) => {
    expect(() => new ActionRegistry().register(candidate as unknown as SitePlugin)).toThrow(expect.objectContaining({ code }));
  });

  test('refuses the same instance name twice', () => {
    expect(() => new ActionRegistry([generic, generic])).toThrow('There are two plugins called "generic".');
  });
});
