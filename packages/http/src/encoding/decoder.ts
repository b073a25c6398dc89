import { RushhourError } from '@rushhour/core';
import { createOutlet, type OutletOptions } from './outlet.ts';
import { createZlibStage, type Coding } from './zlib-stage.ts';

/** What a decoder is told, and whom it calls back. Exactly one of `end` and `error` is called, and nothing after it. */
export interface DecoderOptions extends OutletOptions {
  /** Decoding failed (`decode_error`, `body_too_large`), or `data` did: then with its own error. The decoder is already destroyed. */
  readonly error: (error: unknown) => void;
  /** Called after a `push` that returned false, when the next piece may come. */
  readonly drain?: () => void;
}

/** Undoes the content encoding of one body. Push-style, so that a dispatch handler can feed it. */
export interface Decoder {
  /** Takes a piece as it came over the wire; false asks to pause until `drain`. Later pieces are kept all the same. */
  push(chunk: Uint8Array): boolean;
  /** Says that the body is complete; `end` follows when all of it was handed out. */
  end(): void;
  /** Drops everything at once; nothing is called back after it. */
  destroy(): void;
}

/** Longest chain of encodings, as browsers and undici (CVE-2026-22036). */
const maxCodings = 5;

const codings: Readonly<Record<string, Coding>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };

/** Reads a Content-Encoding header, in the order the codings were applied. */
function parseCodings(contentEncoding: string): readonly Coding[] {
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > maxCodings) {
    throw new RushhourError('decode_error', { message: `The body has "${names.length}" encodings, more than ${maxCodings}.` });
  }
  return names.map((name) => {
    const coding = Object.hasOwn(codings, name) ? codings[name] : undefined;
    if (coding === undefined) {
      throw new RushhourError('decode_error', { message: `The content encoding "${name.slice(0, 40)}" is not known.` });
    }
    return coding;
  });
}

/**
 * Makes a decoder for the value of a Content-Encoding header; an empty one hands bodies through. Knows gzip, deflate (with and
 * without zlib header) and br, up to five of them in a chain.
 *
 * @throws RushhourError `decode_error` when the encoding is unknown or the chain too long.
 */
export function createDecoder(contentEncoding: string, options: DecoderOptions): Decoder {
  const applied = parseCodings(contentEncoding);
  let isOver = false;

  const fail = (error: unknown) => {
    if (isOver) return;
    isOver = true;
    first.destroy();
    options.error(error);
  };
  const end = () => {
    if (isOver) return;
    isOver = true;
    options.end();
  };

  // The coding applied last is undone first, so it is the outermost stage.
  let first = createOutlet({ ...options, end }, fail);
  for (const coding of applied) first = createZlibStage(coding, first, fail);
  first.onDrain = () => {
    if (!isOver) options.drain?.();
  };

  return {
    push: (chunk) => !isOver && first.push(chunk),
    end() {
      if (!isOver) first.end();
    },
    destroy() {
      isOver = true;
      first.destroy();
    },
  };
}
