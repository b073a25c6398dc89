import { createRequire } from 'node:module';
import { RushhourError } from '@rushhour/core';
import type { Element, ParentNode } from 'domhandler';

type CssSelect = typeof import('css-select');

let loaded: CssSelect | undefined;

/** Loaded when the first selector is met, synchronously because checking parameters is: it costs 40 ms. */
function cssSelect(): CssSelect {
  // `require` knows no types; the module is the one the type names.
  loaded ??= createRequire(import.meta.url)('css-select') as CssSelect;
  return loaded;
}

/** Finds the elements that fit a CSS selector, in document order. @throws RushhourError `params_invalid` when it is none. */
export function selectElements(root: ParentNode, css: string): readonly Element[] {
  return cssSelect().selectAll<ParentNode | Element, Element>(compileSelector(css), root);
}

function compileSelector(css: string) {
  if (css.trim() === '') throw new RushhourError('params_invalid', { message: 'An empty CSS selector chooses nothing.' });
  try {
    return cssSelect().compile<ParentNode | Element, Element>(css);
  } catch (cause) {
    throw new RushhourError('params_invalid', { message: `"${css}" is not a CSS selector that can be used.`, cause });
  }
}

/** Whether a CSS selector can be used to choose links and forms; for checks before a run. */
export function isSelector(css: string): boolean {
  try {
    compileSelector(css);
    return true;
  } catch {
    return false;
  }
}
