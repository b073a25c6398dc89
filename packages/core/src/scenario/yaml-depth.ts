import type { Lexer } from 'yaml';

/** Levels a YAML file may be nested. */
export const deepestYaml = 64;

/**
 * The index of the first place where YAML is nested deeper than {@link deepestYaml}, found without recursion.
 *
 * `yaml` composes recursively: about 1,000 brackets can end a Node 22 process beyond any `catch`, so this runs first.
 *
 * @returns undefined when there is none
 */
export function tooDeepAt(text: string, lexer: Lexer): number | undefined {
  /** Columns at which the enclosing block collections began. */
  const columns: number[] = [];
  let flow = 0;
  let offset = 0;
  let column = 0;
  let indicators = 0;
  /** Whether the next text is the first of a block: at the start of a line, after `- ` or `? `. */
  let begins = true;
  for (const token of lexer.lex(text)) {
    // The lexer marks documents and plain scalars with these; they stand for no text.
    if (token === '\u0002' || token === '\u001f' || token === '\u0018') continue;
    const isText = /^[^\s#]/.test(token);
    if (isText && begins && flow === 0) {
      while ((columns.at(-1) ?? -1) > column) columns.pop();
      if ((columns.at(-1) ?? -1) < column) columns.push(column);
    }
    if (isText) begins = token === '-' || token === '?';
    if (token === '[' || token === '{') flow += 1;
    if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
    if (flow === 0 && (token === '-' || token === '?' || token === ':')) indicators += 1;
    if (Math.max(columns.length, indicators) + flow > deepestYaml) return offset;
    offset += token.length;
    const lineEnd = token.lastIndexOf('\n');
    column = lineEnd === -1 ? column + token.length : token.length - lineEnd - 1;
    if (lineEnd !== -1) {
      indicators = 0;
      begins = true;
    }
  }
  return undefined;
}
