import {
  createRandom,
  createRunId,
  createScope,
  systemClock,
  type CreatedContext,
  type CreatedThing,
  type CreatedThings,
  type HttpTransport,
} from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { onTestFinished } from 'vitest';
import { createdObjects } from '../src/created/created-objects.ts';
import { createS3Service, type S3Service } from '../src/service/s3-service.ts';
import { settingsFor, type TestStore } from './settings-for.ts';

/** The service of a run of its own, and how the ledger would use it. */
export interface OpenService {
  readonly service: S3Service;
  readonly run: string;
  readonly context: CreatedContext<S3Service>;
  readonly transport: HttpTransport;
  /** Everything that is told of a place. */
  list(
    place: string,
    options?: { readonly minimumAgeMs?: number; readonly isKnown?: (marker: string) => boolean },
  ): Promise<readonly CreatedThing[]>;
  remove: (things: readonly CreatedThing[]) => ReturnType<CreatedThings<S3Service>['remove']>;
}

/** Opens a service as another process would, until the test is over. */
export function openService(
  store: TestStore,
  { run = createRunId(systemClock.wallTime()), places = [] }: { readonly run?: string; readonly places?: readonly string[] } = {},
): OpenService {
  const random = createRandom(run);
  const transport = createHttp().open({ id: run, scope: createScope([store.url]), clock: systemClock, users: 1, warn: () => undefined });
  onTestFinished(() => transport.close());
  const session = transport.session({ id: 'service', random });
  const { signal } = new AbortController();
  const service = createS3Service({
    config: settingsFor(store),
    http: { session: () => session },
    run,
    places: places.map((place) => new URL(place)),
    signal,
    random,
    clock: systemClock,
  });
  const context = { service, run, signal };
  return {
    service,
    run,
    context,
    transport,
    async list(place, { minimumAgeMs = 0, isKnown = () => false } = {}) {
      const things: CreatedThing[] = [];
      for await (const thing of createdObjects.list({ ...context, places: [new URL(place)], minimumAgeMs, isKnown })) things.push(thing);
      return things;
    },
    remove: (things) => createdObjects.remove(things, context),
  };
}
