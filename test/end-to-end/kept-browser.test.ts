import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, terminalReady } from './connector-page.ts';
import { removeFolder } from './remove-folder.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import {
  commandLine,
  health,
  keepBrowserOptions,
  openSlowTerminal,
  pay,
  untilBrowserEnds,
  untilOneBrowser,
  untilRestarted,
} from './sidecar-with-browser.ts';

describe('start --browser --headless --simulate', () => {
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    sidecar = await startSidecar({ args: [...keepBrowserOptions, '--simulate'] });
  });
  afterAll(() => sidecar?.stop());

  it('takes a payment without a click, posted before the browser has opened the page', async () => {
    expect(await pay(sidecar, 'Kept_1')).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED' });
    expect(await health(sidecar)).toMatchObject({
      status: 'ready',
      browser: { state: 'running', restarts: 0 },
    });
  });
  it('pairs the browser with a file that is then deleted; no other user could read the link', async () => {
    const line = commandLine(await untilOneBrowser(sidecar));
    expect(line).toContain('--app=file://');
    expect(line).not.toMatch(/#pair=|localhost/);
    await eventually('the file is gone', async () => !existsSync(join(sidecar.home, 'open.html')));
  });
  it('keeps the result after the browser was killed, and takes the next payment', async () => {
    process.kill(await untilOneBrowser(sidecar), 'SIGKILL');
    expect(await untilRestarted(sidecar)).toBe(1);
    await terminalReady(sidecar);
    expect(await pay(sidecar, 'Kept_1')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(await pay(sidecar, 'Kept_2')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
    expect((await sidecar.gatewayOrders()).map(({ orderid }) => orderid)).toEqual(['Kept_1', 'Kept_2']);
  });
  it('ends the browser when it is stopped', async () => {
    expect((await sidecar.call('GET', '/stop')).body).toMatchObject({ stopped: true });
    await untilBrowserEnds(sidecar);
  });
});

describe('a browser that is killed while the customer pays', () => {
  let terminal: Awaited<ReturnType<typeof openSlowTerminal>>;
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    terminal = await openSlowTerminal();
    sidecar = await terminal.start();
  });
  afterAll(async () => {
    await sidecar?.stop();
    await terminal?.close();
    if (sidecar) removeFolder(sidecar.home);
  });

  it('is restarted; the repeated order gets the known result, and is charged at most once', async () => {
    await terminalReady(sidecar);
    terminal.forget();
    const answer = pay(sidecar, 'Kept_killed');
    await eventually('the terminal has the amount', async () => terminal.wire().includes('CB0041023'));
    process.kill(await untilOneBrowser(sidecar), 'SIGKILL');
    expect(await answer).toMatchObject({ paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' });
    await untilRestarted(sidecar);
    await terminalReady(sidecar);
    expect(await pay(sidecar, 'Kept_killed')).toMatchObject({
      outcome: expect.stringMatching(/^(APPROVED|UNKNOWN)$/),
    });
    expect(terminal.wire().match(/CB0041023/g)).toHaveLength(1);
    expect(terminal.charges()).toBeLessThanOrEqual(1);
    expect((await sidecar.gatewayOrders()).length).toBeLessThanOrEqual(1);
  });
});
