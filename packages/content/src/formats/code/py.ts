import { drawWord } from '../../words/words.ts';
import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

/** Python modules. */
export const py = textFormat(
  { extension: 'py', kind: 'code', type: 'text/x-python' },
  {
    head: (random) => `#!/usr/bin/env python3\n"""About ${drawWord(random)}."""\n`,
    unit(random, index) {
      const { snake, about, figure } = drawNames(random, index);
      return `
def ${snake}(rows, limit=${figure}):
    """${about}."""
    found = []
    for row in rows:
        if len(found) >= limit:
            break
        found.append({"row": row, "rank": len(found), "weight": ${figure / 4}})
    return found

`;
    },
    fill: ['# ', ''],
  },
);
