import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A block that begins with the command that printed it. */
const printed = /^```text\n\$ rushhour (plan .*)\n[^]*?^```$/gm;
/** A comment above a picture that begins with the command that drew it. */
const drawnBy = /<!-- \$ rushhour (plan .*) -->/g;
/** A block that shows a file of the documentation. */
const shown = /^```yaml (\S+)\n[^]*?^```$/gm;

/** A page with its plans drawn anew. */
export interface DrawnPlans {
  readonly text: string;
  /** Pictures by the names their commands give (`--svg`), from the root of the repository. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** Puts the plans a page shows into it as they are now, and what `rushhour plan` prints of them now. */
export function drawPlans(page: string, root: string): DrawnPlans {
  const pictures = new Map<string, string>();
  const text = readFileSync(join(root, page), 'utf8')
    .replace(shown, (block, name: string) => {
      const file = join(root, dirname(page), name);
      return existsSync(file) ? `\`\`\`yaml ${name}\n${withoutSchema(readFileSync(file, 'utf8'))}\`\`\`` : block;
    })
    .replace(printed, (_block, line: string) => {
      const { output, picture } = draw(line.split(' '), root);
      if (picture !== undefined) pictures.set(...picture);
      return `\`\`\`text\n$ rushhour ${line}\n${output}\n\`\`\``;
    });
  for (const [, line = ''] of text.matchAll(drawnBy)) {
    const { picture } = draw(line.split(' '), root);
    if (picture !== undefined) pictures.set(...picture);
  }
  return { text, pictures };
}

/** Runs a command; a picture is drawn beside the one it names. */
function draw(words: readonly string[], root: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-drawn-'));
  try {
    const drawn = join(folder, 'drawn.svg');
    const name = words.includes('--svg') ? words[words.indexOf('--svg') + 1] : undefined;
    const given = words.map((word) => (word === name ? drawn : word));
    const output = execFileSync(process.execPath, ['--conditions=@rushhour/source', 'packages/cli/src/bin.ts', ...given], {
      cwd: root,
      encoding: 'utf8',
    });
    const lines = output.split('\n').map((line) => line.trimEnd().replace(/^ {2}/, ''));
    return {
      output: lines.join('\n').replace(/^\n+|\n+$/g, ''),
      picture: name === undefined ? undefined : ([name, readFileSync(drawn, 'utf8')] as const),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withoutSchema(text: string): string {
  return text.replace(/^# yaml-language-server: .*\n/, '');
}
