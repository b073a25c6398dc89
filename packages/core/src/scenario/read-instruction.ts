import { quoted } from '../support/quoted.ts';
import { checkInstruction } from './check-instruction.ts';
import { collectParameters } from './collect-parameters.ts';
import type { Problem } from './problem.ts';
import { readLine, type LineToken } from './read-line.ts';
import { actionNames, type ActionName, type Instruction } from './scenario.ts';
import { unknownWord } from './unknown-word.ts';

/** The parameter a bare third word stands for, by action. */
const mainParameters: Readonly<Record<ActionName, string | undefined>> = {
  open: undefined,
  follow: 'text',
  upload: 'file',
  download: undefined,
};

/**
 * Reads one line of the line format: `ACTION [URL] [main] [key=value ...]`.
 *
 * @returns no instruction for a line that is blank or a comment, and for one whose action is not known
 */
export function readInstruction(
  line: string,
  place: { readonly file: string; readonly line: number },
): { readonly instruction?: Instruction; readonly problems: readonly Problem[] } {
  const { tokens, fault } = readLine(line);
  const problems: Problem[] = [];
  if (fault !== undefined)
    return { problems: [{ position: { ...place, column: fault.column }, message: fault.message, hint: fault.hint }] };
  const [verb, ...words] = tokens;
  if (verb === undefined) return { problems };
  const position = { ...place, column: verb.column };
  const action = verb.key === undefined ? actionNames.find((name) => name === verb.text) : undefined;
  if (action === undefined) return { problems: [{ position, ...unknownWord('action', verb.key ?? verb.text, actionNames) }] };

  const second = words[0]?.key === undefined ? words.shift() : undefined;
  const target = second === undefined || isDash(second) ? undefined : second;
  const main = second !== undefined && words[0]?.key === undefined ? words.shift() : undefined;
  const parameters = collectParameters([...mainFirst(action, main), ...words], place);
  if (main !== undefined && mainParameters[action] === undefined) {
    const hint = `\`${action}\` takes only key=value after the URL; a value with spaces goes between quotes.`;
    problems.push({ position: { ...place, column: main.column }, message: `Unexpected ${quoted(main.text)}.`, hint });
  }
  problems.push(...parameters.problems);
  const instruction: Instruction = {
    action,
    ...(target && { target: target.text, targetPosition: { ...place, column: target.textColumn } }),
    with: parameters.with,
    ...parameters.fields,
    position,
    ...(Object.keys(parameters.positions).length > 0 && { positions: parameters.positions }),
    ...(parameters.repeated.length > 0 && { repeated: parameters.repeated }),
  };
  return { instruction, problems: [...problems, ...checkInstruction(instruction)] };
}

/** A bare `-` in the place of the target says that there is none. */
function isDash({ text, quoted: inQuotes }: LineToken): boolean {
  return text === '-' && !inQuotes;
}

/** The bare third word as the key=value it stands for. */
function mainFirst(action: ActionName, main: LineToken | undefined): readonly LineToken[] {
  const key = mainParameters[action];
  return main === undefined || key === undefined ? [] : [{ ...main, key }];
}
