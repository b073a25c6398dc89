import { StoreError } from './store-error.ts';

/** One element of a request: elements, or text. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

const token = /<\?xml[^>]*\?>|<\/([\w.-]+)\s*>|<([\w.-]+)((?:\s+[\w:.-]+="[^"<]*"|\s+[\w:.-]+='[^'<]*')*)\s*(\/?)>|([^<]+)/gy;
const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));|&/gi;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const maxDepth = 8;

/**
 * Reads the XML of a request: elements, attributes (which are dropped), text and character references. Comments, CDATA, doctypes and
 * entities of one's own have no place in a request to S3.
 *
 * @throws StoreError `MalformedXML`
 */
export function readXml(source: string): XmlElement {
  const root: OpenElement = { name: '', children: [], text: '' };
  const open = [root];
  let end = 0;
  for (const match of source.matchAll(token)) {
    const [whole, closed, opened, , isEmpty, text] = match;
    const parent = open.at(-1);
    if (parent === undefined) break;
    if (closed !== undefined) {
      if (closed !== parent.name) throw new StoreError('MalformedXML');
      open.pop();
    } else if (opened !== undefined) {
      const child: OpenElement = { name: opened, children: [], text: '' };
      parent.children.push(child);
      if (isEmpty === '') open.push(child);
      if (open.length > maxDepth) throw new StoreError('MalformedXML');
    } else if (text !== undefined) parent.text += decode(text);
    end = match.index + whole.length;
  }
  const [top] = root.children;
  const isWhole = end === source.length && open.length === 1 && open[0] === root && root.children.length === 1 && root.text.trim() === '';
  if (!isWhole || top === undefined) throw new StoreError('MalformedXML');
  return top;
}

/** The text of the first child of a name. */
export function childText(parent: XmlElement, name: string): string | undefined {
  return parent.children.find((child) => child.name === name)?.text;
}

function decode(text: string): string {
  return text.replace(entity, (_whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return named[name] ?? refuse();
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code >= 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : refuse();
  });
}

function refuse(): never {
  throw new StoreError('MalformedXML');
}
