import { expect, it, onTestFinished } from 'vitest';
import { serveNetworkTwinOnTcp } from '../../src/simulator/node-links/tcp-twin.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { peerTill } from './peer-program.ts';

/** Makes one payment with the till of caisse-ap-ip at our simulated terminal. */
async function theirPayment(script: string, ...options: string[]) {
  const terminal = await serveNetworkTwinOnTcp(0, twinScript(script, { customerMs: 100 })!);
  onTestFinished(() => terminal.close());
  const output = await peerTill(terminal.port, ...options);
  const charged = terminal.twin.ledger
    .filter(movedMoney)
    .map(({ operation, amountMinor }) => [operation, amountMinor]);
  return { output, charged };
}

it.each([
  ['a payment', ['-a', '10.23'], [['debit', 1023]]],
  ['a refund', ['-a', '-10.23'], [['credit', 1023]]],
  ['a cheque', ['-a', '10.23', '-ck'], [['debit', 1023]]],
] as const)(
  'our simulated terminal takes %s from the till of caisse-ap-ip',
  async (_name, options, charges) => {
    const { output, charged } = await theirPayment('accept', ...options);
    expect(charged).toEqual(charges);
    expect(output).toMatch(/AE00210/);
  },
);
it.each(['refuse', 'red-key-bare', 'busy'])(
  'script %s: the till of caisse-ap-ip gets a refusal from our simulated terminal',
  async (script) => {
    const { output, charged } = await theirPayment(script, '-a', '10.23');
    expect(charged).toEqual([]);
    expect(output).toMatch(/AE00201/);
  },
);
