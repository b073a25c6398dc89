import sharp from 'sharp';
import { expect } from 'vitest';
import { decode, ffmpeg } from '../ffmpeg.ts';
import { forEachFile } from '../for-each-file.ts';
import type { FormatCheck } from '../format-check.ts';

export const imageChecks: Readonly<Record<string, FormatCheck>> = {
  jpg: pixels('image/jpeg', 'jpeg'),
  png: pixels('image/png', 'png'),
  gif: pixels('image/gif', 'gif'),
  svg: pixels('image/svg+xml', 'svg'),
  webp: pixels('image/webp', 'webp'),
  tiff: pixels('image/tiff', 'tiff'),
  bmp: {
    detected: 'image/bmp',
    readers: 'ffmpeg, every pixel',
    commands: [ffmpeg],
    open: (files) => forEachFile(files, ({ path }) => decode(path, [/Video: bmp, bgr24/, /frame= +1 /])),
  },
};

/** Decodes every pixel; a warning is a failure. */
function pixels(detected: string, format: string): FormatCheck {
  return {
    detected,
    readers: 'sharp, every pixel, without a warning',
    open: (files) =>
      forEachFile(files, async ({ bytes }) => {
        const image = sharp(bytes, { failOn: 'warning' });
        const { info } = await image.raw().toBuffer({ resolveWithObject: true });
        expect(info.size).toBe(info.width * info.height * info.channels);
        expect((await image.metadata()).format).toBe(format);
      }),
  };
}
