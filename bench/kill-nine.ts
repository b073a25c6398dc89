import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killNine, type KillNine } from '../packages/cli/test/stores/kill-nine.ts';
import { startMinio } from '../scripts/services/minio.ts';
import type { Benchmark } from './measurement.ts';

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
      ];
    } finally {
      await minio.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
