import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planJsonSchema } from './plan-json-schema.ts';

test('the published schema is in step with the code', async () => {
  const published = fileURLToPath(new URL('../../schema/plan.schema.json', import.meta.url));
  await expect(`${JSON.stringify(await planJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(published);
});

test('every key an editor may offer is described', async () => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return;
    if ('properties' in node && typeof node.properties === 'object' && node.properties !== null) {
      for (const [name, property] of Object.entries(node.properties)) {
        if (!JSON.stringify(property).includes('"description"')) undescribed.push(`${path}${name}`);
        visit(property, `${path}${name}.`);
      }
    }
    if ('anyOf' in node && Array.isArray(node.anyOf)) for (const branch of node.anyOf) visit(branch, path);
    if ('items' in node) visit(node.items, path);
  };
  visit(await planJsonSchema(), '');
  expect(undescribed).toEqual([]);
});
