import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { capital, drawNames } from './draw-names.ts';

/** Java classes; not public, so that the name of the file is free. */
export const java = textFormat(
  { extension: 'java', kind: 'code', type: 'text/x-java' },
  {
    head: (random) => `import java.util.List;\n\nfinal class ${capital(drawWord(random))}Service {\n`,
    unit(random, index) {
      const { camel, about, figure } = drawNames(random, index);
      return `
    /** ${about}. */
    List<Integer> ${camel}(List<Integer> rows, int limit) {
        return rows.stream()
            .filter(row -> row % ${figure} != 0)
            .limit(limit)
            .toList();
    }
`;
    },
    fill: ['    // ', ''],
    foot: '}\n',
  },
);
