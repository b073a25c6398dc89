/** Most of an error document that is looked at, in bytes. */
const maxBytes = 64 * 1024;

/** Gathers the document that came instead of an object. */
export interface ErrorText {
  push(chunk: Uint8Array): void;
  text(): string;
}

/** Makes an empty one. */
export function createErrorText(): ErrorText {
  let chunks: Uint8Array[] | undefined;
  let bytes = 0;
  return {
    push(chunk) {
      if (bytes >= maxBytes) return;
      bytes += chunk.byteLength;
      (chunks ??= []).push(chunk);
    },
    text: () => (chunks === undefined ? '' : Buffer.concat(chunks).toString('utf8', 0, maxBytes)),
  };
}
