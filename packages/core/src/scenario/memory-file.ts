import type { FileContent } from './file-content.ts';
import { mediaType } from './media-type.ts';
import type { OpenedFile } from './opened-file.ts';

/** Makes a file to upload of content given in code; closing it does nothing. */
export function memoryFile({ name, type = mediaType(name), data }: FileContent): OpenedFile {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return {
    name,
    type,
    size: bytes.byteLength,
    async *stream() {
      yield bytes;
    },
    close: async () => undefined,
  };
}
