import { createRandom, createScope, systemClock } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
const chunk = Buffer.alloc(1024);
const controller = { aborted: false, paused: false, reason: null, abort() {}, pause() {}, resume() {} };
const setCookie = process.argv[2] === 'set';
const disp = { dispatch(o: any, h: any) { queueMicrotask(() => { h.onRequestStart(controller, null); h.onRequestSent(); h.onResponseStarted(); h.onResponseStart(controller, 200, setCookie ? { 'content-type': 'text/html', 'content-length': '1024', 'set-cookie': 'sid=0123456789abcdef; Path=/; HttpOnly' } : { 'content-type': 'text/html', 'content-length': '1024' }); h.onResponseData(controller, chunk); h.onResponseEnd(controller, {}); }); return true } };
const t = createHttp({ dispatcher: () => disp }).open({ id: 'x', scope: createScope(['http://shop.test']), clock: systemClock, users: 64, warn() {} });
const s = t.session({ id: 'u', random: createRandom('1') });
const r = Object.freeze({ url: 'http://shop.test/page' });
const run = async (n: number) => { for (let i = 0; i < n; i++) await s.navigate(r) };
await run(200000);
for (let k = 0; k < 4; k++) { const c = process.cpuUsage(); await run(300000); const u = process.cpuUsage(c); console.log('own layer', ((u.user + u.system) / 300000).toFixed(3), 'us') }
