import { Parser } from 'htmlparser2';

/** An element of an answer of a store. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Its own text; an empty one is an empty text. */
  readonly content: string;
}

/** The text of the first child of that name; undefined when there is none. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  return parent.children.find((child) => child.name === name)?.content;
}

/** All children of that name. */
export function elementsOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}

/** Reads the root element of a document; undefined when it is no XML, or not all of it. */
export function parseXml(document: string): XmlElement | undefined {
  const root: OpenElement = { name: '', children: [], content: '' };
  const open = [root];
  const parser = new Parser(
    {
      onopentagname(name) {
        const element: OpenElement = { name, children: [], content: '' };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const element = open.at(-1);
        if (element !== undefined) element.content += text;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.write(document);
  const isWhole = open.length === 1;
  parser.end();
  return isWhole ? root.children[0] : undefined;
}

/** Writes text so that it can stand between tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

interface OpenElement {
  readonly name: string;
  readonly children: OpenElement[];
  content: string;
}
