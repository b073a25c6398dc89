/** A body as text: the charset of the Content-Type where it is known, else UTF-8; a byte order mark goes first (WHATWG Encoding). */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  if (bytes.length === 0) return '';
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // An unknown label is the server's mistake, and no reason to fail.
    return new TextDecoder().decode(bytes);
  }
}
