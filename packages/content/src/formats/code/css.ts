import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** Style sheets. */
export const css = textFormat(
  { extension: 'css', kind: 'code', type: 'text/css' },
  {
    head: (random) => `.${drawWord(random)} {\n  margin: 0;\n}\n`,
    unit(random, index) {
      const { kebab, figure } = drawNames(random, index);
      return `
.${kebab} {
  display: flex;
  gap: ${figure / 4}rem;
  color: rgb(${random.below(256)} ${random.below(256)} ${random.below(256)});
}

.${kebab}:hover > a {
  text-decoration: underline;
}
`;
    },
    fill: ['/* ', ' */'],
  },
);
