import { elementText } from './element-text.ts';
import { parseDocument } from './parse-document.ts';
import { selectElements } from './selector.ts';

/** Reads the visible text of the first element that fits a CSS selector, or one of its attributes; undefined when there is none. */
export type ElementReader = (css: string, attribute?: string) => string | undefined;

/** Makes a reader of a page. */
export function createElementReader(html: string): ElementReader {
  const document = parseDocument(html);
  return (css, attribute) => {
    const [element] = selectElements(document, css);
    if (element === undefined) return undefined;
    if (attribute === undefined) return elementText(element);
    const name = attribute.toLowerCase();
    return Object.hasOwn(element.attribs, name) ? element.attribs[name] : undefined;
  };
}
