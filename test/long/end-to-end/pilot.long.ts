import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { launchBrowser, openPairedPage, terminalReady } from '../../end-to-end/connector-page.ts';
import {
  type Answers,
  charged,
  closeShop,
  customerMs,
  idsWith,
  openShop,
  plugAgain,
  readReportFile,
  report,
  restartProgram,
  runPilot,
  seen,
  shop,
  skipAll,
  terminal,
  verdicts,
} from '../../end-to-end/piloted-shop.ts';
import { startSidecar } from '../../end-to-end/running-sidecar.ts';

describe('hipay-ecr pilot', () => {
  afterEach(closeShop);

  it('reports a terminal, a HiPay and a computer that behave as assumed, and lists what to refund', async () => {
    await openShop();
    const answers = {
      'cable.ticket': 'paid',
      'busy.shown': 'old',
      'paper.ticket': 'paid',
      'late.ticket': 'waiting',
    };
    const said = await runPilot(answers, {
      'declined.0': () => terminal.follow('refuse'),
      'red-key.0': () => terminal.follow('cancel'),
      // The terminal charges, and the cable is out before its answer.
      'cable.0': () => terminal.follow('unplug-at-6'),
      'cable.3': () => plugAgain('accept'),
      'busy.0': () => terminal.follow('unplug-at-5'),
      'busy.2': async () => {
        await plugAgain('not-ready');
        await new Promise((resolve) => setTimeout(resolve, 2000));
      },
      'busy.5': () => terminal.follow('accept'),
      'late.0': () => terminal.follow('accept', customerMs + 4000),
      'restart.1': restartProgram,
    });
    expect(said).toContain('Restart the computer now.');
    expect(verdicts()['machine.reboot']).toBe('not-seen');
    // The computer was started a moment ago.
    await runPilot({}, {}, { uptime: () => 5 });

    expect(idsWith('otherwise')).toEqual([]);
    expect(idsWith('not-seen')).toEqual([]);
    expect(idsWith('not-tried')).toEqual(['terminal.contract']);
    expect(seen('terminal.digits-repeated')).toContain('PILOT-E2E1-01: same');
    const { toRefund, inDoubt } = report();
    // Each amount that the terminal has charged must be listed once, to refund or to check.
    const left = [...toRefund, ...inDoubt].map(({ amountMinor }) => amountMinor);
    expect(new Set(left).size).toBe(left.length);
    expect(left).toEqual(expect.arrayContaining(charged()));
    expect(new Set(charged()).size).toBe(charged().length);
    expect(inDoubt.map(({ orderId }) => orderId)).toEqual(['PILOT-E2E1-04', 'PILOT-E2E1-05']);
    const text = readReportFile('md');
    expect(text).toContain('SIMULATED: HiPay.');
    for (const written of [
      text,
      readReportFile('json'),
      readFileSync(join(shop.sidecar.home, 'pilot.json'), 'utf8'),
    ])
      expect(written).not.toMatch(/Test_password|pwd-of-the-till/);
  });

  it('reports, with the facts, a terminal and a HiPay that behave in another way than assumed', async () => {
    await openShop();
    terminal.follow('blank-private-data');
    const answers: Answers = {
      ...skipAll,
      pay: 'start',
      declined: 'start',
      busy: 'start',
      'number-twice': 'start',
      'look-up': 'start',
      'busy.shown': 'new',
    };
    await runPilot(answers, {
      'declined.0': () => terminal.follow('unlisted-status'),
      'busy.0': () => terminal.follow('unplug-at-5'),
      'busy.2': async () => {
        await plugAgain('accept');
        await terminalReady(shop.sidecar);
      },
      'number-twice': () => shop.sidecar.gatewayScript('unauthorised-401'),
    });
    expect(idsWith('otherwise')).toEqual([
      'terminal.digits-repeated',
      'terminal.declined',
      'terminal.busy',
      'hipay.order',
      'hipay.look-up-allowed',
    ]);
    expect(seen('terminal.digits-repeated')).toBe('PILOT-E2E1-01: none, PILOT-E2E1-02: same');
    expect(seen('terminal.declined')).toMatch(/PILOT-E2E1-02: UNKNOWN, code 1102, status 5/);
    expect(seen('hipay.look-up-allowed')).toContain('HTTP 401');
    expect(seen('machine.reboot')).toBe('reboot: the person left it out');
    expect(verdicts()['terminal.late-answer']).toBe('not-tried');
    const text = readReportFile('md');
    expect(text).toContain('## Otherwise than assumed');
    expect(text).toContain('Two payments of one amount look the same');
  });
});

const typist = fileURLToPath(new URL('../../end-to-end/typist.py', import.meta.url));
const program = fileURLToPath(new URL('../../../dist/sidecar/main.js', import.meta.url));
const [enter, ctrlC] = ['\r', '\u0003'];

it('asks a person at a text terminal, beside start --simulate, and stops at Ctrl-C', async () => {
  const sidecar = await startSidecar({ args: ['--simulate'] });
  const browser = await launchBrowser();
  onTestFinished(async () => {
    await browser.close();
    await sidecar.stop();
  });
  await openPairedPage(browser, sidecar);
  const keys = [
    ['Amount of the first payment', enter],
    ['Begin?', enter],
    ['Ready?', enter],
    ['Begin?', ctrlC],
  ];
  const child = spawn('python3', [typist, JSON.stringify(keys), process.execPath, program, 'pilot'], {
    env: { ...process.env, TERM: 'xterm', HIPAY_ECR_HOME: sidecar.home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.on('data', (chunk) => {
    shown += chunk;
  });
  const [code] = await once(child, 'exit');
  expect(shown).toContain('The terminal is simulated: no card is charged.');
  expect(shown).toMatch(/1\.00 EUR \(PILOT-\w{4}-01\) charged/);
  expect(shown).toContain('Stopped.');
  expect(code).toBe(0);
  const stored = JSON.parse(readFileSync(join(sidecar.home, 'pilot.json'), 'utf8'));
  expect(stored.cases.pay).toMatchObject({ state: 'done', results: { payment: { charge: 'charged' } } });
});
