import type { ByteBudget } from './byte-budget.ts';
import { compareKeys } from './compare-keys.ts';
import { createSortedKeys } from './sorted-keys.ts';
import { createUploads, type Uploads } from './uploads.ts';
import type { DeleteMarker, ObjectContent, StoredObject } from './stored-object.ts';

/** Whether a bucket keeps what is overwritten and deleted; empty for a bucket that never did. */
export type Versioning = '' | 'Enabled' | 'Suspended';

/** What a bucket needs from its store. */
export interface BucketOptions {
  readonly name: string;
  readonly versioning: Versioning;
  readonly bytes: ByteBudget;
  /** Milliseconds since 1970, whole seconds. */
  readonly now: () => number;
  readonly nextId: () => string;
}

/** Objects by key, each with its versions. */
export interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  readonly uploads: Uploads;
  versioning: Versioning;
  /** The newest version of a key. */
  current(key: string): StoredObject | DeleteMarker | undefined;
  version(key: string, versionId: string): StoredObject | DeleteMarker | undefined;
  /**
   * Writes an object, as of now unless another time is given.
   *
   * @throws StoreError `InsufficientStorage`
   */
  put(key: string, content: ObjectContent, modifiedAt?: number): StoredObject;
  /** Deletes as the versioning says; the marker, where it left one. */
  remove(key: string): DeleteMarker | undefined;
  /** Deletes one version for good; the version, where there was one. */
  removeVersion(key: string, versionId: string): StoredObject | DeleteMarker | undefined;
  /** Keys whose newest version is an object, in the order of a listing. */
  keys(): readonly string[];
  /** All versions by key, the newest first. */
  versions(): readonly (StoredObject | DeleteMarker)[];
  isEmpty(): boolean;
}

/** The version id of what is written while a bucket is not versioned. */
const noVersion = 'null';

/** Makes an empty bucket. */
export function createBucket({ name, versioning, bytes, now, nextId }: BucketOptions): Bucket {
  const entries = new Map<string, readonly (StoredObject | DeleteMarker)[]>();
  const live = createSortedKeys();

  const set = (key: string, versions: readonly (StoredObject | DeleteMarker)[]): void => {
    const [newest] = versions;
    if (newest === undefined) entries.delete(key);
    else entries.set(key, versions);
    if (newest?.isDeleteMarker === false) live.add(key);
    else live.delete(key);
  };
  const removeVersion = (key: string, versionId: string): StoredObject | DeleteMarker | undefined => {
    const versions = entries.get(key) ?? [];
    const removed = versions.find((version) => version.versionId === versionId);
    if (removed === undefined) return undefined;
    if (!removed.isDeleteMarker) bytes.give(removed.size);
    set(
      key,
      versions.filter((version) => version !== removed),
    );
    return removed;
  };
  const newId = (): string => (bucket.versioning === 'Enabled' ? nextId() : noVersion);
  const add = <Version extends StoredObject | DeleteMarker>(version: Version): Version => {
    if (version.versionId === noVersion) removeVersion(version.key, noVersion);
    set(version.key, [version, ...(entries.get(version.key) ?? [])]);
    return version;
  };

  const bucket: Bucket = {
    name,
    createdAt: now(),
    uploads: createUploads({ bytes, now, nextId }),
    versioning,
    current: (key) => entries.get(key)?.[0],
    version: (key, versionId) => entries.get(key)?.find((version) => version.versionId === versionId),
    put(key, content, modifiedAt = now()) {
      bytes.take(content.size);
      return add({ ...content, isDeleteMarker: false, key, versionId: newId(), modifiedAt });
    },
    remove(key) {
      if (bucket.versioning !== '') return add({ isDeleteMarker: true, key, versionId: newId(), modifiedAt: now() });
      removeVersion(key, noVersion);
      return undefined;
    },
    removeVersion,
    keys: live.all,
    versions: () => [...entries.keys()].toSorted(compareKeys).flatMap((key) => entries.get(key) ?? []),
    isEmpty: () => entries.size === 0,
  };
  return bucket;
}
