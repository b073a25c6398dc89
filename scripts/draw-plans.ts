// Runs the plans that pages of the documentation show, and writes their text and pictures anew.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { drawPlans } from './docs/draw-plans.ts';
import { pagesWithPlans } from './docs/pages-with-plans.ts';

const root = resolve(import.meta.dirname, '..');
for (const page of pagesWithPlans) {
  const { text, pictures } = drawPlans(page, root);
  writeFileSync(join(root, page), text);
  for (const [name, picture] of pictures) writeFileSync(join(root, name), picture);
}
