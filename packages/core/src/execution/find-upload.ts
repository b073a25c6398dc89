import { isRushhourError } from '../errors/rushhour-error.ts';
import type { ContentPort, ContentRequest } from '../plugin/content-port.ts';
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
 * @returns its real path, content given in code, or what makes a file for each action; undefined when the instruction names none
 * @throws RushhourError `file_not_found`, `file_outside`, `file_not_regular` or `content_invalid`
 */
export async function findUpload(
  file: unknown,
  {
    scenario,
    files,
    content,
  }: { readonly scenario: Scenario; readonly files: string | undefined; readonly content: ContentPort | undefined },
): Promise<string | FileContent | ContentRequest | undefined> {
  if (file === undefined || isFileContent(file)) return file;
  if (typeof file !== 'string') {
    throw new InputRefusal('file_not_found', { path: 'file', message: 'The file of this upload is neither a path nor content.' });
  }
  const request = content && requestOf(file, content);
  if (request !== undefined) return request;
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

function requestOf(file: string, content: ContentPort): ContentRequest | undefined {
  try {
    return content.request(file);
  } catch (error) {
    if (!isRushhourError(error)) throw error;
    throw new InputRefusal('content_invalid', { path: 'file', message: error.message, hint: error.hint });
  }
}

function isFileContent(file: unknown): file is FileContent {
  if (typeof file !== 'object' || file === null || !('name' in file) || !('data' in file)) return false;
  return typeof file.name === 'string' && (typeof file.data === 'string' || file.data instanceof Uint8Array);
}
