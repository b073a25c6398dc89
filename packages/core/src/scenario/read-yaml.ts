import type { Problem } from './problem.ts';
import { deepestYaml, tooDeepAt } from './yaml-depth.ts';
import type { YamlValue } from './yaml-value.ts';

/** Characters a YAML file may have. */
const longestYaml = 256 * 1024;

/** Syntax errors told at once: one mistake often brings many. */
const mostSyntaxErrors = 10;

/** What became of a YAML text: a value, or the problems that leave none. */
export type ReadYaml =
  | { readonly yaml: YamlValue; readonly problems?: undefined }
  | { readonly yaml?: undefined; readonly problems: readonly Problem[] };

/**
 * Reads one YAML 1.2 document, bounded: 256 KiB, 64 levels, no aliases, no tags, every warning an error. Never throws.
 * The library is loaded at the first call.
 */
export async function readYaml(text: string, file: string): Promise<ReadYaml> {
  const start = { file, line: 1, column: 1 };
  if (text.length > longestYaml) {
    return { problems: [{ position: start, message: 'The file is larger than 256 KiB.', hint: 'Split it into several files.' }] };
  }
  const [{ Lexer, LineCounter, parseDocument }, { yamlValue }] = await Promise.all([import('yaml'), import('./yaml-value.ts')]);
  const source = text.replace(/^\uFEFF/, '');
  const deep = tooDeepAt(source, new Lexer());
  if (deep !== undefined) {
    const before = source.slice(0, deep).split('\n');
    const position = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return { problems: [{ position, message: `The file is nested more than ${deepestYaml} levels deep.`, hint: 'Nest less.' }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'error', version: '1.2' });
  // An unknown tag is only a warning here; `yamlValue` refuses every tag there is.
  const warnings = document.warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  const errors = [...document.errors, ...warnings].toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, mostSyntaxErrors);
  if (errors.length > 0) {
    return {
      problems: errors.map(({ code, message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { position: { file, line, column: col }, ...syntaxFault(code, message) };
      }),
    };
  }
  if (document.directives?.yaml.explicit === true) {
    return { problems: [{ position: start, message: 'A %YAML directive is refused.', hint: 'Remove it: files are YAML 1.2.' }] };
  }
  if (document.contents === null)
    return { problems: [{ position: start, message: 'The file is empty.', hint: 'Write `instructions:` and a list of them.' }] };
  return { yaml: yamlValue(document.contents, file, lines) };
}

function syntaxFault(code: string, message: string): Omit<Problem, 'position'> {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return { message: 'The file holds more than one document.', hint: 'Put each into a file of its own; remove the line `---`.' };
    case 'TAB_AS_INDENT':
      return { message: 'A tab is used to indent.', hint: 'Indent with spaces.' };
    default:
      return { message: `This is not valid YAML: ${message}.`, hint: 'Look at the indentation, and for quotes and brackets left open.' };
  }
}
