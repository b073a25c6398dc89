import { nearestWord } from '../support/nearest-word.ts';
import { quoted } from '../support/quoted.ts';
import type { Problem } from './problem.ts';
import { readLine } from './read-line.ts';
import { isOrderName, isScenarioKey, parseScenarioKey, scenarioKeys, unknownOrder, type ScenarioFields } from './scenario-keys.ts';
import { orderNames, type OrderName } from './scenario.ts';
import { unknownWord } from './unknown-word.ts';

/** The header of a scenario in the line format. */
export interface LineHeader {
  readonly order: OrderName;
  readonly fields: ScenarioFields;
  readonly problems: readonly Problem[];
}

/**
 * Reads the first line that is not blank as a header, `#Random draws=10 think=0-1s`.
 *
 * @returns undefined when the line is no header: an instruction or a comment
 */
export function readHeader(line: string, place: { readonly file: string; readonly line: number }): LineHeader | undefined {
  const match = /^(\s*)#([A-Za-z]+)(?=\s|$)/.exec(line);
  if (match === null) return undefined;
  const [start, indent = '', word = ''] = match;
  const order = word.toLowerCase();
  const { tokens, fault } = readLine(line, start.length);
  const problems: Problem[] = [];
  const report = (column: number, found: Omit<Problem, 'position'>) => problems.push({ position: { ...place, column }, ...found });
  if (!isOrderName(order)) {
    const meantAsHeader = nearestWord(order, orderNames) !== undefined;
    if (!meantAsHeader || tokens.some(({ key }) => key === undefined)) return undefined;
    const unknown = unknownOrder(word);
    report(indent.length + 2, { ...unknown, hint: `${unknown.hint} In a comment, put a space after #.` });
  }
  if (fault !== undefined) report(fault.column, fault);
  const fields: ScenarioFields = {};
  const seen = new Set<string>();
  for (const { key, text, column, textColumn } of tokens) {
    if (key === undefined) {
      report(column, { message: `The header takes only key=value, not ${quoted(text)}.`, hint: 'In a comment, put a space after #.' });
      break;
    }
    if (seen.has(key)) {
      report(column, { message: `\`${key}\` is given twice.`, hint: 'Keep one of them.' });
    } else if (!isScenarioKey(key)) {
      report(column, unknownWord('key', key, scenarioKeys));
    } else {
      const result = parseScenarioKey(key, text);
      if ('fault' in result) report(textColumn, result.fault);
      else Object.assign(fields, result.fields);
    }
    seen.add(key);
  }
  return { order: isOrderName(order) ? order : 'sequential', fields, problems };
}
