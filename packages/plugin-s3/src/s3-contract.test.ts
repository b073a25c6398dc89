import { testPlugin } from '@rushhour/testkit';
import { test } from 'vitest';
import { createMemoryStore } from '../test/memory-store.ts';
import { s3 } from './s3.ts';

const store = s3({ endpoint: 'https://store.test', region: 'us-east-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' } });
const note = { name: 'note.txt', data: 'hello' };

testPlugin(
  {
    plugin: store,
    site: createMemoryStore,
    instructions: [
      store.upload('https://store.test/office/{user}', { file: note, object: 'a.txt' }),
      store.upload('https://store.test/office/{user}', { file: note }),
      store.open('https://store.test/office/{user}'),
      store.follow('https://store.test/office/{user}', { what: 'object' }),
      store.download('https://store.test/office/{user}'),
      store.download('https://store.test/office/{user}', { object: 'a.txt', range: '0-', bytes: 5 }),
    ],
    invalid: [
      store.open('https://store.test/office', { pages: 0 }),
      store.follow('https://store.test/office', { pageSize: 1001 }),
      store.upload('https://store.test/office', { file: note, object: '../a' }),
      store.download('https://store.test/office', { range: '5-4' }),
    ],
  },
  test,
);
