// Makes the files below `files/` that no editor writes. What it makes is kept with the example; run it again after a change.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync, gzipSync } from 'node:zlib';

const put = (name: string, bytes: Uint8Array) => writeFileSync(new URL(`files/${name}`, import.meta.url), bytes);

put('images/dot.png', png(32));
put('archives/log.gz', gzipSync('00:00 all is well\n'.repeat(200)));
put('archives/backup.tar.gz', gzipSync(tar('notes.txt', 'What would be lost without a copy.\n')));
put('media/chime.wav', wav({ hertz: 880, seconds: 0.25 }));
put('media/hum.wav', wav({ hertz: 110, seconds: 0.5 }));

/** A dot on a square of so many pixels, in shades of grey. */
function png(size: number): Uint8Array {
  const middle = (size - 1) / 2;
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_none, x) => (Math.hypot(x - middle, y - middle) < size / 3 ? 40 : 240)),
  ]);
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([number(data.length), body, number(crc32(body))]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([number(size), number(size), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An archive (ustar) of one file. */
function tar(name: string, text: string): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = (512 - (text.length % 512)) % 512;
  return Buffer.concat([header, Buffer.from(text), Buffer.alloc(padding + 1024)]);
}

/** A tone, 8 bits, 8,000 samples a second. */
function wav({ hertz, seconds }: { readonly hertz: number; readonly seconds: number }): Uint8Array {
  const rate = 8000;
  const samples = Buffer.from(
    Array.from({ length: rate * seconds }, (_, at) => Math.round(128 + 90 * Math.sin((2 * Math.PI * hertz * at) / rate))),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
