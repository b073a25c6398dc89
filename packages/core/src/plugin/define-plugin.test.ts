import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { HttpSession } from './http-port.ts';
import { actionFor } from './action-for.ts';
import { definePlugin } from './define-plugin.ts';
import { pluginBrand } from './plugin.ts';
import type { UploadFile } from './upload-file.ts';

interface ShopSession {
  readonly http: HttpSession;
  readonly token: string;
}

const action = actionFor<ShopSession>();

const upload = action({
  description: 'Uploads a product photo.',
  params: z.object({ album: z.string().default('inbox'), tags: z.array(z.string()).optional() }),
  prepare: ({ params }) => ({ path: `/${params.album}` }),
  async run({ params, prepared, file, session, target, signal, random }) {
    expectTypeOf(params).toEqualTypeOf<{ album: string; tags?: string[] | undefined }>();
    expectTypeOf(prepared).toEqualTypeOf<{ path: string }>();
    expectTypeOf(file).toEqualTypeOf<UploadFile>();
    expectTypeOf(session).toEqualTypeOf<ShopSession>();
    expectTypeOf(target).toEqualTypeOf<URL>();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(random.next()).toEqualTypeOf<number>();
    return { bytesSent: file.size };
  },
});

const open = action({
  params: z.object({ page: z.number() }),
  run({ params }) {
    expectTypeOf(params.page).toEqualTypeOf<number>();
  },
});

const shop = definePlugin({
  name: 'shop',
  config: z.object({ baseUrl: z.url(), user: z.string().default('guest') }),
  targets: ({ baseUrl }) => [baseUrl],
  origins: ({ baseUrl }) => [new URL(baseUrl).origin],
  supports: (instruction, { user }) => user !== 'nobody' || instruction.action === 'open',
  createSession: ({ config, http }) => {
    expectTypeOf(config).toEqualTypeOf<{ baseUrl: string; user: string }>();
    return { http: http.session(), token: config.user };
  },
  actions: { upload, open },
});

describe('definePlugin', () => {
  test('makes plain branded data out of a configuration', () => {
    const eu = shop({ baseUrl: 'https://eu.shop.example/store' }, { as: 'eu-shop' });
    expect(eu).toMatchObject({
      name: 'shop',
      instance: 'eu-shop',
      targets: ['https://eu.shop.example/store'],
      origins: ['https://eu.shop.example'],
    });
    expect(eu[pluginBrand]).toBe(true);
    expect(eu[Symbol.for('rushhour.plugin/1') as typeof pluginBrand]).toBe(true);
  });

  test('gives typed instructions below the first target of the plugin', () => {
    const eu = shop({ baseUrl: 'https://eu.shop.example/store/' });
    expect(eu.upload('/photos', { album: 'x', file: 'photo.jpg' }, { timeout: '5s', name: 'photo' })).toEqual({
      action: 'upload',
      target: 'https://eu.shop.example/store/photos',
      with: { album: 'x', file: 'photo.jpg' },
      timeoutMs: 5000,
      name: 'photo',
    });
    eu.upload('/photos');
    // @ts-expect-error a misspelt parameter does not compile
    eu.upload('/photos', { albun: 'x' });
    // @ts-expect-error a required parameter must be there
    eu.open('/');
    // @ts-expect-error an action the plugin does not have is not there
    expect(eu.download).toBeUndefined();
  });

  test('refuses a configuration its schema refuses, naming the field', () => {
    expect(() => shop({ baseUrl: 'nowhere' })).toThrow(
      expect.objectContaining({ code: 'plugin_config', message: expect.stringContaining('baseUrl: Invalid URL') }),
    );
    // @ts-expect-error the configuration is required
    expect(() => shop()).toThrow(expect.objectContaining({ code: 'plugin_config' }));
  });

  test('needs no configuration and no session when it declares none', () => {
    const plain = definePlugin({
      name: 'plain',
      targets: () => ['https:'],
      origins: () => [],
      actions: {
        open: actionFor()({
          run({ session }) {
            expectTypeOf(session.http).toEqualTypeOf<HttpSession>();
          },
        }),
      },
    });
    expect(plain().open('https://a.example/', {})).toEqual({ action: 'open', target: 'https://a.example/', with: {} });
  });

  test('knows the service of all users by what makes it', () => {
    const sharing = definePlugin({
      name: 'sharing',
      config: z.object({ user: z.string() }),
      targets: () => [],
      origins: () => [],
      actions: { open },
      createService: async ({ config: { user }, http }) => ({ http: http.session(), token: user, photos: [1] }),
      closeService: ({ photos }) => void expectTypeOf(photos).toEqualTypeOf<number[]>(),
      created: {
        async *list({ service }) {
          for (const photo of service.photos) yield { marker: String(photo), run: 'r', owner: 'ann/0', expiresAt: undefined };
        },
        remove: async () => [],
      },
      createSession({ service }) {
        expectTypeOf(service.photos).toEqualTypeOf<number[]>();
        return service;
      },
    });
    expect(sharing({ user: 'ann' })).toMatchObject({ createService: expect.any(Function), created: { list: expect.any(Function) } });
  });

  test('actions that need a session of their own do not compile without one', () => {
    const wrong = definePlugin(
      // @ts-expect-error nobody makes it
      { name: 'wrong', targets: () => [], origins: () => [], actions: { upload } },
    );
    expect(wrong).toBeTypeOf('function');
  });

  test('an action made for another session does not compile', () => {
    const wrong = definePlugin({
      name: 'wrong',
      targets: () => [],
      origins: () => [],
      // @ts-expect-error the actions need a token
      createSession: () => ({ basket: 1 }),
      actions: { upload },
    });
    // At run time there is no session yet to tell by.
    expect(wrong).toBeTypeOf('function');
  });
});
