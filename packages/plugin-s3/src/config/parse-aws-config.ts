/** A section of a configuration file: its keys, those that are nested as `s3.addressing_style`. */
export type AwsSection = ReadonlyMap<string, string>;

/**
 * Reads the format of `~/.aws/config` and `~/.aws/credentials`: sections in brackets, `key = value`, and keys indented below an empty one
 * (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). What is no such line is passed over, as the SDKs do.
 */
export function parseAwsConfig(text: string): ReadonlyMap<string, AwsSection> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let parent: string | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (/^\s*(?:[#;].*)?$/.test(line)) continue;
    const header = /^\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (header !== undefined) {
      const name = header.replace(/\s+/, ' ').replace(/^(\S+ )["'](.*)["']$/, '$1$2');
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      parent = undefined;
      continue;
    }
    const at = line.indexOf('=');
    if (section === undefined || at === -1) continue;
    const key = line.slice(0, at).trim().toLowerCase();
    const value = line
      .slice(at + 1)
      .replace(/\s[#;].*$/, '')
      .trim();
    const isNested = /^\s/.test(line) && parent !== undefined;
    section.set(isNested ? `${parent}.${key}` : key, value);
    if (!isNested) parent = value === '' ? key : undefined;
  }
  return sections;
}
