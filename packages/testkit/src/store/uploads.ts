import type { ByteBudget } from './byte-budget.ts';
import type { ChecksumAlgorithm, StoredChecksum } from './checksum.ts';
import { compareKeys } from './compare-keys.ts';
import type { Payload } from './payload.ts';
import { StoreError } from './store-error.ts';

/** One part of a multipart upload. */
export interface StoredPart extends Payload {
  /** 1 to 10,000. */
  readonly number: number;
  readonly modifiedAt: number;
}

/** What the parts of an upload will become. */
export interface UploadPlan {
  readonly key: string;
  /** Headers of the object to be, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The checksum the client chose for all parts. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly type: StoredChecksum['type'] } | undefined;
}

/** A multipart upload that was neither completed nor aborted. */
export interface OpenUpload extends UploadPlan {
  readonly id: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly initiatedAt: number;
  readonly parts: ReadonlyMap<number, StoredPart>;
}

/** The open uploads of a bucket. */
export interface Uploads {
  create(plan: UploadPlan): OpenUpload;
  /** @throws StoreError `NoSuchUpload` */
  find(key: string, id: string): OpenUpload;
  /** @throws StoreError `NoSuchUpload`, `InsufficientStorage` */
  putPart(upload: OpenUpload, number: number, payload: Payload): void;
  /** Forgets an upload and its parts. */
  remove(upload: OpenUpload): void;
  /** By key, then in the order they were begun. */
  all(): readonly OpenUpload[];
}

/** Makes an empty set of uploads. */
export function createUploads(options: { readonly bytes: ByteBudget; readonly now: () => number; readonly nextId: () => string }): Uploads {
  const { bytes, now, nextId } = options;
  const open = new Map<string, { readonly upload: OpenUpload; readonly parts: Map<number, StoredPart> }>();

  const entry = (key: string, id: string) => {
    const found = open.get(id);
    if (found === undefined || found.upload.key !== key) throw new StoreError('NoSuchUpload', { elements: { UploadId: id } });
    return found;
  };

  return {
    create(plan) {
      const parts = new Map<number, StoredPart>();
      const upload: OpenUpload = { ...plan, id: nextId(), initiatedAt: now(), parts };
      open.set(upload.id, { upload, parts });
      return upload;
    },
    find: (key, id) => entry(key, id).upload,
    putPart({ key, id }, number, payload) {
      const { parts } = entry(key, id);
      bytes.give(parts.get(number)?.size ?? 0);
      parts.delete(number);
      bytes.take(payload.size);
      parts.set(number, { ...payload, number, modifiedAt: now() });
    },
    remove({ id, parts }) {
      if (!open.delete(id)) return;
      for (const { size } of parts.values()) bytes.give(size);
    },
    all: () => [...open.values()].map(({ upload }) => upload).toSorted((a, b) => compareKeys(a.key, b.key)),
  };
}
