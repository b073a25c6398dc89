// The process: its signals are its own, the runner installs no handler.
import { startService } from './service.ts';

const log = (line: string) => console.log(line);
const service = await startService({ site: process.env['SITE'] ?? 'https://shop.example', users: 3, log });
log(`listening at ${service.url}`);

process.once('SIGTERM', () => {
  log('SIGTERM');
  void service.close().then(() => log('bye'));
});
