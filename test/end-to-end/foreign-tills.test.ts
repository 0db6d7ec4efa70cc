import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts, type Rig, startRig } from '../rig/rig.ts';
import { terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import {
  address,
  approved,
  configFile,
  installed,
  payWith,
  tills,
  tillThatStops,
  withInstalledPackage,
} from './shop-tills.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

withInstalledPackage();

describe('start --config FILE --simulate=gateway, with the sample for Windows, over real Web Serial', () => {
  let revoke: () => void;
  let rig: Rig;
  let terminal: RigTerminal;
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    revoke = grantSerialPorts([address]);
    rig = await startRig();
    terminal = await plugTerminal(rig);
    const { executablePath, env } = rig.browser;
    const args = ['--simulate=gateway', `--browser=${executablePath}`, '--headless'];
    sidecar = await startSidecar({ installed, configFile, args, env });
    await terminalReady(sidecar);
  });
  afterAll(async () => {
    await sidecar?.stop();
    await rig?.stop();
    revoke?.();
  });

  it.each(tills)('takes a payment from $name, and charges once', async (till) => {
    const before = terminal.twin.ledger.length;
    const answer = await payWith(till);
    expect(answer).toMatchObject(approved(till.order));
    expect(answer).not.toHaveProperty('simulated');
    const charges = terminal.twin.ledger.slice(before);
    expect(charges.map(({ amountMinor, verdict }) => [amountMinor, verdict])).toEqual([[1023, 'accepted']]);
  });
  it('stops if a till requests it after its payment', async () => {
    await payWith({ ...tillThatStops, order: 'Order_last' }, 'stop');
    await sidecar.ended;
  });
});
