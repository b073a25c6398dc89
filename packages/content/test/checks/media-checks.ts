import { decode, ffmpeg } from '../ffmpeg.ts';
import { forEachFile } from '../for-each-file.ts';
import type { FormatCheck } from '../format-check.ts';

export const mediaChecks: Readonly<Record<string, FormatCheck>> = {
  mp4: film('video/mp4', /mov,mp4,m4a/, /Video: h264 \(Baseline\)/),
  avi: film('video/x-msvideo', /Input #0, avi/, /Video: mjpeg \(Baseline\)/),
  mov: film('video/quicktime', /mov,mp4,m4a/, /Video: h264 \(Baseline\)/),
  mkv: film('video/x-matroska', /Input #0, matroska/, /Video: h264 \(Baseline\)/),
  mp3: played('audio/mpeg', 'sample', /Input #0, mp3/, /Audio: mp3, 48000 Hz, stereo/),
  wav: played('audio/x-wav', 'sample', /Input #0, wav/, /Audio: pcm_s16le/),
  flac: played('audio/flac', 'sample', /Input #0, flac/, /Audio: flac, 44100 Hz, mono, s16/),
  ogg: played('audio/ogg', 'sample', /Input #0, ogg/, /Audio: opus, 48000 Hz, mono/),
};

function film(detected: string, ...said: readonly RegExp[]): FormatCheck {
  return played(detected, 'frame', ...said, /frame= *[1-9]/);
}

function played(detected: string, what: string, ...said: readonly RegExp[]): FormatCheck {
  return {
    detected,
    readers: `ffmpeg, every ${what}`,
    commands: [ffmpeg],
    open: (files) => forEachFile(files, ({ path }) => decode(path, [...said, /Duration: \d\d:\d\d:\d\d\.\d\d/])),
  };
}
