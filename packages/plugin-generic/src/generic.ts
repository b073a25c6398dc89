import { definePlugin } from '@rushhour/core';
import { z } from 'zod';
import { download } from './download.ts';
import { follow } from './follow.ts';
import { open } from './open.ts';
import { byteCount } from './params/byte-count.ts';
import { downloadName } from './save/download-name.ts';
import { upload } from './upload.ts';

const config = z.strictObject({
  downloads: z.string().min(1).optional().describe('The folder `download` may save in, with `save=true`; made when it is not there.'),
  minFree: byteCount
    .default(64 * 1024 * 1024)
    .describe('Nothing is saved while the disk of that folder has less space left. Default 64MiB.'),
});

/**
 * The plugin that serves any http(s) target nobody else claims. Put it last.
 *
 * @example
 * ```ts
 * const web = generic({ downloads: './downloads' });
 * const instructions = [
 *   web.open('https://shop.example/', { contains: 'Welcome' }),
 *   web.follow('https://shop.example/', { css: 'a.product' }),
 *   web.download('https://shop.example/manual.pdf', { save: true }),
 * ];
 * ```
 */
export const generic = definePlugin({
  name: 'generic',
  config,
  targets: () => ['http:', 'https:'],
  origins: () => [],
  createSession({ config: { downloads, minFree }, http, user, clock }) {
    let count = 0;
    return {
      http: http.session(),
      downloads,
      minFree,
      nextName: () => downloadName({ userId: user.id, at: clock.wallTime(), count: (count += 1) }),
    };
  },
  actions: { open, follow, upload, download },
});
