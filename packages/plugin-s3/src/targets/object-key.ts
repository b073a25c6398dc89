/** Puts the parts of a key together; empty ones are left out. */
export function joinKey(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('/');
}

/** What keys in a folder begin with; empty for the whole bucket. */
export function folderPrefix(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}

/** A file name that no other file has: `photo.jpg` is `photo-<token>.jpg`. */
export function uniqueName(name: string, token: string): string {
  const [, stem = name, extension = ''] = /^(.+?)((?:\.tar)?\.[^.]+)?$/s.exec(name) ?? [];
  return `${stem}-${token}${extension}`;
}
