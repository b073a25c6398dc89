import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContent } from '@rushhour/content';
import { scenario, ScenarioRunner, upload } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { s3 } from '@rushhour/plugin-s3';
import { killNine, type KillNine } from '../packages/cli/test/stores/kill-nine.ts';
import { startMinio } from '../scripts/services/minio.ts';
import type { S3Service } from '../scripts/services/s3-service.ts';
import type { Benchmark, Figure } from './measurement.ts';

/** What is left after `kill -9` in the middle of 100 uploads to MinIO and one sweep of another run. */
export const killNineBench: Benchmark = {
  name: 'kill-nine',
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'rushhour-bench-'));
    const minio = await startMinio({ folder });
    try {
      const rounds: KillNine[] = [];
      for (let round = 0; round < (short ? 1 : 3); round += 1) rounds.push(await killNine({ ...minio, folder }, { sweeper: 'run' }));
      const sum = (figure: keyof KillNine) => rounds.reduce((total, one) => total + one[figure], 0);
      const none = { unit: '', asked: { atMost: 0 } };
      return [
        {
          name: 'kill -9, one sweep: objects past their TTL',
          value: sum('pastTtl'),
          ...none,
          note: `of ${sum('left')} left, ${rounds.length} rounds`,
        },
        { name: 'kill -9, one sweep: open multipart uploads', value: sum('openUploads'), ...none, note: `of ${sum('leftOpen')} left open` },
        {
          name: 'kill -9, one sweep: foreign keys touched',
          value: sum('foreignTouched'),
          ...none,
          note: `of ${sum('foreign')} that look alike`,
        },
        await removalAtStop(minio),
      ];
    } finally {
      await minio.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

/** How long 2,000 objects take to go at a stop, each looked at before and afterwards; it has ten seconds. */
async function removalAtStop({ endpoint, accessKeyId, secretAccessKey }: S3Service): Promise<Figure> {
  const objects = 2000;
  const runner = new ScenarioRunner({
    scenarios: [scenario('put', {}, [upload('s3://at-stop/team', { file: 'txt:1KB' })])],
    plugins: [s3({ endpoint, credentials: { accessKeyId, secretAccessKey }, createBuckets: true })],
    http: createHttp(),
    content: createContent(),
    allow: [endpoint],
    users: 16,
    actions: objects,
    think: '0',
    created: { onStop: 'remove' },
  });
  const at = new Map<string, number>();
  runner.on('phase', ({ phase }) => at.set(phase, performance.now()));
  const { created } = await runner.run();
  return {
    name: `${objects} objects removed at the stop`,
    value: ((at.get('flushing') ?? NaN) - (at.get('cleaning') ?? NaN)) / 1000,
    unit: 's',
    asked: { atMost: 10 },
    note: `${created.removed} gone, ${created.left} left`,
  };
}
