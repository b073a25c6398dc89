/** Orders keys by their UTF-8 bytes, as S3 lists them: like code units, but characters beyond U+FFFF come last. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const one = a.charCodeAt(at);
    const two = b.charCodeAt(at);
    if (one !== two) return rank(one) - rank(two);
  }
  return a.length - b.length;
}

/** Surrogates are moved behind the rest of the plane. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
