import { drawSentence, drawWord } from '../../words/words.ts';
import { capital } from '../code/draw-names.ts';
import { textFormat } from '../text-format.ts';

/** Rich text: "Rich Text Format (RTF) Specification", version 1.9.1. */
export const rtf = textFormat(
  { extension: 'rtf', kind: 'documents', type: 'application/rtf' },
  {
    head: () => '{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n',
    unit: (random) => `\\pard\\sb240{\\b ${capital(drawWord(random))} and ${drawWord(random)}}\\par
\\pard ${drawSentence(random)} ${drawSentence(random)}\\par
`,
    beforeFill: '\\pard\n',
    fill: ['', ''],
    foot: '\\par}\n',
  },
);
