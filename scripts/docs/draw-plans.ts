import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text block that begins with the command that printed it. */
const shown = /^```text\n\$ rushhour (plan .*)\n[^]*?^```$/gm;

/** Plans shown in the text of a file, drawn anew. */
export interface DrawnPlans {
  /** The text with what the command prints now. */
  readonly text: string;
  /** Pictures by the names their commands give (`--svg`). */
  readonly pictures: ReadonlyMap<string, string>;
}

/** Runs every `rushhour plan` that a page shows, from the root of the repository, and puts what it prints in place of what is shown. */
export function drawPlans(page: string, root: string): DrawnPlans {
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-drawn-'));
  const pictures = new Map<string, string>();
  try {
    const text = readFileSync(join(root, page), 'utf8').replace(shown, (_block, line: string) => {
      const words = line.split(' ');
      const picture = words.indexOf('--svg') + 1;
      const name = picture === 0 ? undefined : words[picture];
      const drawn = join(folder, 'drawn.svg');
      const given = words.map((word, index) => (index === picture && name !== undefined ? drawn : word));
      const printed = execFileSync(process.execPath, ['--conditions=@rushhour/source', 'packages/cli/src/bin.ts', ...given], {
        cwd: root,
        encoding: 'utf8',
      });
      if (name !== undefined) pictures.set(name, readFileSync(drawn, 'utf8'));
      return `\`\`\`text\n$ rushhour ${line}\n${printed.replace(/^\n+|\s+$/g, '').replace(/[ \t]+$/gm, '')}\n\`\`\``;
    });
    return { text, pictures };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
