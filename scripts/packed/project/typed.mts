// What a user's editor and compiler see, in an ES module.
import { actionFor, definePlugin, open, scenario, ScenarioRunner, type HttpSession, type RunSummary } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { plugin as generic } from '@rushhour/plugin-generic';
import { testPlugin } from '@rushhour/testkit';
import { z } from 'zod';

interface ShopSession {
  readonly http: HttpSession;
  readonly token: string;
}

const action = actionFor<ShopSession>();

const shop = definePlugin({
  name: 'shop',
  config: z.object({ baseUrl: z.url() }),
  targets: ({ baseUrl }) => [baseUrl],
  origins: ({ baseUrl }) => [new URL(baseUrl).origin],
  createSession: ({ http }) => ({ http: http.session(), token: 'a' }),
  actions: {
    open: action({
      description: 'Opens an album.',
      params: z.object({ album: z.string().default('inbox') }),
      async run({ target, params, session, signal }) {
        const album: string = params.album;
        const token: string = session.token;
        await session.http.get(target, { signal, headers: { album, token } });
      },
    }),
  },
});

const mine = shop({ baseUrl: 'http://localhost:1/' });
// @ts-expect-error a misspelt parameter does not compile
mine.open('/photos', { albun: 'x' });

const visit = scenario('visit', { order: 'random' }, [mine.open('/photos', { album: 'x' }), open('http://localhost:1/')]);
const runner = new ScenarioRunner({ scenarios: [visit], plugins: [mine, generic()], http: createHttp(), users: 2, plays: 1 });
export const summary: Promise<RunSummary> = runner.run();
export { testPlugin };
