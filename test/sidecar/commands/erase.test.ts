import { expect, test, vi } from 'vitest';
import { eraseCustomer } from '../../../src/sidecar/commands/erase.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

async function run(homeFolder: string, ...args: string[]) {
  const screen = recordedScreen();
  const code = await eraseCustomer(args, { screen, env: { HIPAY_ECR_HOME: homeFolder }, fetchUrl: fetch });
  return { code, printed: screen.printed(), complained: screen.complained() };
}

/** Records the customers that a page must erase. `waiting`: number of waiting payments in its first answers, then 0. */
function eraser(...waiting: number[]) {
  const asked: string[] = [];
  return {
    asked,
    eraseCustomer: async ({ customerId }: { customerId: string }) => {
      asked.push(customerId);
      return { erased: 1, waiting: waiting.shift() ?? 0 };
    },
  };
}

test('erases in the open browsers at once, and in the others when they connect', async () => {
  const homeFolder = await temporaryFolder();
  const sidecar = await runningSidecar({ homeFolder });
  const [one, other] = [eraser(), eraser()];
  const { cookie } = await fakePage(sidecar, { journal: 'one', eraseCustomer: one.eraseCustomer });
  expect(await run(homeFolder, '--customer', 'C1')).toMatchObject({
    code: 0,
    printed: expect.stringContaining('0 payments in the records of this computer, and in 1 open browsers'),
  });
  expect(one.asked).toEqual(['C1']);

  await fakePage(sidecar, { journal: 'other', eraseCustomer: other.eraseCustomer }, cookie);
  await vi.waitUntil(() => other.asked.length === 1);
  await fakePage(sidecar, { journal: 'one', eraseCustomer: one.eraseCustomer }, cookie);
  await postOrder(sidecar, { amount: 1, currency: 'EUR', order_id: 'Later' });
  expect(one.asked).toEqual(['C1']);
});
test('a browser with payments that wait is asked again when it connects the next time', async () => {
  const homeFolder = await temporaryFolder();
  const sidecar = await runningSidecar({ homeFolder });
  const page = eraser(2);
  const first = await fakePage(sidecar, { journal: 'one', eraseCustomer: page.eraseCustomer });
  await run(homeFolder, '--customer', 'C1');
  first.socket.terminate();
  await vi.waitUntil(async () => (await fetch(`${sidecar.url}/connector`)).ok);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await fakePage(sidecar, { journal: 'one', eraseCustomer: page.eraseCustomer }, first.cookie);
  await vi.waitUntil(() => page.asked.length === 2);
});
test.each([
  [[], '--customer: expected an id'],
  [['--customer', 'x'.repeat(65)], '--customer: expected an id'],
  [['--customer', 'C1', '--home', '/nowhere'], 'Not running'],
])('%j fails with a reason: %s', async (args, why) => {
  const { code, complained } = await run(await temporaryFolder(), ...args);
  expect(code).not.toBe(0);
  expect(complained).toContain(why);
});
test('only the owner of the home folder may erase: not a till', async () => {
  const sidecar = await runningSidecar();
  const headers = { authorization: sidecar.basic };
  const reply = await fetch(`${sidecar.url}/erase`, { method: 'POST', headers, body: '{"customer":"C1"}' });
  expect(reply.status).toBe(401);
});
