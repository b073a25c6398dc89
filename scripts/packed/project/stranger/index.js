import { actionFor, definePlugin, RushhourError } from '@rushhour/core';
import { z } from 'zod';

const action = actionFor();

export const stranger = definePlugin({
  name: 'stranger',
  config: z.object({ prefix: z.string().default(process.env.STRANGER_PREFIX ?? 'http://localhost/') }),
  targets: ({ prefix }) => [prefix],
  origins: ({ prefix }) => [new URL(prefix).origin],
  actions: {
    open: action({
      description: 'Opens a page, or fails the way it is told to.',
      params: z.object({ times: z.coerce.number().int().default(1), fail: z.boolean().default(false) }),
      async run({ target, params, session, signal }) {
        if (params.fail) throw new RushhourError('no_link', { message: `The copy of a stranger says no to "${target.pathname}".` });
        for (let time = 0; time < params.times; time += 1) await session.http.get(target, { signal });
      },
    }),
  },
});
export { stranger as plugin, RushhourError as OwnError, z as ownZod };
