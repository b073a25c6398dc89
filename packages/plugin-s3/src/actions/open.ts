import { z } from 'zod';
import type { S3Settings } from '../config/s3-settings.ts';
import { count } from '../params/count.ts';
import { parseObjectTarget } from '../targets/object-target.ts';
import { openFolder } from './open-folder.ts';
import { s3Action } from './s3-session.ts';

const params = z.strictObject({
  pages: count(1000).optional().describe('Pages to look at. Default all, up to 10.'),
  pageSize: count(1000).optional().describe('Entries on a page. Default that of the store.'),
});

/** Makes `open`: lists a folder page by page. */
export function createOpen(settings: S3Settings) {
  return s3Action({
    description: 'Lists what is in a folder, page by page.',
    params,
    prepare: ({ target }) => target && parseObjectTarget(target, settings),
    async run(context) {
      const { prepared, target, params: given } = context;
      await openFolder(prepared ?? parseObjectTarget(target, settings), given, context);
    },
  });
}
