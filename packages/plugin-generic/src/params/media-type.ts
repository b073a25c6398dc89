import { z } from 'zod';

/** A media type, such as `image/jpeg` or `text/plain; charset=utf-8`. */
export const mediaType = z.string().regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]+)?$/, 'is not a media type such as image/jpeg');
