import type { MadeFile } from './format-check.ts';

/** Checks files one after another. @throws naming the file by its recipe */
export async function forEachFile(files: readonly MadeFile[], check: (file: MadeFile) => void | Promise<void>): Promise<void> {
  for (const file of files) {
    try {
      await check(file);
    } catch (error) {
      throw new Error(`${file.recipe}: ${String(error)}`, { cause: error });
    }
  }
}
