// Writes docs/errors.md from the catalogue in packages/core/src/errors. Run: node --conditions=@rushhour/source scripts/write-errors-doc.mjs
import { writeFileSync } from 'node:fs';
import { catalogue } from '../packages/core/src/errors/catalogue.ts';

const sections = Object.entries(catalogue).map(([code, { message, hint }]) => `### \`${code}\`\n\n${message}\n\n${hint}\n`);

writeFileSync(
  new URL('../docs/errors.md', import.meta.url),
  `# Errors

Everything rushhour throws is a \`RushhourError\` with a \`code\` from this page, a sentence that says what happened and a hint that says
what to do next. Codes are permanent: match errors by \`code\`, never by \`instanceof\` or by their text.

Mistakes in the input are thrown before the first byte is sent, all at once. What a target answers is never thrown: it makes an action
\`failed\`, and the code is the \`error\` of the action in events, journal, summary and telemetry. A status that was not expected is called
\`http_404\` there, by its number. What a plugin throws of its own is called \`plugin_error\`.

${sections.join('\n')}`,
);
