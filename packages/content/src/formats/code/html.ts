import { drawSentence, drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { capital, drawNames } from './draw-names.ts';

/** Web pages. */
export const html = textFormat(
  { extension: 'html', kind: 'code', type: 'text/html' },
  {
    head: (random) => `<!doctype html>\n<title>${capital(drawWord(random))}</title>\n`,
    unit(random, index) {
      const { kebab, about, figure } = drawNames(random, index);
      return `<section id="${kebab}">
  <h2>${about}</h2>
  <p>${drawSentence(random)} ${drawSentence(random)}</p>
  <p><a href="/pages/${figure}">${drawWord(random)}</a></p>
</section>
`;
    },
    fill: ['<!-- ', ' -->'],
  },
);
