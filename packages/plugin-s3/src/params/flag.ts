import { z } from 'zod';

/** Yes or no; in the line format `true` or `false`. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false'])]).transform((value) => value === true || value === 'true');
