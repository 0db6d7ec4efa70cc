import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build, type Rollup } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { terminalLinkContract } from '../contracts/terminal-link.contract.ts';
import { grantUsbDevices, type Rig, startRig } from '../rig/rig.ts';
import { UsbLinkBench } from './usb-link-bench.ts';

let server: Server;
let revoke: () => void;
let rig: Rig;
let browser: Browser;
let page: Page;
let bench: UsbLinkBench | undefined;

async function pageScript(): Promise<string> {
  const entry = fileURLToPath(new URL('usb-link-page.ts', import.meta.url));
  const lib = { entry, formats: ['es' as const], fileName: 'page' };
  const built = await build({ configFile: false, logLevel: 'warn', build: { lib, write: false } });
  const [{ output }] = built as [Rollup.RollupOutput];
  return output[0].code;
}

beforeAll(async () => {
  const script = await pageScript();
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>USB</title><script type="module">${script}</script>`);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  revoke = grantUsbDevices([origin]);
  rig = await startRig();
  // The default of Chrome on Android; on Linux a flag.
  browser = await rig.launch({ args: ['--enable-features=AutomaticUsbDetach'] });
  page = await browser.newPage();
  await page.goto(origin);
});
afterEach(async () => {
  await bench?.end();
  bench = undefined;
});
afterAll(async () => {
  await browser?.close();
  await rig?.stop();
  server?.closeAllConnections();
  server?.close();
  revoke?.();
});

terminalLinkContract('WebUSB in Chromium over the rig', (script) => {
  bench = new UsbLinkBench(rig, page, script);
  return bench;
});

describe('a browser that may detach the system’s driver', () => {
  it('gets the device from cdc_acm, and cdc_acm gets it back', async () => {
    bench = new UsbLinkBench(rig, page, 'accept', 'cdc_acm');
    const opening = await bench.link.open(() => {});
    expect(opening).toMatchObject({ ok: true });
    expect(bench.done.slice(0, 3)).toEqual(['part driver 0', 'claim 0', 'claim 1']);
    if (opening.ok) await opening.line.close();
    expect(bench.done.slice(-4)).toEqual(['lines 0', 'release 1', 'release 0', 'join driver 0']);
    expect(await bench.link.open(() => {})).toMatchObject({ ok: true });
  });
  it('does not get the device from another program', async () => {
    bench = new UsbLinkBench(rig, page, 'accept', 'usbfs');
    expect(await bench.link.open(() => {})).toMatchObject({ ok: false, failure: 'in-use' });
    expect(bench.done).toEqual([]);
  });
});
