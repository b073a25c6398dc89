// The store of the office on port 8088, until Ctrl+C.
import { openStore } from './store.ts';

const { url } = await openStore({ port: 8088 });
console.log(`The store is open at ${url} until Ctrl+C. In another terminal, from the root of the repository:

  npm run -s rushhour -- run examples/office/plan.yaml --speed 1440 --scale 0.005`);
