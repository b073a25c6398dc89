import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMinio } from '../../../scripts/services/minio.ts';
import type { S3Service } from '../../../scripts/services/s3-service.ts';
import { s3Stores } from '../../../scripts/services/s3-stores.ts';
import { killNine } from './stores/kill-nine.ts';

describe.each(s3Stores())('of a run that is killed in the middle of 100 uploads to $name', ({ name, start, gaps }) => {
  let folder: string;
  let store: S3Service;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rushhour-store-'));
    store = name === 'minio' ? await startMinio({ folder }) : await start();
  }, 60_000);
  afterAll(async () => {
    await store.stop();
    rmSync(folder, { recursive: true });
  });

  // fauxqs cannot tell which uploads are open.
  test.skipIf(gaps.has('multipart-listing')).each([
    { sweeper: 'run', versioned: name === 'ceph' },
    { sweeper: 'cleanup', versioned: name === 'minio' },
  ] as const)(
    'nothing is left after one sweep ($sweeper, versions: $versioned), and nothing of others is touched',
    async (how) => {
      const found = await killNine({ ...store, ...(name === 'minio' && { folder }) }, how);
      expect(found).toMatchObject({ pastTtl: 0, openUploads: 0, foreignTouched: 0 });
      expect(found.leftOpen).toBeGreaterThan(0);
      // An announcement goes with its hidden version, which then is gone already.
      expect(found.left - found.removed).toBeLessThanOrEqual(how.versioned ? found.leftOpen : 0);
      expect(found.removed).toBeLessThanOrEqual(found.left);
    },
    60_000,
  );
});
