import { redactUrl, type InstructionExplanation } from '@rushhour/core';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { layOutTable, type Column } from '../text/table.ts';
import { commandLineFile } from './command-line-file.ts';

const columns: readonly Column[] = [
  { title: '', align: 'left' },
  { title: '', align: 'left' },
];

/** Writes where an instruction stands, what it is, and one line for each plugin. */
export function renderExplanation({ position, action, target, reasons }: InstructionExplanation, paint: Paint): string {
  const place = position.file === commandLineFile ? '' : paint('dim', `${position.file}:${position.line}  `);
  const head = `${place}${paint('bold', action)} ${target === undefined ? 'a link of the current page' : printable(redactUrl(target))}`;
  if (reasons.length === 0) {
    const why =
      target === undefined
        ? 'whoever takes follow on the page the user is on'
        : 'not known: the target is relative; give a base with --base';
    return `${head}\n  ${paint('dim', why)}\n`;
  }
  const [, ...lines] = layOutTable(
    columns,
    reasons.map(({ plugin, takes, reason }) => [`  ${takes ? '→' : ' '} ${plugin}`, printable(redactUrl(reason))]),
  );
  const painted = lines.map((line, index) => paint(reasons[index]?.takes === true ? 'green' : 'dim', line));
  const nobody = reasons.some(({ takes }) => takes) ? [] : [paint('red', '    nobody takes it')];
  return `${[head, ...painted, ...nobody].join('\n')}\n`;
}
