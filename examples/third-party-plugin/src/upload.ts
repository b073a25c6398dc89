import { z } from 'zod';
import { shopAction } from './shop-session.ts';

/** Uploads a photo into an album. */
export const upload = shopAction({
  description: 'Uploads a photo into an album.',
  params: z.strictObject({ album: z.string().default('inbox') }),
  async run({ target, params: { album }, file, session, ledger, signal }) {
    const photo = await ledger.intend({ marker: `${album}/${file.name}`, bytes: file.size });
    const answer = await session.http.postForm(target, { album, photo: file }, { signal });
    if (answer.status === 201) photo.created(answer.header('location'));
    else if (answer.status >= 400 && answer.status < 500) photo.absent();
    // Else nobody knows: the entry stays open, and counts as possibly made.
  },
});
