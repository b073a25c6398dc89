import type { Document, Element } from 'domhandler';
import { isAnchorName, type Anchor } from './anchor.ts';
import { closestElement } from './closest-element.ts';
import { elementText } from './element-text.ts';
import { selectElements } from './selector.ts';

/** The anchors that fit a CSS selector, or that hold an element that does: a click on it follows them. */
export function selectAnchors(document: Document, css: string): readonly Anchor[] {
  return selectElements(document, css)
    .map((element) => closestElement(element, isAnchor))
    .filter((element) => element !== undefined)
    .map((element) => ({
      href: element.attribs['href'] ?? '',
      rel: element.attribs['rel'] ?? '',
      text: elementText(element),
    }));
}

const isAnchor = ({ name, attribs }: Element) => isAnchorName(name) && 'href' in attribs;
