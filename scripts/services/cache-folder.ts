import { homedir } from 'node:os';
import { join } from 'node:path';

/** What takes long to get and is the same in every clone of this machine: built binaries and unpacked packages, below the user's cache. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rushhour');
