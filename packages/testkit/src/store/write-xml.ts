/** XML that is already escaped. */
export type Xml = string & { readonly xml: unique symbol };

type Content = string | number | boolean | undefined | readonly Xml[];

const special = /[&<>"\u0000-\u001f\u007f\ufffe\uffff]/g;

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** One element: a text, which is escaped, or elements. Nothing at all for `undefined`. Control characters become references, as in S3. */
export function element(name: string, content: Content): Xml {
  if (content === undefined) return markAsXml('');
  return markAsXml(`<${name}>${isList(content) ? content.join('') : escapeText(String(content))}</${name}>`);
}

/** A whole document of S3. */
export function xmlDocument(name: string, content: readonly Xml[], namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'): string {
  const attribute = namespace === '' ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${attribute}>${content.join('')}</${name}>`;
}

function escapeText(text: string): string {
  return text.replace(special, (character) => named[character] ?? `&#x${character.charCodeAt(0).toString(16)};`);
}

function isList(content: Content): content is readonly Xml[] {
  return Array.isArray(content);
}

/** The brand exists for the compiler alone. */
function markAsXml(text: string): Xml {
  return text as Xml;
}
