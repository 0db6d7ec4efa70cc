import { describe, expect, it, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { cutRemarks, findInvisible } from '../../../src/core/settings/pasted-values.ts';

const contract = { proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' } };
const shop = {
  hipay_login: '12345678.stage-secure-gateway.hipay-tpp.com',
  hipay_password: 'Test_1',
  api_username: 'log',
  api_password: 'pwd',
  environment: 'dev',
  contract,
};
const notesOf = (change: object) => {
  const reading = readShopConfig({ ...shop, ...change });
  return reading.ok ? reading.config.notes : ['refused'];
};
const errorsOf = (change: object) => {
  const reading = readShopConfig({ ...shop, ...change });
  return reading.ok ? ['accepted'] : reading.errors;
};
const at = (key: string, character: string, place: number) =>
  `${key}: has an invisible character (${character}) at place ${place}, as pasted texts have: delete it, or type the value by hand`;

describe('an invisible character in a value', () => {
  test.each([
    ['a\u00a0b', { character: 'U+00A0', place: '2' }],
    ['🥐\u200b', { character: 'U+200B', place: '2' }],
    ['\ufeffx', { character: 'U+FEFF', place: '1' }],
    ['x\u0007', { character: 'U+0007', place: '2' }],
    ['soft\u00adhyphen', { character: 'U+00AD', place: '5' }],
    ['\u202fx', { character: 'U+202F', place: '1' }],
    ['x\u2800', { character: 'U+2800', place: '2' }],
  ])('%j is found', (text, found) => expect(findInvisible(text)).toEqual(found));
  test.each(['', 'a b', 'pä55wörd€:☂', 'Žluťoučký', 'a\tb', '#!"§$%&/()=?`'])('%j has none', (text) =>
    expect(findInvisible(text)).toBeUndefined(),
  );
  test.each(['hipay_login', 'hipay_password', 'api_username', 'api_password'])(
    'of %s does not stop the shop, and is said',
    (key) => {
      expect(notesOf({ [key]: 'ab\u00a0cd' })).toContain(at(key, 'U+00A0', 3));
      expect(notesOf({ [key]: 'abcd\u200b' })).toContain(at(key, 'U+200B', 5));
    },
  );
  it('of the passphrase gets a remark', () =>
    expect(notesOf({ connector: { hash_key: 'a\u2060b' } })).toContain(
      at('connector.hash_key', 'U+2060', 2),
    ));
  it('of a contract, an address or a port is the reason of the refusal', () => {
    const pasted = { proxy: { ...contract.proxy, merchant_id: '123\u00a04567' } };
    expect(errorsOf({ contract: pasted })).toEqual([at('contract.proxy.merchant_id', 'U+00A0', 4)]);
    expect(errorsOf({ connector: { terminal_host: '192.168.1.20\u200b' } })).toEqual([
      at('connector.terminal_host', 'U+200B', 13),
    ]);
    expect(errorsOf({ connector: { gateway_url: 'http://\u00adlocalhost:9000' } })).toEqual([
      at('connector.gateway_url', 'U+00AD', 8),
    ]);
    expect(errorsOf({ local_port: '80\u200b80' })).toEqual([at('local_port', 'U+200B', 3)]);
  });
  it('is not named if the value has another fault', () =>
    expect(errorsOf({ local_port: 'eighty' })).toEqual([
      'local_port: expected a whole number from 1 to 65535',
    ]));
  it('at the ends of a value is removed if it is a space', () =>
    expect(notesOf({ hipay_login: '\u00a012345678.stage-x\u00a0' }).join()).not.toContain('invisible'));
});

describe('a # in a secret without quotes', () => {
  test.each([
    ['hipay_password: Test #1', ['hipay_password']],
    ['hipay_password: #Test', ['hipay_password']],
    ['hipay_password:   Test \t#1\r', ['hipay_password']],
    ['"api_password": Test #1', ['api_password']],
    ['a: 1\nconnector:\n  hash_key: x #y\n', ['hash_key']],
    ['hipay_password: a #b\napi_password: c #d', ['hipay_password', 'api_password']],
  ])('%j gets a remark', (text, keys) => expect(cutRemarks(text).map(({ key }) => key)).toEqual(keys));
  test.each([
    'hipay_password: Test#1',
    'hipay_password: "Test #1"',
    "hipay_password: 'Test #1' # of the shop",
    'hipay_password: Test_1',
    '# hipay_password: Test #1',
    'api_username: log # the till',
    '{"hipay_password": "Test #1"}',
    '',
  ])('%j gets no remark', (text) => expect(cutRemarks(text)).toEqual([]));
});
