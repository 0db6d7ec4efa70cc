import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noQueue } from '../../../src/core/settings/config-file.ts';
import { encodeText, type TextEncodingName } from '../../../src/core/text-encoding.ts';
import { readConfigFile, readFaultText } from '../../../src/sidecar/config/config-file.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';
import { refuseFile } from '../helpers/unusable-file.ts';

/** HiPay's keys in hand-written YAML, with few quotes. */
const yaml = `
hipay_login: 12345678.stage-secure-gateway.hipay-tpp.com
hipay_password: Test_...
serial_port: COM14
serial_number: 0012345678
local_port: 8888
api_username: log
api_password: 0123
environment: dev
authorization_threshold: 100
update_time: 03:00
contract:
  proxy:
    payment_application: 001
    merchant_id: 0234567
    rank: 001
  nfc: { payment_application: 00B, merchant_id: 1234568, rank: 001 }
connector:
  currencies: [EUR, CHF]
  long_answer: true
`;

async function file(content: string | Uint8Array) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'config.yml'), content);
  return folder;
}

test('warns of a password that ends at #, whether the rest of the file is right or not', async () => {
  const words =
    'api_password: the value ends at #, because YAML begins a comment there: put the value in quotes if # belongs to it';
  const cut = yaml.replace('api_password: 0123', 'api_password: 01 #23');
  const fine = await readConfigFile(undefined, await file(cut));
  expect(fine?.reading).toMatchObject({ ok: true, config: { notes: expect.arrayContaining([words]) } });
  const empty = await readConfigFile(
    undefined,
    await file(yaml.replace('api_password: 0123', 'api_password: #23')),
  );
  expect(empty?.reading).toMatchObject({ ok: false, errors: expect.arrayContaining([words]) });
});

test('YAML keeps every character of a number', async () => {
  const read = await readConfigFile(undefined, await file(yaml));
  expect(read?.reading).toMatchObject({
    ok: true,
    config: {
      sidecar: {
        localPort: 8888,
        apiUsername: 'log',
        apiPassword: '0123',
        stopAllowed: true,
        strictAnswers: false,
        queue: noQueue,
      },
      settings: {
        terminal: { serialNumber: '0012345678', longAnswer: true },
        contracts: {
          proxy: { merchantId: '0234567', paymentApplication: '001', rank: '001' },
          nfc: { merchantId: '1234568', paymentApplication: '00B', rank: '001' },
        },
        authorizationThresholdMinor: 10_000,
        currencies: ['EUR', 'CHF'],
      },
    },
  });
});

test('reads JSON as the installer prints it', async () => {
  const printed = '{ "api_username": "log", "api_password": "pwd", "local_port": "8888", "baudRate": 9600 }';
  const folder = await file(printed);
  const read = await readConfigFile(join(folder, 'config.yml'), 'elsewhere');
  expect(read?.reading).toMatchObject({ ok: true, config: { sidecar: { localPort: 8888 } } });
});

test('a folder without the file has no configuration', async () => {
  expect(await readConfigFile(undefined, await temporaryFolder())).toBeUndefined();
});

test.each([
  ['a named file that is not there', 'missing.yml', ''],
  ['no YAML', 'config.yml', 'a: [1'],
  ['an empty file', 'config.yml', ''],
  ['a list', 'config.yml', '- a'],
])('%s is an error', async (_name, name, content) => {
  const folder = await file(content);
  const read = await readConfigFile(join(folder, name), folder);
  expect(read?.reading).toMatchObject({ ok: false, errors: [expect.any(String)] });
});

test.each<[TextEncodingName, readonly string[]]>([
  ['UTF-8', []],
  ['UTF-8 with BOM', []],
  ['UTF-16LE', ['read as UTF-16LE']],
  ['UTF-16BE', ['read as UTF-16BE']],
  ['Windows-1252', ['read as Windows-1252']],
])('a file in %s has its own password, and a note unless it is in UTF-8', async (encoding, words) => {
  const account = 'hipay_login: 1.stage-secure-gateway\nhipay_password: secret\n';
  const contract = 'contract: { proxy: { payment_application: 001, merchant_id: 1234567, rank: 001 } }\n';
  const text = `api_username: caisse\napi_password: motdepassé€\n${account}${contract}`;
  const read = await readConfigFile(undefined, await file(encodeText(text, encoding)));
  if (!read?.reading.ok) throw new Error('cannot be read');
  const { sidecar, notes } = read.reading.config;
  expect(sidecar.apiPassword).toBe('motdepassé€');
  expect(notes).toEqual(words.map((each) => expect.stringContaining(each)));
});

test('the error of a file in Windows-1252 names the encoding too', async () => {
  const read = await readConfigFile(undefined, await file(encodeText('api_username: é', 'Windows-1252')));
  expect(read?.reading).toEqual({
    ok: false,
    errors: [expect.stringContaining('api_password'), expect.stringContaining('read as Windows-1252')],
  });
});

test.each([
  ['EACCES', /this user may not use it \(EACCES\)\. Let this user use it: chmod u\+rw ".*config\.yml"\./],
  ['EBUSY', /another program holds the file \(EBUSY\)\. Close that program \(a backup/],
  ['EIO', /does not read or write it \(EIO\)\. Copy the whole folder/],
])('a file that the system refuses with %s: says why and what to do', async (code, words) => {
  const folder = await file('{}');
  refuseFile(join(folder, 'config.yml'), code);
  const read = await readConfigFile(undefined, folder);
  expect(read?.reading).toEqual({ ok: false, errors: [expect.stringMatching(words)] });
});

test('a file that another program holds on Windows: says so, and no command of another system', () => {
  const held = Object.assign(new Error('EPERM: no'), { code: 'EPERM' });
  const words = readFaultText(held, 'C:\\Users\\till\\config.yml', 'windows');
  expect(words).toContain(
    'another program holds it, or this user may not use it (EPERM). Close that program',
  );
  expect(words).not.toContain('chmod');
});
