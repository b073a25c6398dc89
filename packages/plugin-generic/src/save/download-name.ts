/** Media types whose extension cannot do harm when the file is opened; never taken from the name a server gives. */
const extensions: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'audio/mpeg': '.mp3',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'text/csv': '.csv',
  'text/plain': '.txt',
  'video/mp4': '.mp4',
};

/** A file name of our own: who downloaded, when, and which one; safe on every file system. */
export function downloadName({ userId, at, count }: { readonly userId: string; readonly at: number; readonly count: number }): string {
  const user = userId.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 64);
  return `${user}-${Math.floor(at)}-${count}`;
}

/** The extension for a Content-Type; empty for most. */
export function extensionFor(contentType: string): string {
  const type = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  return (Object.hasOwn(extensions, type) ? extensions[type] : undefined) ?? '';
}
