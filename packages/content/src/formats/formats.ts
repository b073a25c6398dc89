import { gz } from './archives/gz.ts';
import { sevenZip } from './archives/seven-zip.ts';
import { tarGz } from './archives/tar-gz.ts';
import { tar } from './archives/tar.ts';
import { zip } from './archives/zip.ts';
import { c } from './code/c.ts';
import { cpp } from './code/cpp.ts';
import { css } from './code/css.ts';
import { go } from './code/go.ts';
import { html } from './code/html.ts';
import { java } from './code/java.ts';
import { js } from './code/js.ts';
import { json } from './code/json.ts';
import { py } from './code/py.ts';
import { rs } from './code/rs.ts';
import { toml } from './code/toml.ts';
import { xml } from './code/xml.ts';
import { yaml } from './code/yaml.ts';
import type { FileFormat } from './file-format.ts';
import { bmp } from './images/bmp.ts';
import { gif } from './images/gif.ts';
import { jpg } from './images/jpg.ts';
import { png } from './images/png.ts';
import { svg } from './images/svg.ts';
import { tiff } from './images/tiff.ts';
import { webp } from './images/webp.ts';
import { avi } from './media/avi.ts';
import { flac } from './media/flac.ts';
import { mkv } from './media/mkv.ts';
import { mov } from './media/mov.ts';
import { mp3 } from './media/mp3.ts';
import { mp4 } from './media/mp4.ts';
import { ogg } from './media/ogg.ts';
import { wav } from './media/wav.ts';
import { docx } from './office/docx.ts';
import { pdf } from './office/pdf.ts';
import { pptx } from './office/pptx.ts';
import { xlsx } from './office/xlsx.ts';
import { csv } from './text/csv.ts';
import { md } from './text/md.ts';
import { rtf } from './text/rtf.ts';
import { txt } from './text/txt.ts';

/** One line each, by kind. */
const all: readonly FileFormat[] = [
  // documents
  pdf,
  docx,
  xlsx,
  pptx,
  txt,
  md,
  csv,
  rtf,
  // images
  jpg,
  png,
  gif,
  svg,
  bmp,
  webp,
  tiff,
  // code
  py,
  js,
  html,
  css,
  rs,
  go,
  java,
  cpp,
  c,
  json,
  xml,
  yaml,
  toml,
  // archives
  zip,
  tarGz,
  tar,
  gz,
  sevenZip,
  // media
  mp4,
  avi,
  mov,
  mkv,
  mp3,
  wav,
  flac,
  ogg,
];

/** How files are made, by extension, in the order of the kinds. */
export const formats: ReadonlyMap<string, FileFormat> = new Map(all.map((format) => [format.extension, format]));
