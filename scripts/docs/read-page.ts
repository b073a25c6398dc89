import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface PageBlock {
  /** The first word behind the fence, such as `ts`. */
  readonly language: string;
  /** The second word: the file the block stands for. */
  readonly file: string | undefined;
  /** Line of the page the text begins on, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A Markdown page, as far as checks need it. */
export interface Page {
  readonly blocks: readonly PageBlock[];
  /** Targets of links and pictures outside of code. */
  readonly links: readonly string[];
  /** What headings can be linked by, as GitHub makes it. */
  readonly anchors: readonly string[];
}

/** Reads a page from a file. */
export function readPage(file: string): Page {
  const blocks: PageBlock[] = [];
  const prose: string[] = [];
  let open: { fence: string; info: readonly string[]; line: number; lines: string[] } | undefined;
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const fence = /^\s*(```+)(.*)$/.exec(line);
    if (open !== undefined) {
      if (fence?.[1] === open.fence && fence[2]?.trim() === '') {
        const [language = '', name] = open.info;
        blocks.push({ language, file: name, line: open.line, text: `${open.lines.join('\n')}\n` });
        open = undefined;
      } else open.lines.push(line);
    } else if (fence?.[1] !== undefined) open = { fence: fence[1], info: (fence[2] ?? '').trim().split(/\s+/), line: index + 2, lines: [] };
    else prose.push(line);
  }
  const text = prose.join('\n').replace(/`[^`\n]*`/g, (code) => code.replace(/[()[\]]/g, ''));
  return {
    blocks,
    links: [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
    anchors: [...text.matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = '']) => anchorOf(heading)),
  };
}

function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
