import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { setupLookPath, setupPath } from '../../../src/core/connector-api/first-setup.ts';
import type { SearchedComputer } from '../../../src/sidecar/config/hipay-program.ts';
import { fakePage } from '../helpers/fake-page.ts';
import {
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

const trial = { from: 'trial' };
const contract = { merchantId: '1234567', paymentApplication: '001', rank: '001' };
const account = {
  environment: 'stage',
  login: '12345678.stage-secure-gateway.hipay-tpp.com',
  password: 'Test: "pass" #1',
  contracts: { proxy: contract },
};
const shop = { from: 'guide', account, terminal: { link: 'tcp', host: '192.168.1.20', port: 8888 } };
const hipayFile = [
  '# of HiPay',
  'hipay_login: 12345678.stage-secure-gateway.hipay-tpp.com',
  'hipay_password: secret_of_hipay',
  'api_username: log',
  'api_password: secret_of_till',
  'local_port: PORT',
  'environment: stage',
  'contract:',
  '  proxy: { payment_application: 001, merchant_id: 1234567, rank: 001 }',
  '',
].join('\n');

interface ComputerOptions {
  /** The content of HiPay's file on this computer; PORT stands for the port of the sidecar. */
  readonly hipay?: string;
  readonly offered?: boolean;
  /** The configuration with which the sidecar has started. */
  readonly present?: string;
  readonly keepsPort?: boolean;
  readonly busy?: () => boolean;
}

async function newComputer({
  hipay,
  present,
  offered = true,
  keepsPort = false,
  busy = () => false,
}: ComputerOptions = {}) {
  const homeFolder = await temporaryFolder();
  const path = join(homeFolder, 'config.yml');
  if (present !== undefined) await writeFile(path, present);
  const homeDirectory = await temporaryFolder();
  const computer: SearchedComputer = {
    system: 'linux',
    env: {},
    homeDirectory,
    exists: (path) => path.startsWith(homeDirectory) && hipay !== undefined,
    outputOf: () => undefined,
  };
  const sidecar = await runningSidecar({
    homeFolder,
    ...(present !== undefined && { configuration: path }),
    ...(offered && {
      firstSetup: {
        computer,
        makePassword: () => 'made-for-the-till',
        keepsPort,
        serialPorts: () => ['COM3'],
      },
    }),
  });
  const hipayPath = join(homeDirectory, 'hipay/ecr-connector/bin/data/config.yml');
  if (hipay !== undefined) {
    await mkdir(join(hipayPath, '..'), { recursive: true });
    await writeFile(hipayPath, hipay.replace('PORT', String(sidecar.port)));
  }
  const page = await fakePage(sidecar, { busy });
  await page.isReady();
  const headers: Record<string, string> = {
    origin: sidecar.pageUrl,
    cookie: page.cookie,
    'content-type': 'application/json',
  };
  return { sidecar, page, headers, hipayPath, path };
}

const send = (
  sidecar: RunningSidecar,
  headers: Record<string, string>,
  body: unknown = trial,
  path = setupPath,
) => fetch(sidecar.url + path, { method: 'POST', headers, body: JSON.stringify(body) });

const isMissing = (path: string) =>
  stat(path).then(
    () => false,
    () => true,
  );
const written = async (path: string) => parse(await readFile(path, 'utf8'), { schema: 'failsafe' });

describe('the guide writes the first configuration', () => {
  test('for a trial: only the owner can read the file, and the sidecar starts again with it', async () => {
    const { sidecar, headers, path } = await newComputer();
    const reply = await send(sidecar, headers);
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual({
      written: true,
      path,
      port: sidecar.port,
      till: { user: 'till', password: 'made-for-the-till' },
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await written(path)).toEqual({
      local_port: String(sidecar.port),
      api_username: 'till',
      api_password: 'made-for-the-till',
      environment: 'dev',
      connector: { link: 'simulated', language: 'concert-v2-e+' },
    });
    expect(await sidecar.closed).toBe('configured');
  });
  test('with an account and a network terminal, and keeps each text as it was typed', async () => {
    const { sidecar, headers, path } = await newComputer();
    expect((await send(sidecar, headers, shop)).status).toBe(200);
    expect(await written(path)).toMatchObject({
      hipay_login: account.login,
      hipay_password: account.password,
      environment: 'stage',
      contract: { proxy: { merchant_id: '1234567', payment_application: '001', rank: '001' } },
      connector: {
        link: 'tcp',
        terminal_host: '192.168.1.20',
        terminal_port: '8888',
        language: 'caisse-ap-v3',
      },
    });
  });
  test('from the file of HiPay’s program, with the till’s own password, which is not shown', async () => {
    const { sidecar, headers, path, hipayPath } = await newComputer({ hipay: hipayFile });
    const look = await (await send(sidecar, headers, {}, setupLookPath)).json();
    expect(look).toEqual({
      serialPorts: ['COM3'],
      hipayProgram: {
        path: hipayPath,
        login: account.login,
        environment: 'stage',
        contracts: ['proxy 1234567'],
        localPort: String(sidecar.port),
        tillUser: 'log',
        switchOff: [expect.stringContaining('always-up.sh'), expect.stringContaining('tp-manager')],
      },
    });
    expect(JSON.stringify(look)).not.toContain('secret_of');
    const reply = await (await send(sidecar, headers, { from: 'hipay-program' })).json();
    expect(reply).toEqual({ written: true, path, port: sidecar.port, till: { user: 'log' } });
    expect(await readFile(path, 'utf8')).toContain('# of HiPay');
    expect(await written(path)).toMatchObject({
      api_password: 'secret_of_till',
      hipay_password: 'secret_of_hipay',
    });
  });
  test('keeps the port of the command line, whatever HiPay’s file says', async () => {
    const hipay = hipayFile.replace('PORT', '2');
    const { sidecar, headers } = await newComputer({ hipay, keepsPort: true });
    const reply = await (await send(sidecar, headers, { from: 'hipay-program' })).json();
    expect(reply).toMatchObject({ written: true, port: sidecar.port });
  });
  test('the pages show the guide only if the sidecar offers it', async () => {
    const offered = await newComputer();
    await expect.poll(() => offered.page.firstSetups).toEqual([true]);
    const other = await newComputer({ offered: false });
    await expect.poll(() => other.page.firstSetups).toEqual([undefined]);
  });
});

describe('after a trial', () => {
  const tried = [
    'local_port: 8123',
    'api_username: till',
    'api_password: "of-the-trial"',
    'environment: dev',
    'connector:',
    '  link: simulated',
    '  language: concert-v2-e+',
    '',
  ].join('\n');
  test('the guide replaces its configuration by that of the shop, and the till keeps its password', async () => {
    const { sidecar, page, headers, path } = await newComputer({ present: tried });
    await expect.poll(() => page.firstSetups).toEqual(['trial']);
    const reply = await send(sidecar, headers, shop);
    expect([reply.status, await reply.json()]).toEqual([
      200,
      { written: true, path, port: sidecar.port, till: { user: 'till' } },
    ]);
    expect(await written(path)).toMatchObject({
      local_port: String(sidecar.port),
      api_password: 'of-the-trial',
      hipay_login: account.login,
      environment: 'stage',
      connector: { link: 'tcp' },
    });
    expect(await sidecar.closed).toBe('configured');
  });
  test.each([
    ['a file with an account stays', `${tried}hipay_login: x\n`, shop],
    ['a file with another setting stays', tried.replace('link:', 'log: a.log\n  link:'), shop],
    ['a second trial changes nothing', tried, trial],
  ])('%s', async (_name, present, body) => {
    const { sidecar, headers, path } = await newComputer({ present });
    const reply = await send(sidecar, headers, body);
    expect([reply.status, await reply.json()]).toMatchObject([409, { why: 'set-up-already' }]);
    expect(await readFile(path, 'utf8')).toBe(present);
  });
});

describe('a password is kept as it was typed', () => {
  test('with blanks at its beginning and end', async () => {
    const { sidecar, headers, path } = await newComputer();
    const typed = { ...account, password: '  blank ', hashKey: ' phrase ' };
    expect((await send(sidecar, headers, { ...shop, account: typed })).status).toBe(200);
    expect(await written(path)).toMatchObject({
      hipay_password: '  blank ',
      connector: { hash_key: ' phrase ' },
    });
  });
  test('but a password of blanks only counts as missing', async () => {
    const { sidecar, headers } = await newComputer();
    const reply = await send(sidecar, headers, { ...shop, account: { ...account, password: '  ' } });
    expect(reply.status).toBe(400);
  });
});

describe('nothing is written', () => {
  const refused = async (wish: ComputerOptions, body: unknown = trial) => {
    const { sidecar, headers, path } = await newComputer(wish);
    const reply = await send(sidecar, headers, body);
    expect(await isMissing(path)).toBe(true);
    return { status: reply.status, ...((await reply.json()) as object) };
  };
  test('while a payment runs', async () => {
    const reply = await refused({ busy: () => true });
    expect(reply).toMatchObject({ status: 409, written: false, why: 'payment-running' });
  });
  test('without HiPay’s file, or from one that cannot be used', async () => {
    const body = { from: 'hipay-program' };
    expect(await refused({}, body)).toMatchObject({ status: 409, why: 'nothing-found' });
    const reply = await refused({ hipay: 'api_username: log\nlocal_port: many\n' }, body);
    expect(reply).toMatchObject({ status: 409, why: 'nothing-found' });
    expect(JSON.stringify(reply)).toContain('local_port: expected a whole number');
  });
  test('from HiPay’s file with a port that no browser opens, and the answer says what to do', async () => {
    const hipay = hipayFile.replace('PORT', '5060');
    const reply = await refused({ hipay }, { from: 'hipay-program' });
    expect(reply).toMatchObject({ status: 409, why: 'nothing-found' });
    expect(JSON.stringify(reply)).toContain('local_port: browsers open no page at port 5060: choose another');
  });
  test('if another program has the port of HiPay’s file', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port: taken } = other.address() as { port: number };
    const hipay = hipayFile.replace('PORT', String(taken));
    const reply = await refused({ hipay }, { from: 'hipay-program' });
    expect(reply).toMatchObject({ status: 409, why: 'port-taken' });
    expect(JSON.stringify(reply)).toContain(String(taken));
  });
  test('for settings that exclude each other', async () => {
    const prod = { ...account, environment: 'prod' };
    const reply = await refused({}, { ...shop, account: prod, terminal: { link: 'simulated' } });
    expect(reply).toMatchObject({ status: 409, why: 'not-valid' });
  });
  test('if the sidecar already has a configuration', async () => {
    const reply = await refused({ offered: false });
    expect(reply).toMatchObject({ status: 409, why: 'set-up-already' });
  });
  test('a second time: the first file stays, and the answer names it', async () => {
    const { sidecar, headers, path } = await newComputer();
    const [one, other] = await Promise.all([send(sidecar, headers), send(sidecar, headers, shop)]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const refusal = await (one.status === 409 ? one : other).json();
    expect(refusal).toMatchObject({ written: false, why: 'set-up-already' });
    expect((await readFile(path, 'utf8')).match(/api_password/g)).toHaveLength(1);
  });
  test('over a file that another program has written since the start', async () => {
    const { sidecar, headers, path } = await newComputer();
    await writeFile(path, 'api_username: other\n');
    const reply = await send(sidecar, headers);
    expect([reply.status, await reply.json()]).toMatchObject([409, { why: 'set-up-already' }]);
    expect(await readFile(path, 'utf8')).toBe('api_username: other\n');
  });
});

describe('the first configuration is only for the paired page', () => {
  test.each<[string, (headers: Record<string, string>, basic: string) => Record<string, string>, number]>([
    ['a page that is not paired', ({ origin = '' }) => ({ origin }), 401],
    ['a wrong cookie', (right) => ({ ...right, cookie: `${right['cookie']}x` }), 401],
    ['a till with its password', (_, authorization) => ({ authorization }), 403],
    [
      'a till in a browser with its password',
      ({ origin = '' }, authorization) => ({ origin, authorization }),
      401,
    ],
    ['a page of another origin', (right) => ({ ...right, origin: 'https://evil.example' }), 403],
    ['a page of another port', (right) => ({ ...right, origin: 'http://localhost:1' }), 403],
  ])('%s can neither look nor write', async (_name, change, status) => {
    const { sidecar, headers, path } = await newComputer();
    const theirs = change(headers, sidecar.basic);
    expect((await send(sidecar, theirs)).status).toBe(status);
    expect((await send(sidecar, theirs, {}, setupLookPath)).status).toBe(status);
    expect(await isMissing(path)).toBe(true);
  });
  test.each<[string, unknown, string]>([
    ['no kind', {}, 'from: '],
    ['a path of its own', { from: 'hipay-program', path: '/etc/passwd' }, 'Unrecognized key: "path"'],
    ['no login', { ...shop, account: { ...account, login: '' } }, 'account.login: '],
    ['two lines in a password', { ...shop, account: { ...account, password: 'a\nb' } }, 'account.password: '],
    [
      'no contract',
      { ...shop, account: { ...account, contracts: {} } },
      'account.contracts: expected proxy, nfc',
    ],
    [
      'an address with a path',
      { ...shop, terminal: { link: 'tcp', host: 'a/b', port: 1 } },
      'terminal.host: expected the address',
    ],
    [
      'another key',
      { ...shop, connector: { update_url: 'https://evil.example/' } },
      'Unrecognized key: "connector"',
    ],
  ])('a request with %s is answered with what is wrong and where', async (_name, body, text) => {
    const { sidecar, headers, path } = await newComputer();
    const reply = await send(sidecar, headers, body);
    expect(reply.status).toBe(400);
    const answer = await reply.text();
    expect(JSON.parse(answer).error.errorDescription).toContain(text);
    expect(answer).not.toContain(account.password);
    expect(await isMissing(path)).toBe(true);
  });
  test('more than 8 KB is not read, and GET is not answered', async () => {
    const { sidecar, headers } = await newComputer();
    expect((await send(sidecar, headers, { ...trial, padding: 'x'.repeat(9000) })).status).toBe(413);
    expect((await fetch(sidecar.url + setupPath, { headers })).status).toBe(405);
  });
});

test('soon after a payment of a till has ended, the configuration is written', async () => {
  const { sidecar, headers, path } = await newComputer();
  const reply = await postOrder(sidecar, { amount: '10,23', currency: 'EUR', transation_type: 'Debit' });
  expect(await reply.json()).toMatchObject({ paymentStatus: 'SUCCESS' });
  await expect.poll(async () => (await send(sidecar, headers)).status).toBe(200);
  expect(await isMissing(path)).toBe(false);
});
