import type { FileContent } from '../scenario/file-content.ts';
import type { Instruction, Scenario } from '../scenario/scenario.ts';
import { resolveUploadFile } from '../scenario/upload-files.ts';
import { InputRefusal } from './input-refusal.ts';
import { placeholdersIn } from './placeholder.ts';
import type { WrittenParameters } from './read-parameters.ts';

/** The file of an upload stands among its parameters, but it is the engine's. */
export function splitUpload({ action, with: written }: Instruction): { readonly file: unknown; readonly parameters: WrittenParameters } {
  if (action !== 'upload') return { file: undefined, parameters: written };
  const { file, ...parameters } = written;
  return { file, parameters };
}

/**
 * Finds the file of an upload.
 *
 * @returns its real path, or content given in code; undefined when the instruction names none
 * @throws RushhourError `file_not_found`, `file_outside` or `file_not_regular`
 */
export async function findUpload(
  file: unknown,
  { scenario, files }: { readonly scenario: Scenario; readonly files: string | undefined },
): Promise<string | FileContent | undefined> {
  if (file === undefined || isFileContent(file)) return file;
  if (typeof file !== 'string') {
    throw new InputRefusal('file_not_found', { path: 'file', message: 'The file of this upload is neither a path nor content.' });
  }
  if (placeholdersIn(file).length > 0) {
    throw new InputRefusal('file_not_found', {
      path: 'file',
      message: `The file "${file}" is not the same each time.`,
      hint: 'Files are found before the run: name one file, or make an instruction of each.',
    });
  }
  const root = files ?? scenario.folder;
  if (root === undefined) {
    throw new InputRefusal('file_not_found', {
      path: 'file',
      message: `The file "${file}" cannot be found: a scenario made in code has no folder.`,
      hint: 'Set `files`, or give the content itself.',
    });
  }
  return resolveUploadFile(root, file);
}

function isFileContent(file: unknown): file is FileContent {
  if (typeof file !== 'object' || file === null || !('name' in file) || !('data' in file)) return false;
  return typeof file.name === 'string' && (typeof file.data === 'string' || file.data instanceof Uint8Array);
}
