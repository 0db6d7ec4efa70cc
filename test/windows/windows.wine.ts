import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { sampleOrder } from '../end-to-end/sample-order.ts';
import { ConnectorProfile, ShopGateway } from '../sidecar/helpers/connector-profile.ts';
import type { RunningSidecar } from '../sidecar/helpers/running-sidecar.ts';
import { type RunningProgram, type WindowsComputer, windowsComputer } from './wine.ts';

let computer: WindowsComputer;
/** Measured values, printed at the end. */
const figures: Record<string, string> = {};
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

beforeAll(() => {
  computer = windowsComputer(process.env['WINDOWS_NODE'] ?? '');
}, 300_000);
afterAll(async () => {
  for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name}: ${value}\n`);
  await computer?.remove();
});

const home = () => computer.folder('users/Élise Mérieux/HiPay données');
const homeOption = () => ['--home', home().windows];
const account = Buffer.from('log:pass wörd').toString('base64');

const call = async (program: RunningProgram, method: string, path: string, body?: object) => {
  const reply = await fetch(program.url + path, {
    method,
    headers: { authorization: `Basic ${account}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};

async function stop(program: RunningProgram): Promise<void> {
  const begin = performance.now();
  expect((await call(program, 'GET', '/stop')).body['stopped']).toBe(true);
  expect(await program.ended).toBe(0);
  figures['stop'] = seconds(performance.now() - begin);
}

it('setup --yes writes the configuration into a folder with spaces and accents', async () => {
  const answers = [
    '--hipay-login=12345678.stage-secure-gateway.hipay-tpp.com',
    '--serial-number=1234567890',
    '--local-port=8123',
    '--api-username=log',
    '--environment=dev',
    '--contract-type=proxy',
    '--proxy-payment-application=001',
    '--proxy-merchant-id=1234567',
    '--proxy-rank=001',
    '--link=simulated',
  ];
  const secrets = { HIPAY_ECR_HIPAY_PASSWORD: 'hp secret', HIPAY_ECR_API_PASSWORD: 'pass wörd' };
  const { code, stdout, stderr } = await computer.run(
    ['setup', '--yes', ...homeOption(), ...answers],
    secrets,
  );
  expect(stderr).not.toContain('secret');
  expect(code).toBe(0);
  expect(stdout.trim()).toBe(`${home().windows}\\config.yml`);
  expect(readFileSync(join(home().linux, 'config.yml'), 'utf8')).toContain('pass wörd');
  // Wine has no PowerShell: the set-up must not say that the file is private.
  expect(stderr).toContain('It is not known whether other users of this computer can read it');
  expect(stderr).toContain('icacls');
});

it('starts, and takes a payment by the page in a browser', async () => {
  const program = await computer.start(['--simulate', '--port', '0', ...homeOption()]);
  figures['start to ready'] = seconds(program.readyMs);
  expect(program.stdout).toContain('in the Command Prompt (cmd):\ncurl.exe -u log ');
  const browser = await launchBrowser();
  try {
    await openPairedPage(browser, {
      ...program,
      pairingLink: `${program.pageUrl}/#pair=${program.token}`,
      call: (method: string, path: string) => call(program, method, path),
    } as never);
    const { body } = await call(program, 'POST', '/order', sampleOrder());
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS', notificationHipaySent: true });
    expect((await call(program, 'GET', '/version')).body['version']).toMatch(/-windows_64$/);
  } finally {
    await browser.close();
  }
  await stop(program);
  expect(existsSync(join(home().linux, 'running.json'))).toBe(false);
});

it('doctor looks at the computer, and finds the files of the program as they were built', async () => {
  const { stdout } = await computer.run(['doctor', '--json', ...homeOption()]);
  const { findings } = JSON.parse(stdout) as { findings: { check: string; level: string; found: string }[] };
  const found = (check: string) => findings.filter((finding) => finding.check === check);
  expect(found('program').map(({ level }) => level)).toEqual(['ok', 'ok']);
  expect(found('configuration')[0]).toMatchObject({ level: 'ok' });
  expect(found('browser')[0]?.found).toBe('none was found');
  expect(found('home folder')[0]).toMatchObject({ level: 'ok', found: home().windows });
});

it('doctor and start see the same browser, also one that the user has installed', async () => {
  // Wine sets LOCALAPPDATA by the name of the user.
  const local = `users/${userInfo().username}/AppData/Local`;
  const chrome = computer.folder(`${local}/Google/Chrome/Application`);
  mkdirSync(join(chrome.linux, '156.0.1.2'), { recursive: true });
  writeFileSync(join(chrome.linux, 'chrome.exe'), '');
  const { stdout } = await computer.run(['doctor', '--json', ...homeOption()]);
  expect(stdout).toContain('Google Chrome 156.0.1.2');
});

it('a second program with the same home folder says so and ends; a taken port is named, with a command that finds its program', async () => {
  const program = await computer.start(['--simulate', '--port', '0', ...homeOption()]);
  const second = await computer.run(['start', '--no-browser', '--simulate', ...homeOption()]);
  expect(second).toMatchObject({ code: 1 });
  expect(second.stderr).toContain('Another connector runs with the folder');
  const other = computer.folder('users/other').windows;
  const taken = await computer.run([
    'start',
    '--no-browser',
    '--home',
    other,
    '--port',
    String(program.port),
  ]);
  expect(taken).toMatchObject({ code: 1 });
  expect(taken.stderr).toContain(`Port ${program.port} is taken by another program (netstat -ano | findstr`);
  await stop(program);
  expect(program.log()).toContain('the connector has stopped');
});

const paymentCount = Number(process.env['WINDOWS_PAYMENTS'] ?? 3000);

it(`takes ${paymentCount} payments, and starts again with all of them`, async () => {
  const program = await computer.start(['--simulate', '--port', '0', ...homeOption()]);
  const sidecar = { ...program, basic: `Basic ${account}` } as unknown as RunningSidecar;
  const page = await new ConnectorProfile(new ShopGateway()).open(sidecar);
  await expect.poll(async () => (await call(program, 'GET', '/check')).body['ready']).toBe(true);
  const begin = performance.now();
  for (let n = 0; n < paymentCount; n += 1) {
    const { body } = await call(program, 'POST', '/order', {
      amount: '1,00',
      currency: 'EUR',
      order_id: `W${n}`,
    });
    if (body['paymentStatus'] !== 'SUCCESS') throw new Error(`payment ${n}: ${JSON.stringify(body)}`);
  }
  const ms = performance.now() - begin;
  figures[`${paymentCount} payments`] = `${seconds(ms)}, ${(ms / paymentCount).toFixed(1)} ms each`;
  const grants = join(home().linux, 'asked.jsonl');
  figures['asked.jsonl before the restart'] = `${statSync(grants).size} bytes`;
  await page.close();
  await stop(program);
  const again = await computer.start(['--simulate', '--port', '0', ...homeOption()]);
  figures['start to ready with these payments'] = seconds(again.readyMs);
  figures['asked.jsonl after the restart'] = `${statSync(grants).size} bytes`;
  for (const id of ['W0', `W${paymentCount - 1}`, 'Order_12345'])
    expect((await call(again, 'GET', `/orders/${id}`)).body).toMatchObject({ outcome: 'APPROVED' });
  await stop(again);
}, 3_600_000);

it('export writes every payment', async () => {
  const { code, stdout } = await computer.run(['export', ...homeOption()]);
  expect(code).toBe(0);
  expect(stdout.match(/"orderId":"W\d+"/g)?.length ?? 0).toBeGreaterThanOrEqual(paymentCount);
});
