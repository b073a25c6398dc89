import { PassThrough, Readable } from 'node:stream';
import type { HttpFormFields, HttpFormValue, HttpStreamBody } from '@rushhour/core';
import FormData from 'form-data';
import type { Body } from './body.ts';
import { streamOfSize } from './stream-of-size.ts';

/** Makes a multipart body: streamed, with its exact length. */
export async function createMultipartBody(fields: HttpFormFields): Promise<Body> {
  const parts = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
  const measured = assemble(parts);
  const boundary = measured.form.getBoundary();
  const length = await lengthOf(measured.form);
  for (const source of measured.sources) source.destroy();
  return {
    type: String(measured.form.getHeaders()['content-type']),
    length,
    replayable: true,
    open: () => Readable.from(write(parts, boundary), { objectMode: false }),
  };
}

interface Part {
  readonly name: string;
  readonly value: HttpFormValue;
}

/** Writes a form; its files are let go however it ends. */
async function* write(parts: readonly Part[], boundary: string): AsyncGenerator<Buffer> {
  for (const { value } of parts) if (typeof value === 'object' && value.size === 0) await streamOfSize(value).toArray();
  const { form, sources } = assemble(parts, boundary);
  const output = new PassThrough();
  try {
    form.on('error', (error) => output.destroy(error));
    form.pipe(output);
    yield* output;
  } finally {
    for (const source of sources) source.destroy();
  }
}

/** Builds the form anew: it can be read once only. Nothing is opened before it is read. */
function assemble(parts: readonly Part[], boundary?: string) {
  const form = new FormData();
  if (boundary !== undefined) form.setBoundary(boundary);
  const sources: Readable[] = [];
  for (const { name, value } of parts) {
    if (typeof value !== 'object') {
      form.append(name, String(value));
      continue;
    }
    const options = partOptions(form, name, value);
    // form-data takes a known length of 0 for an unknown one.
    if (value.size === 0) {
      form.append(name, Buffer.alloc(0), options);
      continue;
    }
    const source = streamOfSize(value);
    sources.push(source);
    form.append(name, source, { ...options, knownLength: value.size });
  }
  return { form, sources };
}

function partOptions(form: FormData, name: string, { name: filename, type }: HttpStreamBody): FormData.AppendOptions {
  // Control characters would end the header of the part.
  const contentType = /^[\x20-\x7e]+$/.test(type) ? type : 'application/octet-stream';
  // form-data leaves an empty file name out, but it is what says that a part is a file nobody chose.
  const header = `--${form.getBoundary()}\r\nContent-Disposition: form-data; name="${escape(name)}"; filename=""\r\nContent-Type: ${contentType}\r\n\r\n`;
  return filename === '' ? { header } : { filename, contentType };
}

/** As the HTML standard writes names in multipart headers. */
const escape = (name: string) => name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');

const lengthOf = (form: FormData) =>
  new Promise<number>((resolve, reject) => {
    form.getLength((error, length) => (error === null ? resolve(length) : reject(error)));
  });
