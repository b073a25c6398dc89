import { createServer, type IncomingMessage, type Server } from 'node:http';

/** A small application: a guest book with a page, a form and an export. */
export interface Guestbook {
  readonly server: Server;
  readonly entries: readonly string[];
}

/** Makes the application; the caller lets it listen. */
export function createGuestbook(): Guestbook {
  const entries: string[] = [];
  const server = createServer((request, response) => {
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    if (route === 'GET /') {
      const list = entries
        .slice(-10)
        .map((entry) => `<li>${entry.replace(/[<&]/g, '')}</li>`)
        .join('');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<h1>Guest book</h1><ul>${list}</ul><form id="sign" method="post" action="/entries"><input name="text"></form><a href="/entries.json">Export</a>`,
      );
    } else if (route === 'GET /entries.json') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(entries));
    } else if (route === 'POST /entries') {
      void readForm(request).then((form) => {
        entries.push(form.get('text') ?? '');
        response.writeHead(303, { location: '/' }).end();
      });
    } else {
      response.writeHead(404).end();
    }
  });
  return { server, entries };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return new URLSearchParams(body);
}
