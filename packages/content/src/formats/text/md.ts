import { drawSentence, drawWord } from '../../words/words.ts';
import { capital } from '../code/draw-names.ts';
import { textFormat } from '../text-format.ts';

/** Markdown. */
export const md = textFormat(
  { extension: 'md', kind: 'documents', type: 'text/markdown' },
  {
    head: (random) => `# ${capital(drawWord(random))}\n\n`,
    unit: (random) => `## ${capital(drawWord(random))} and ${drawWord(random)}

${drawSentence(random)} ${drawSentence(random)}

- ${drawSentence(random)}
- **${drawWord(random)}**: ${drawSentence(random)}

`,
    fill: ['', ''],
  },
);
