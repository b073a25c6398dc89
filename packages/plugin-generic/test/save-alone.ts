// Downloads and saves a URL, and prints how that ended and what is in the folder; a test runs it with a limit on the size of files.
import { readdir } from 'node:fs/promises';
import { download } from '@rushhour/core';
import { play } from './play.ts';

const [target = '', downloads = ''] = process.argv.slice(2);
const [end] = await play([download(target, { save: true })], { base: new URL(target).origin, downloads });
process.stdout.write(JSON.stringify({ error: end?.error, message: end?.message, files: await readdir(downloads) }));
