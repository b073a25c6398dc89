import { StoreError } from './store-error.ts';

/** Takes the framing off a body. */
export interface ChunkDecoder {
  /** Takes bytes as they come; data goes to `onData`. */
  write(bytes: Buffer): void;
  /** The trailers, by lower-case name, once the body is over. */
  end(): ReadonlyMap<string, string>;
}

const maxLineBytes = 8192;

/**
 * Decodes
 * {@link https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html | aws-chunked with trailers}: `size CRLF data CRLF`,
 * a chunk of size 0, then trailer lines and an empty one.
 *
 * | state | until | then |
 * |---|---|---|
 * | size | CRLF | data, or trailers when it was 0 |
 * | data | so many bytes | dataEnd |
 * | dataEnd | CRLF | size |
 * | trailers | an empty line | over |
 *
 * @throws StoreError `IncompleteBody` where the framing is broken
 */
export function createChunkDecoder(onData: (data: Buffer) => void): ChunkDecoder {
  let state: 'size' | 'data' | 'dataEnd' | 'trailers' | 'over' = 'size';
  let line = '';
  let left = 0;
  const trailers = new Map<string, string>();

  const endLine = (text: string): void => {
    if (state === 'dataEnd') {
      if (text !== '') throw new StoreError('IncompleteBody');
      state = 'size';
    } else if (state === 'size') {
      if (!/^[\da-f]{1,10}$/i.test(text)) throw new StoreError('IncompleteBody');
      left = Number.parseInt(text, 16);
      state = left === 0 ? 'trailers' : 'data';
    } else if (text === '') state = 'over';
    else {
      const colon = text.indexOf(':');
      if (colon < 1) throw new StoreError('IncompleteBody');
      trailers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim());
    }
  };

  return {
    write(bytes) {
      let at = 0;
      while (at < bytes.length) {
        if (state === 'over') throw new StoreError('IncompleteBody');
        if (state === 'data') {
          const data = bytes.subarray(at, at + left);
          onData(data);
          at += data.length;
          left -= data.length;
          if (left === 0) state = 'dataEnd';
        } else {
          const feed = bytes.indexOf(10, at);
          line += bytes.toString('latin1', at, feed < 0 ? bytes.length : feed);
          if (line.length > maxLineBytes) throw new StoreError('IncompleteBody');
          at = feed < 0 ? bytes.length : feed + 1;
          if (feed >= 0) {
            if (!line.endsWith('\r')) throw new StoreError('IncompleteBody');
            endLine(line.slice(0, -1));
            line = '';
          }
        }
      }
    },
    end() {
      if (state !== 'over') throw new StoreError('IncompleteBody');
      return trailers;
    },
  };
}
