import {
  actionFor,
  definePlugin,
  download,
  open,
  pluginBrand,
  upload,
  type ActionContext,
  type ActionReturn,
  type AnyActionDefinition,
  type HttpSession,
  type SitePlugin,
} from '@rushhour/core';
import { afterEach, describe, expect, test } from 'vitest';
import { createDefaultSite } from '../site/default-site.ts';
import { startLoopbackSite } from '../site/loopback-site.ts';
import { declaresOrigins } from './checks/declares-origins.ts';
import { handlesRejections } from './checks/handles-rejections.ts';
import { honoursAborts } from './checks/honours-aborts.ts';
import { keepsSessions } from './checks/keeps-sessions.ts';
import { leavesTheRest } from './checks/leaves-the-rest.ts';
import { playsInstructions } from './checks/plays-instructions.ts';
import { refusesInvalidParameters } from './checks/refuses-invalid-parameters.ts';
import { repeatsItself } from './checks/repeats-itself.ts';
import { reportsBytes } from './checks/reports-bytes.ts';
import { reportsFailures } from './checks/reports-failures.ts';
import { staysInScope } from './checks/stays-in-scope.ts';
import { createCheckContext, type ContractCheck } from './contract-check.ts';
import type { PluginContract } from './plugin-contract.ts';
import { testPlugin } from './test-plugin.ts';

const base = 'https://shop.test';

interface ShopSession {
  readonly http: HttpSession;
  readonly user: string;
}

type ShopContext = ActionContext<ShopSession, { readonly album: string }>;
type Run = (context: ShopContext) => ActionReturn;

/** Takes an album and nothing else; a Standard Schema by hand, to show that any will do. */
const albumSchema = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) => {
      const { album = 'inbox', ...rest } = Object(value) as { album?: unknown };
      if (typeof album !== 'string') return { issues: [{ message: 'must be a text', path: ['album'] }] };
      const [unknown] = Object.keys(rest);
      return unknown === undefined ? { value: { album } } : { issues: [{ message: 'unknown', path: [unknown] }] };
    },
    types: undefined as { readonly input: { readonly album?: string }; readonly output: { readonly album: string } } | undefined,
  },
} as const;

const action = actionFor<ShopSession>();

const photo = { name: 'photo.jpg', data: 'not really a photo' };

/** The good plugin, with parts replaced. */
function shopContract({
  openRun = async ({ session, target }) => void (await session.http.navigate({ url: target })),
  uploadRun = async ({ session, target, params, file }) => {
    await session.http.postForm(target, { album: params.album, photo: file });
    return { bytesSent: file.size };
  },
  plugin = {},
  ...rest
}: { readonly openRun?: Run; readonly uploadRun?: Run; readonly plugin?: Partial<SitePlugin> } & Partial<
  Omit<PluginContract, 'plugin'>
> = {}): PluginContract {
  const shop = definePlugin({
    name: 'shop',
    targets: () => [base],
    origins: () => [base],
    async createSession({ http, user, signal }): Promise<ShopSession> {
      const session = http.session();
      await session.postForm(`${base}/login`, { user: user.id, password: 'secret' }, { signal });
      return { http: session, user: user.id };
    },
    closeSession: () => undefined,
    actions: {
      open: action({ params: albumSchema, run: openRun }),
      upload: action({ params: albumSchema, run: uploadRun }),
      download: action({ run: async ({ session, target }) => void (await session.http.get(target)) }),
    },
  });
  return {
    plugin: { ...shop(), ...plugin },
    site: () => createDefaultSite().respond,
    instructions: [open(`${base}/`), upload(`${base}/upload`, { album: 'x', file: photo }), download(`${base}/files/1000`)],
    invalid: [open(`${base}/`, { album: 7 }), upload(`${base}/upload`, { albun: 'x', file: photo })],
    ...rest,
  };
}

const run = (check: ContractCheck, contract: PluginContract) => check.run(createCheckContext(contract));

