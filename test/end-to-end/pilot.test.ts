import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { type PilotDeps, pilotRun } from '../../src/sidecar/commands/pilot/pilot.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { grantSerialPorts } from '../rig/rig.ts';
import { recordedScreen } from '../sidecar/command-line/recorded-screen.ts';
import { scriptedDialogue } from '../sidecar/commands/setup/scripted-dialogue.ts';
import { launchBrowser, openPairedPage, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

const customerMs = 5000;
const config = shopConfig({
  contract: {
    proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' },
    nfc: { payment_application: '00B', merchant_id: '1234568', rank: '001' },
  },
  connector: { currencies: 'EUR, JPY', timers: { customer_ms: customerMs } },
});

let shop: ShopOnRig<RigTerminal>;
let terminal: RigTerminal;
let restarted: RunningSidecar | undefined;
/** Every terminal that was plugged in, for the money that was charged. */
let terminals: RigTerminal[];

async function openShop(): Promise<void> {
  shop = await openShopOnRig({ grant: grantSerialPorts, plug: plugTerminal, config });
  terminal = shop.terminal;
  terminals = [terminal];
}
const charged = () =>
  terminals.flatMap(({ twin }) => twin.ledger.filter(movedMoney).map(({ amountMinor }) => amountMinor));

async function plugAgain(script: string): Promise<void> {
  terminal = await plugTerminal(shop.rig, script);
  terminals.push(terminal);
}

async function restartProgram(): Promise<void> {
  const { sidecar } = shop;
  const { port } = new URL(sidecar.origin);
  await sidecar.call('GET', '/stop');
  await sidecar.ended;
  restarted = await startSidecar({
    port: Number(port),
    home: sidecar.home,
    config,
    args: ['--simulate=gateway'],
  });
}

type Answers = Readonly<Record<string, string>>;
/** What happens in the shop before a question is answered, by the name of the question. */
type Acts = Readonly<Record<string, () => unknown>>;

/** Runs `hipay-ecr pilot` with a person who answers by script; without an answer, the proposed one is taken. */
async function runPilot(answers: Answers, acts: Acts = {}, change: Partial<PilotDeps> = {}) {
  const screen = recordedScreen();
  const { dialogue, said } = scriptedDialogue(answers);
  const ask: typeof dialogue.ask = async (question, proposal) => {
    await acts[question.name]?.();
    return dialogue.ask(question, proposal);
  };
  const { home } = shop.sidecar;
  const code = await pilotRun(['--home', home, '--config', join(home, 'shop.yml')], {
    screen,
    env: {},
    fetching: fetch,
    dialogue: { ...dialogue, ask },
    now: Date.now,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    uptime: () => 100_000,
    runId: () => 'E2E1',
    ...change,
  });
  expect(screen.complained()).toBe('');
  expect(code).toBe(0);
  return said();
}

const textOf = (ending: string) => readFileSync(join(shop.sidecar.home, `pilot-E2E1.${ending}`), 'utf8');

interface Report {
  readonly assumptions: readonly { id: string; verdict: string; seen: string; ifWrong: string }[];
  readonly toRefund: readonly { orderId: string; amountMinor: number }[];
  readonly inDoubt: readonly { orderId: string; amountMinor: number }[];
}
const report = (): Report => JSON.parse(textOf('json'));
const verdicts = () => Object.fromEntries(report().assumptions.map(({ id, verdict }) => [id, verdict]));
const seen = (id: string) => report().assumptions.find((each) => each.id === id)?.seen ?? '';
const idsWith = (verdict: string) =>
  report()
    .assumptions.filter((each) => each.verdict === verdict)
    .map(({ id }) => id);

const skipAll: Answers = Object.fromEntries(
  [
    ...['pay', 'declined', 'red-key', 'cable', 'busy', 'paper', 'late', 'sleep', 'restart', 'reboot'],
    ...['number-twice', 'two-contracts', 'look-up', 'other-currency'],
  ].map((id) => [id, 'skip']),
);

describe('hipay-ecr pilot', () => {
  afterEach(async () => {
    await restarted?.stop();
    restarted = undefined;
    await shop?.close();
  });

  it('sees a terminal, a HiPay and a computer that are as assumed, and lists what to refund', async () => {
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
    // The terminal knows what it charged: all of it is to be refunded or looked at, and nothing twice.
    const left = [...toRefund, ...inDoubt].map(({ amountMinor }) => amountMinor);
    expect(new Set(left).size).toBe(left.length);
    expect(left).toEqual(expect.arrayContaining(charged()));
    expect(new Set(charged()).size).toBe(charged().length);
    expect(inDoubt.map(({ orderId }) => orderId)).toEqual(['PILOT-E2E1-04', 'PILOT-E2E1-05']);
    const text = textOf('md');
    expect(text).toContain('SIMULATED: HiPay.');
    for (const written of [text, textOf('json'), readFileSync(join(shop.sidecar.home, 'pilot.json'), 'utf8')])
      expect(written).not.toMatch(/Test_password|pwd-of-the-till/);
  });

  it('says with what it saw that a terminal and HiPay are otherwise than assumed', async () => {
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
    const text = textOf('md');
    expect(text).toContain('## Otherwise than assumed');
    expect(text).toContain('Two payments of one amount look the same');
  });

  it('goes on after it was killed while the customer paid, and charges the card once', async () => {
    await openShop();
    terminal.follow('accept', 1000);
    let isSent: () => void = () => {};
    const sent = new Promise<void>((resolve) => {
      isSent = resolve;
    });
    const killed: typeof fetch = async (url, request) => {
      const answer = await fetch(url, request);
      if (request?.method !== 'POST') return answer;
      isSent();
      return new Promise(() => {});
    };
    void runPilot({ ...skipAll, pay: 'start' }, {}, { fetching: killed });
    await sent;
    const said = await runPilot(skipAll);
    expect(said).toContain('PILOT-E2E1-01 was begun before. It is looked up, and not sent again.');
    expect(charged()).toEqual([100]);
    expect(report().toRefund).toMatchObject([{ orderId: 'PILOT-E2E1-01', amountMinor: 100 }]);
    expect(verdicts()['terminal.accepted']).toBe('as-assumed');
  });
});

const typist = fileURLToPath(new URL('typist.py', import.meta.url));
const program = fileURLToPath(new URL('../../dist/sidecar/main.js', import.meta.url));
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
