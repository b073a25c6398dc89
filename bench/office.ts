import { ScenarioRunner, systemClock, type ActionEndEvent } from '@rushhour/core';
import { lookIntoStore } from '../examples/office/test/look-into-store.ts';
import { officeRun } from '../examples/office/test/office-run.ts';
import { startMinio } from '../scripts/services/minio.ts';
import type { Benchmark } from './measurement.ts';

const dayMs = 86_400_000;

/** The day of the office against MinIO in ten minutes: what is due is gone, the ledger says how much is left, nothing fails by itself. */
export const office: Benchmark = {
  name: 'office',
  async run({ short }) {
    const minio = await startMinio();
    const watch = lookIntoStore(minio);
    try {
      // A short look lasts five seconds, with as many actions a second.
      const [speed, scale] = short ? [17_280, 0.000_083] : [144, 0.01];
      const runner = new ScenarioRunner({ ...(await officeRun(minio)), speed, scale, sizeScale: 0.01, clock: systemClock });
      const failed: ActionEndEvent[] = [];
      let withFile = 0;
      let unsure = 0;
      runner.on('actionEnd', (end) => {
        if (end.outcome === 'failed' && end.fault === undefined) failed.push(end);
        // A connection that was reset: whether the store has the file only the store knows. The ledger counts it until it is due.
        if (end.action === 'upload' && end.fault === 'connection_reset' && end.at > (dayMs - 3 * 3_600_000) / speed) unsure += 1;
        if (end.action === 'download' && end.bytesReceived > 0) withFile += 1;
      });
      const { actions, byAction, rate, created, generator } = await runner.run();
      const endedAt = Date.now();
      const live = await watch.objects();
      const marks = await Promise.all(live.map((object) => watch.read(object)));
      const late = marks.filter(({ metadata }) => Number(metadata['rushhour-expires']) < endedAt - 2000).length;
      const { made, removed, left } = created;
      return [
        {
          name: 'actions begun of those intended',
          value: actions.started / actions.scheduled,
          unit: 'of them',
          asked: { atLeast: 0.95 },
          note: `${actions.started} of ${actions.scheduled}, ${byAction['upload']?.started} up and ${byAction['download']?.started} down (${withFile} with a file), ${rate.achievedPerMinute} a minute`,
        },
        {
          name: 'failures that were not injected',
          value: failed.length,
          unit: '',
          asked: { atMost: 0 },
          note: `${actions.injected} injected${failed[0] === undefined ? '' : `; ${failed[0].error}: ${failed[0].message}`}`,
        },
        { name: 'objects past their time', value: late, unit: '', asked: { atMost: 0 }, note: `${made} made, ${removed} removed` },
        {
          name: 'objects the ledger has wrong',
          value: Math.max(0, live.length - left, left - live.length - unsure),
          unit: '',
          asked: { atMost: 0 },
          note: `${live.length} live, ${left} in the ledger, ${unsure} uploads of unknown fate`,
        },
        { name: 'objects of rushhour itself', value: (await watch.ownObjects()).length, unit: '', asked: { atMost: 0 } },
        { name: 'most memory', value: generator.maxRssBytes / 2 ** 20, unit: 'MiB' },
      ];
    } finally {
      watch.close();
      await minio.stop();
    }
  },
};
