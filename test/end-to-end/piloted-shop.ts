import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type PilotDeps, pilotRun } from '../../src/sidecar/commands/pilot/pilot.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { grantSerialPorts } from '../rig/rig.ts';
import { recordedScreen } from '../sidecar/command-line/recorded-screen.ts';
import { scriptedDialogue } from '../sidecar/commands/setup/scripted-dialogue.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

export const customerMs = 5000;
const config = shopConfig({
  contract: {
    proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' },
    nfc: { payment_application: '00B', merchant_id: '1234568', rank: '001' },
  },
  connector: { currencies: 'EUR, JPY', timers: { customer_ms: customerMs } },
});

export let shop: ShopOnRig<RigTerminal>;
export let terminal: RigTerminal;
let restarted: RunningSidecar | undefined;
/** Every terminal that was plugged in, for the money that was charged. */
let terminals: RigTerminal[];

export async function openShop(): Promise<void> {
  shop = await openShopOnRig({ grant: grantSerialPorts, plug: plugTerminal, config });
  terminal = shop.terminal;
  terminals = [terminal];
}
export const charged = () =>
  terminals.flatMap(({ twin }) => twin.ledger.filter(movedMoney).map(({ amountMinor }) => amountMinor));

export async function plugAgain(script: string): Promise<void> {
  terminal = await plugTerminal(shop.rig, script);
  terminals.push(terminal);
}

export async function restartProgram(): Promise<void> {
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

export type Answers = Readonly<Record<string, string>>;
/** What happens in the shop before a question is answered, by the name of the question. */
type ShopEvents = Readonly<Record<string, () => unknown>>;

/** Runs `hipay-ecr pilot` with a person who answers by script; without an answer, the proposed one is taken. */
export async function runPilot(answers: Answers, acts: ShopEvents = {}, change: Partial<PilotDeps> = {}) {
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
    fetchUrl: fetch,
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

export const readReportFile = (ending: string) =>
  readFileSync(join(shop.sidecar.home, `pilot-E2E1.${ending}`), 'utf8');

interface Report {
  readonly assumptions: readonly { id: string; verdict: string; seen: string; ifWrong: string }[];
  readonly toRefund: readonly { orderId: string; amountMinor: number }[];
  readonly inDoubt: readonly { orderId: string; amountMinor: number }[];
}
export const report = (): Report => JSON.parse(readReportFile('json'));
export const verdicts = () =>
  Object.fromEntries(report().assumptions.map(({ id, verdict }) => [id, verdict]));
export const seen = (id: string) => report().assumptions.find((each) => each.id === id)?.seen ?? '';
export const idsWith = (verdict: string) =>
  report()
    .assumptions.filter((each) => each.verdict === verdict)
    .map(({ id }) => id);

export const skipAll: Answers = Object.fromEntries(
  [
    ...['pay', 'declined', 'red-key', 'cable', 'busy', 'paper', 'late', 'sleep', 'restart', 'reboot'],
    ...['number-twice', 'two-contracts', 'look-up', 'other-currency'],
  ].map((id) => [id, 'skip']),
);

export async function closeShop(): Promise<void> {
  await restarted?.stop();
  restarted = undefined;
  await shop?.close();
}
