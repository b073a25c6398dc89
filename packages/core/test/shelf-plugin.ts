import { actionFor } from '../src/plugin/action-for.ts';
import type { CreatedThing, Removal } from '../src/plugin/created-things.ts';
import { definePlugin } from '../src/plugin/define-plugin.ts';
import type { SitePlugin } from '../src/plugin/plugin.ts';

/** Something on a shelf. What is not ours has no run. */
export interface ShelfThing {
  run?: string;
  owner?: string;
  expiresAt?: number | undefined;
  bytes?: number;
  isUnfinished?: boolean;
}

/** A target in memory that things are put on, and taken off. */
export interface Shelf {
  readonly plugin: SitePlugin;
  readonly things: Map<string, ShelfThing>;
  /** Runs that have said they go on, and until when. */
  readonly leases: Map<string, number>;
  /** Asked to be removed, in their order. */
  readonly removals: string[];
  /** Removals that fail, by marker and how often. */
  readonly stubborn: Map<string, number>;
  listings: number;
  isClosed: boolean;
}

/** How uploads to a shelf go. */
export interface ShelfOptions {
  /** Called while the thing is being put there, before it is. */
  readonly whileUploading?: () => Promise<void>;
  /** What becomes of the record when the upload is over. @default created */
  readonly closes?: 'created' | 'absent' | 'nothing';
  /** Bytes of things by their number. */
  readonly bytesOf?: (number: number) => number;
  /** Called while things are being removed, before they are. */
  readonly whileRemoving?: (signal: AbortSignal) => Promise<void>;
  /** Called by `download` while it uses the thing. */
  readonly whileUsing?: () => Promise<void>;
}

const action = actionFor<object>();

/** Makes a shelf and the plugin that puts things on it: uploads name them by their token, downloads use the first. */
export function createShelf(wallTime: () => number, options: ShelfOptions = {}): Shelf {
  const { closes = 'created', bytesOf = () => 1 } = options;
  let number = 0;
  const shelf: Omit<Shelf, 'plugin'> = {
    things: new Map(),
    leases: new Map(),
    removals: [],
    stubborn: new Map(),
    listings: 0,
    isClosed: false,
  };
  const upload = action({
    async run({ ledger, token }) {
      const bytes = bytesOf(number);
      number += 1;
      const entry = await ledger.intend({ marker: token, bytes });
      const { run, owner, expiresAt } = entry;
      if (!shelf.leases.has(run)) shelf.leases.set(run, entry.liveUntil);
      await options.whileUploading?.();
      if (closes !== 'absent') shelf.things.set(token, { run, owner, expiresAt, bytes });
      if (closes === 'created') entry.created(`/things/${token}`);
      if (closes === 'absent') entry.absent();
    },
  });
  const download = action({
    async run({ ledger }) {
      const [marker = ''] = shelf.things.keys();
      if (ledger.use(marker)) await options.whileUsing?.();
    },
  });
  const remove = (thing: CreatedThing): Removal => {
    const { marker, run } = thing;
    shelf.removals.push(marker);
    const failures = shelf.stubborn.get(marker) ?? 0;
    if (failures > 0) {
      shelf.stubborn.set(marker, failures - 1);
      return { marker, outcome: 'failed', message: 'it would not go' };
    }
    const there = shelf.things.get(marker);
    if (there === undefined) return { marker, outcome: 'absent' };
    if (there.run !== run) return { marker, outcome: 'foreign' };
    shelf.things.delete(marker);
    return { marker, outcome: 'removed' };
  };
  const make = definePlugin({
    name: 'shelf',
    targets: () => ['https://shelf.example'],
    origins: () => ['https://shelf.example'],
    actions: { upload, download },
    createService: () => ({ isOpen: true }),
    createSession: ({ service }) => service,
    closeService: () => {
      shelf.isClosed = true;
    },
    created: {
      async *list({ minimumAgeMs, places }) {
        shelf.listings += 1;
        if (places.length === 0) return;
        for (const [marker, { run, owner = '', expiresAt, bytes, isUnfinished }] of shelf.things) {
          if (run === undefined || (minimumAgeMs > 0 && expiresAt === undefined)) continue;
          const isLive = (shelf.leases.get(run) ?? 0) > wallTime();
          yield {
            marker,
            run,
            owner,
            expiresAt,
            isLive,
            ...(bytes !== undefined && { bytes }),
            ...(isUnfinished !== undefined && { isUnfinished }),
          };
        }
      },
      async remove(things, { signal }) {
        await options.whileRemoving?.(signal);
        return signal.aborted ? things.map(({ marker }) => ({ marker, outcome: 'failed' })) : things.map(remove);
      },
      async renew({ run, until }) {
        shelf.leases.set(run, until);
      },
      async release({ run }) {
        shelf.leases.delete(run);
      },
    },
  });
  return Object.assign(shelf, { plugin: make() });
}
