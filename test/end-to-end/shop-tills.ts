import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { installPacked, type PackedInstall } from './packed-install.ts';

// A shop that replaces HiPay's program keeps its till and its config.yml, and installs our package (tills/README.md).
const run = promisify(execFile);
const tillFile = (name: string) => fileURLToPath(new URL(`tills/${name}`, import.meta.url));
export const configFile = tillFile('windows-config.yml');
export const address = 'http://localhost:8888';
const local = ['log', 'pwd'] as const;
const backOffice = ['12345678.stage-secure-gateway.hipay-tpp.com', 'Test_...'] as const;

export let installed: PackedInstall;
/** Call it in a file of tests: installs our package before the tests, and removes it after them. */
export function withInstalledPackage(): void {
  beforeAll(() => {
    installed = installPacked();
  });
  afterAll(() => installed?.remove());
}

export const tills = [
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
export async function payWith({ command: [program, script], account, order }: Till, ...then: string[]) {
  const { stdout } = await run(program, [script, address, ...account, order, ...then]);
  return JSON.parse(stdout) as Record<string, unknown>;
}
export const tillThatStops = tills[2];

/** Both contracts are notified: HiPay's page documents this as "2". */
export const approved = (order: string) => ({
  paymentStatus: 'SUCCESS',
  outcome: 'APPROVED',
  numberOfNotificationSent: 2,
  amount: '10,23',
  orderId: order,
});
