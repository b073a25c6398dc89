import { isTag, type Element, type ParentNode } from 'domhandler';

/** The element itself or the nearest around it that passes a test. */
export function closestElement(element: Element, test: (element: Element) => boolean): Element | undefined {
  let node: ParentNode | null = element;
  while (node !== null && isTag(node)) {
    if (test(node)) return node;
    node = node.parent;
  }
  return undefined;
}
