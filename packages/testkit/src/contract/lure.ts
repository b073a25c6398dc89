import type { SiteReply } from '../site/site.ts';

/**
 * Turns an answer into a trap: before each link of a page stands the same link to another origin, pages load things from there, addresses
 * in other texts and in headers lead there, and so does the `Location` of every success.
 */
export function lure(reply: SiteReply, { from, to }: { readonly from: string; readonly to: string }): SiteReply {
  const { status = 200, headers = {}, body = '' } = reply;
  const led = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value.replaceAll(from, to) : value.map((single) => single.replaceAll(from, to)),
    ]),
  );
  const location: Readonly<Record<string, string>> = status >= 200 && status < 300 ? { location: `${to}/location` } : {};
  const type = String(led['content-type'] ?? '');
  const isText = /html|json|xml|text|javascript/.test(type) && led['content-encoding'] === undefined;
  const text = isText ? textOf(body) : undefined;
  if (text === undefined) return { ...reply, headers: { ...led, ...location } };
  const { 'content-length': _length, ...rest } = led;
  return { ...reply, headers: { ...rest, ...location }, body: type.includes('html') ? lureHtml(text, to) : text.replaceAll(from, to) };
}

function lureHtml(html: string, to: string): string {
  const doubled = html.replaceAll(
    /<a\b[^>]*>.*?<\/a>/gis,
    (link) => `${link.replace(/href\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/i, `href="${to}/link"`)}${link}`,
  );
  const things = [
    `<link rel="stylesheet" href="${to}/style.css">`,
    `<script src="${to}/script.js"></script>`,
    `<img src="${to}/image.png">`,
    `<a href="${to}/first">decoy</a>`,
    `<a href="//${new URL(to).host}/scheme-relative">decoy</a>`,
  ].join('');
  return /<body[^>]*>/i.test(doubled) ? doubled.replace(/<body[^>]*>/i, (body) => `${body}${things}`) : `${things}${doubled}`;
}

function textOf(body: NonNullable<SiteReply['body']>): string | undefined {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? Buffer.from(body).toString() : undefined;
}