describe('a good plugin passes', () => {
  testPlugin(shopContract(), test);
});

describe('a plugin is found out that', () => {
  const timers: NodeJS.Timeout[] = [];
  afterEach(() => {
    for (const timer of timers.splice(0)) clearInterval(timer);
  });

  test('fails on a good site', async () => {
    const contract = shopContract({
      openRun: () => {
        throw new Error('out of order');
      },
    });
    await expect(run(playsInstructions, contract)).rejects.toThrow(
      /"open https:\/\/shop.test\/" should succeed, but ended failed: .*out of order/s,
    );
  });

  test('offers an action nobody tries', async () => {
    await expect(run(playsInstructions, shopContract({ instructions: [open(`${base}/`)] }))).rejects.toThrow('no good instruction');
  });

  test('does not take its own instructions', async () => {
    await expect(run(playsInstructions, shopContract({ plugin: { targets: [`${base}/elsewhere`] } }))).rejects.toThrow(
      'does not take its own instruction',
    );
  });

  test('takes invalid parameters', async () => {
    await expect(
      run(refusesInvalidParameters, shopContract({ invalid: [open(`${base}/`, { album: 'fine' }), upload(`${base}/upload`)] })),
    ).rejects.toThrow('should be refused');
  });

  test('takes parameters nobody tries to get wrong', async () => {
    await expect(run(refusesInvalidParameters, shopContract({ invalid: [open(`${base}/`, { album: 7 })] }))).rejects.toThrow(
      'has no invalid instruction',
    );
  });

  test('shares one session among its users', async () => {
    const shared = { user: 'all' };
    const contract = shopContract({
      plugin: { createSession: () => shared },
      openRun: () => ({ status: null }),
      uploadRun: () => ({ status: null }),
      instructions: [open(`${base}/`)],
    });
    await expect(run(keepsSessions, contract)).rejects.toThrow('same object to two plays');
  });

  test('throws when a session is closed', async () => {
    const closeSession = () => {
      throw new Error('stuck');
    };
    await expect(run(keepsSessions, shopContract({ plugin: { closeSession } }))).rejects.toThrow('closeSession threw');
  });

  test('leaves a timer running', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        timers.push(setInterval(() => undefined, 60_000));
        await session.http.navigate({ url: target });
      },
    });
    await expect(run(keepsSessions, contract)).rejects.toThrow('timers still run');
  });

  test('goes on after its deadline', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        await session.http.navigate({ url: target }).catch(() => new Promise(() => undefined));
      },
    });
    await expect(run(honoursAborts, contract)).rejects.toThrow(/handler of "open" did not settle at its deadline/);
  });

  test('waits for something else through the end of the run', async () => {
    let played = 0;
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        await session.http.navigate({ url: target });
        played += 1;
        if (played > 1) await new Promise(() => undefined);
      },
    });
    await expect(run(honoursAborts, contract)).rejects.toThrow(/handler of "open" did not settle at the end of the run, after the answer/);
  });

  test('does something else when it is played again', async () => {
    let played = 0;
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        played += 1;
        if (played === 1) await session.http.navigate({ url: target });
      },
    });
    await expect(run(honoursAborts, contract)).rejects.toThrow(
      'sent request 1 of instruction 1 once, but not when the same was played again',
    );
  });

  test('does not let go while it makes a session', async () => {
    const { createSession } = shopContract().plugin;
    const plugin: Partial<SitePlugin> = {
      createSession: async (context) => {
        try {
          return await createSession?.(context);
        } catch {
          return new Promise(() => undefined);
        }
      },
    };
    await expect(run(honoursAborts, shopContract({ plugin }))).rejects.toThrow('createSession did not settle');
  });

  test('calls an unanswered request a success', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        await session.http.navigate({ url: target }).catch(() => undefined);
        return { status: null };
      },
    });
    await expect(run(reportsFailures, contract)).rejects.toThrow('was reported as ok on a site that');
  });

  test('follows what a site says past the scope', async () => {
    const contract = shopContract({
      uploadRun: async ({ session, target, file }) => {
        const reply = await session.http.postForm(target, { photo: file });
        const location = new URL(reply.header('location') ?? '/', target);
        if (location.origin !== base) await fetch(location);
      },
    });
    await expect(run(staysInScope, contract)).rejects.toThrow(/on its own \(TCPCONNECTWRAP\), when every link and address/);
  });

  test('uses a client of its own', async () => {
    const other = await startLoopbackSite();
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        await fetch(other.baseUrl);
        await session.http.navigate({ url: target });
      },
    });
    await expect(run(staysInScope, contract)).rejects.toThrow('used the network on its own');
    await other.close();
  });

  test('talks to an origin it does not declare', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        await session.http.get('https://metrics.test/').catch(() => undefined);
        await session.http.navigate({ url: target });
      },
    });
    await expect(run(declaresOrigins, contract)).rejects.toThrow('asked for "https://metrics.test/"');
    await expect(run(declaresOrigins, shopContract({ plugin: { origins: ['https://other.test'] } }))).rejects.toThrow(
      'does not declare the origin',
    );
  });

  test('floats a rejection', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        void session.http.get(new URL('/status/200', target)).then(({ status }) => {
          if (status !== 200) throw new Error('floating');
        });
        await session.http.navigate({ url: target });
      },
    });
    await expect(run(handlesRejections, contract)).rejects.toThrow('a site that answers 500 and nobody listened');
  });

  test('states more bytes than were on the wire, or none of them', async () => {
    const stating =
      (bytesSent: number): Run =>
      async ({ session, target, file }) => {
        await session.http.postForm(target, { photo: file });
        return { bytesSent };
      };
    await expect(run(reportsBytes, shopContract({ uploadRun: stating(1_000_000) }))).rejects.toThrow('stated bytesSent: 1000000');
    await expect(run(reportsBytes, shopContract({ uploadRun: stating(0) }))).rejects.toThrow('stated bytesSent: 0');
  });

  test('does not wait for its requests', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => {
        await session.http.navigate({ url: target });
        void session.http.get(new URL('/about', target)).catch(() => undefined);
      },
    });
    await expect(run(reportsBytes, contract)).rejects.toThrow('wait for every request');
  });

  test('draws its own numbers', async () => {
    const contract = shopContract({
      openRun: async ({ session, target }) => void (await session.http.navigate({ url: `${target.href}?${Math.random()}` })),
    });
    await expect(run(repeatsItself, contract)).rejects.toThrow(/requests of two runs under one seed differ/);
  });

  test('lists an action it has no handler for', async () => {
    // What a plugin written without types may hold.
    const actions = { ...shopContract().plugin.actions, follow: {} as AnyActionDefinition };
    await expect(run(leavesTheRest, shopContract({ plugin: { actions } }))).rejects.toThrow('no run function for follow');
  });

  test('answers supports() late, badly or by chance', async () => {
    const late = async () => true;
    const thrower = () => {
      throw new Error('never asked');
    };
    let turn = 0;
    const fickle = () => (turn += 1) % 2 === 0;
    for (const [supports, message] of [
      [late, 'true or false at once'],
      [thrower, 'threw'],
      [fickle, 'differently'],
    ] as const) {
      // What a plugin written without types may hold.
      const plugin = { supports: supports as unknown as () => boolean };
      await expect(run(leavesTheRest, shopContract({ plugin }))).rejects.toThrow(message);
    }
  });

  test('is no plugin at all', async () => {
    const { [pluginBrand]: _brand, ...plain } = shopContract().plugin;
    const contract = { ...shopContract(), plugin: plain as SitePlugin };
    await expect(run(playsInstructions, contract)).rejects.toMatchObject({ code: 'plugin_invalid' });
  });
});
