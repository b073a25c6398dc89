// A small shop on loopback to play against, until Ctrl+C.
import { startLoopbackSite } from '@rushhour/testkit';

const { baseUrl } = await startLoopbackSite();
console.log(`The shop is open at ${baseUrl} until Ctrl+C. In another terminal, from the root of the repository:

  npm run -s rushhour -- run examples/quickstart/browse.txt --base ${baseUrl} --users 5 --duration 10s`);
