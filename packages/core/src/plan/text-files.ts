import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import type { Fault } from '../scenario/problem.ts';

/** The text of a file, or why there is none. */
export type TextReading = { readonly text: string; readonly fault?: undefined } | { readonly text?: undefined; readonly fault: Fault };

/** Reads a regular UTF-8 file whole, without its byte order mark. */
export async function readTextFile(file: string, { mostMiB }: { readonly mostMiB: number }): Promise<TextReading> {
  try {
    const entry = await stat(file);
    if (!entry.isFile()) return { fault: { message: 'This is no regular file.', hint: 'Check the path.' } };
    if (entry.size > mostMiB * 1024 * 1024)
      return { fault: { message: `The file is larger than ${mostMiB} MiB.`, hint: 'Make it smaller.' } };
    const bytes = await readFile(file);
    if (!isUtf8(bytes)) return { fault: { message: 'The file is not UTF-8 text.', hint: 'Save it as UTF-8.' } };
    return { text: bytes.toString().replace(/^\uFEFF/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') return { fault: { message: 'There is no such file.', hint: 'Check the path.' } };
    return { fault: { message: `The file cannot be read (${code}).`, hint: 'Check its permissions.' } };
  }
}
