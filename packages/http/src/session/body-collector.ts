import { createDecoder, type Decoder } from '../encoding/decoder.ts';

/** Most of a body that is kept. */
const maxKeptBytes = 1024 * 1024;

/** What is to become of a body. */
export interface BodyCollectorOptions {
  readonly contentEncoding: string;
  /** Largest decoded body. */
  readonly maxBytes: number;
  readonly keep: boolean;
  readonly sink: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
  readonly onDrain: () => void;
}

/** Decodes a body; keeps its beginning, hands it on, or both. */
export class BodyCollector {
  readonly decoder: Decoder;
  /** Whether the body was longer than what is kept. */
  isTruncated = false;
  readonly #chunks: Uint8Array[] = [];
  #keptBytes = 0;

  /** @throws RushhourError `decode_error` when the encoding is unknown. */
  constructor({ contentEncoding, maxBytes, keep, sink, onEnd, onError, onDrain }: BodyCollectorOptions) {
    this.decoder = createDecoder(contentEncoding, {
      maxBytes,
      data: (chunk) => {
        if (keep) this.#keep(chunk);
        return sink?.(chunk);
      },
      end: onEnd,
      error: onError,
      drain: onDrain,
    });
  }

  /** What was kept. */
  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks, this.#keptBytes);
  }

  #keep(chunk: Uint8Array): void {
    const room = maxKeptBytes - this.#keptBytes;
    if (chunk.length > room) this.isTruncated = true;
    if (room === 0) return;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#chunks.push(kept);
    this.#keptBytes += kept.length;
  }
}
