// Uploads a large file to the store of a test; the test ends this process in the middle of it.
import { upload } from '@rushhour/core';
import { play } from './play.ts';

const [url = ''] = process.argv.slice(2);
const store = { url, region: 'us-east-1', accessKeyId: 'rushhour', secretAccessKey: 'rushhour-secret' };
await play([upload('s3://office/team', { file: 'zip:12MB', object: 'large.zip' })], { store });
