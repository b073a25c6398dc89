import { z } from 'zod';
import { controlKind } from '../created/control-keys.ts';

/** A key below the target. */
export const objectName = z
  .string()
  .min(1)
  .refine((name) => name.isWellFormed(), 'is not well-formed text')
  .refine((name) => Buffer.byteLength(name) <= 1024, 'is longer than 1024 bytes')
  .refine((name) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(name), 'has "." or ".." between slashes, which no URL can hold')
  .refine((name) => !name.startsWith('/') && !name.endsWith('/'), 'begins or ends with a slash')
  .refine((name) => controlKind(name) === undefined, 'lies in the folder ".rushhour", which rushhour keeps for itself');
