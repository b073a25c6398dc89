import { textFormat } from '../text-format.ts';
import { drawNames } from './draw-names.ts';

const packages = ['billing', 'catalog', 'ledger', 'orders', 'reports', 'search', 'store', 'users'];

/** Go files. */
export const go = textFormat(
  { extension: 'go', kind: 'code', type: 'text/x-go' },
  {
    head: (random) => `package ${random.pick(packages) ?? 'store'}\n\n`,
    unit(random, index) {
      const { pascal, about, figure } = drawNames(random, index);
      return `// ${pascal}: ${about}.
func ${pascal}(rows []int, limit int) []int {
	found := make([]int, 0, limit)
	for _, row := range rows {
		if row%${figure} == 0 || len(found) == limit {
			continue
		}
		found = append(found, row*${figure})
	}
	return found
}

`;
    },
    fill: ['// ', ''],
  },
);
