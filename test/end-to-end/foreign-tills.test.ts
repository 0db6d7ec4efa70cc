import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts, type Rig, startRig } from '../rig/rig.ts';
import { terminalReady } from './connector-page.ts';
import { installPacked, type PackedInstall } from './packed-install.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

// A shop that replaces HiPay's program keeps its till and its config.yml, and installs our package (tills/README.md).
const run = promisify(execFile);
const tillFile = (name: string) => fileURLToPath(new URL(`tills/${name}`, import.meta.url));
const configFile = tillFile('windows-config.yml');
const address = 'http://localhost:8888';
const local = ['log', 'pwd'] as const;
const backOffice = ['12345678.stage-secure-gateway.hipay-tpp.com', 'Test_...'] as const;

let installed: PackedInstall;
beforeAll(() => {
  installed = installPacked();
});
afterAll(() => installed?.remove());

const tills = [
  { name: 'curl in a shell', command: ['sh', tillFile('till.sh')], account: local, order: 'Order_curl' },
  // HiPay's page says that these are the credentials of its back office.
  { name: 'Python', command: ['python3', tillFile('till.py')], account: backOffice, order: 'Order_urllib' },
  {
    name: 'HTTP/1.0 on a socket',
    command: ['python3', tillFile('dotnet_till.py')],
    account: local,
    order: 'Order_dotnet',
  },
] as const;

type Till = Omit<(typeof tills)[number], 'order'> & { readonly order: string };
async function payWith({ command: [program, script], account, order }: Till, ...then: string[]) {
  const { stdout } = await run(program, [script, address, ...account, order, ...then]);
  return JSON.parse(stdout) as Record<string, unknown>;
}
const tillThatStops = tills[2];

/** Both contracts are notified: HiPay's page documents this as "2". */
const approved = (order: string) => ({
  paymentStatus: 'SUCCESS',
  outcome: 'APPROVED',
  numberOfNotificationSent: 2,
  amount: '10,23',
  orderId: order,
});

describe('start --config FILE --simulate, with the sample for Windows', () => {
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    const args = ['--simulate', '--browser', '--headless'];
    sidecar = await startSidecar({ installed, configFile, args });
    await terminalReady(sidecar);
  });
  afterAll(() => sidecar?.stop());

  it.each(tills)('takes a payment from $name', async (till) => {
    expect(await payWith(till)).toMatchObject({ ...approved(till.order), simulated: true });
  });
  it('stops if a till requests it after its payment', async () => {
    await payWith({ ...tillThatStops, order: 'Order_last' }, 'stop');
    await sidecar.ended;
  });
});

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
