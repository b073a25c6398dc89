import { isTag, isText, type Element } from 'domhandler';
import { collapseSpace, isApart, isUnseen } from './visible-text.ts';

/** The visible text of an element of a tree. */
export function elementText(element: Element): string {
  const visit = (node: Element): string =>
    node.children
      .map((child) => {
        if (isText(child)) return child.data;
        if (!isTag(child) || isUnseen(child.name)) return '';
        return isApart(child.name) ? ` ${visit(child)} ` : visit(child);
      })
      .join('');
  return collapseSpace(visit(element));
}
