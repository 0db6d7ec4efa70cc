import { describe, expect, test } from 'vitest';
import { type ConfigReading, noQueue, readShopConfig } from '../../../src/core/settings/config-file.ts';

/** The configurations that HiPay's documentation of its Desktop connector shows, for Windows and Linux. */
const windows = {
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  hipay_login: '12345678.stage-secure-gateway.hipay-tpp.com',
  hipay_password: 'Test_...',
  serial_port: 'COM14',
  serial_number: '1234567890',
  local_port: '8888',
  api_username: 'log',
  api_password: 'pwd',
  environment: 'dev',
  authorization_threshold: 100,
  update_time: '03:00',
  contract: {
    proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' },
    nfc: { payment_application: '00B', merchant_id: '1234568', rank: '001' },
  },
};
const linux = {
  hipay_login: '1234567.stage-secure-gateway.hipay-tpp.com',
  hipay_password: 'Test_...',
  serial_port: 'COM1',
  serial_number: 'SN_123',
  local_port: 3001,
  api_username: 'log',
  api_password: 'password',
  environment: 'prod',
  authorization_threshold: 3,
  update_time: '06:15',
  contract: { proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' } },
};
const smallest = { api_username: 'log', api_password: 'pwd' };

function config(reading: ConfigReading) {
  if (!reading.ok) throw new Error(reading.errors.join('; '));
  return reading.config;
}

describe("the incumbent's own files are loaded unchanged", () => {
  test('Windows, both contracts', () => {
    const { sidecar, settings, notes } = config(readShopConfig(windows));
    expect(sidecar).toEqual({
      localPort: 8888,
      apiUsername: 'log',
      apiPassword: 'pwd',
      stopAllowed: true,
      strictAnswers: false,
      queue: noQueue,
      updates: { time: 3 * 60 },
    });
    expect(settings).toMatchObject({
      environment: 'dev',
      terminal: {
        link: 'web-serial',
        serialNumber: '1234567890',
        serial: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
      },
      hipay: { login: windows.hipay_login, password: 'Test_...', simulated: false, gatewayUrl: '' },
      contracts: {
        proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' },
        nfc: { merchantId: '1234568', paymentApplication: '00B', rank: '001' },
      },
      authorizationThresholdMinor: 10_000,
      currencies: ['EUR'],
    });
    expect(notes.join('\n')).toContain('COM14');
    expect(notes.join('\n')).not.toContain('update_time');
  });

  test('an update_time that is no time counts as 03:00, with a remark', () => {
    const { sidecar, notes } = config(readShopConfig({ ...windows, update_time: 'at night' }));
    expect(sidecar.updates).toEqual({ time: 3 * 60 });
    expect(notes.join('\n')).toContain('update_time: expected a time such as 03:00');
    expect(config(readShopConfig({ ...linux, update_time: '6:15' })).sidecar.updates).toEqual({ time: 375 });
  });

  test('Linux, one contract; a stage account in prod causes a remark', () => {
    const { sidecar, settings, notes } = config(readShopConfig(linux));
    expect(sidecar.localPort).toBe(3001);
    expect(settings.contracts.nfc).toBeUndefined();
    expect(settings.authorizationThresholdMinor).toBe(300);
    expect(settings.terminal.serial).toEqual({
      baudRate: 9600,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
      flowControl: 'none',
    });
    expect(notes.join('\n')).toContain('a stage account in environment prod');
  });

  test('even if every value is a text', () => {
    const texts = JSON.parse(JSON.stringify(windows), (_, value) =>
      typeof value === 'number' ? String(value) : value,
    );
    expect(config(readShopConfig(texts))).toEqual(config(readShopConfig(windows)));
  });
});

test('a file with only the two credentials is accepted', () => {
  const { sidecar, settings, notes } = config(readShopConfig(smallest));
  expect(sidecar.localPort).toBe(8080);
  expect(settings.environment).toBe('dev');
  expect(settings.authorizationThresholdMinor).toBeUndefined();
  expect(notes.join('\n')).toContain('contract: missing');
});

test('reads connector.socket for the sidecar only', () => {
  const socket = '/run/user/1000/hipay-ecr/till';
  expect(config(readShopConfig({ ...smallest, connector: { socket } })).sidecar).toMatchObject({ socket });
  expect(config(readShopConfig(smallest)).sidecar).not.toHaveProperty('socket');
});

test('reads our own keys under connector', () => {
  const connector = {
    link: 'simulated',
    language: 'concert-v2-e',
    register_number: '02',
    long_answer: 'true',
    flow_control: 'hardware',
    script: 'refuse',
    timers: { customer_ms: '90000', turnaround_ms: 0 },
    hash_key: 'secret',
    currencies: 'EUR, CHF',
    gateway_url: 'http://127.0.0.1:9000/twin',
    notification_wait: 5,
  };
  expect(config(readShopConfig({ ...smallest, connector })).settings).toMatchObject({
    terminal: {
      link: 'simulated',
      language: 'concert-v2-e',
      registerNumber: '02',
      longAnswer: true,
      script: 'refuse',
      serial: { flowControl: 'hardware' },
      timers: { customerMs: 90_000, turnaroundMs: 0, controlMs: 3000 },
    },
    hipay: { hashKey: 'secret', gatewayUrl: 'http://127.0.0.1:9000/twin', simulated: true },
    currencies: ['EUR', 'CHF'],
    notificationWaitMs: 5000,
  });
});

test.each(['web-serial', 'web-usb', 'simulated'])('reads the link %s', (link) => {
  const { settings } = config(readShopConfig({ ...smallest, connector: { link } }));
  expect(settings.terminal.link).toBe(link);
});

test('reads the settings of a Caisse-AP terminal, and has defaults for them', () => {
  const connector = {
    language: 'caisse-ap-v3',
    caisse_ap_version: '0320',
    caisse_ap_protocol_id: '247300123456',
    receipts: 'no',
  };
  expect(config(readShopConfig({ ...smallest, connector })).settings.terminal).toMatchObject({
    language: 'caisse-ap-v3',
    caisseAp: { version: '0320', protocolId: '247300123456' },
    receipts: false,
  });
  const { terminal } = config(
    readShopConfig({ ...smallest, connector: { language: 'caisse-ap-v3' } }),
  ).settings;
  expect([terminal.caisseAp, terminal.receipts]).toEqual([
    { version: '0300', protocolId: '012345678901' },
    true,
  ]);
});

test('reads the threshold in major units of the first currency', () => {
  const threshold = (currencies: string) =>
    config(readShopConfig({ ...smallest, authorization_threshold: '99,5', connector: { currencies } }))
      .settings.authorizationThresholdMinor;
  expect([threshold('EUR'), threshold('JPY'), threshold('KWD')]).toEqual([9950, 99, 99_500]);
});

describe('the error of an unusable file', () => {
  test.each([
    ['text', 'the file must hold'],
    [null, 'the file must hold'],
    [[], 'the file must hold'],
    [{}, 'api_username: expected'],
    [{ ...smallest, api_password: '' }, 'api_password: expected the password'],
    [{ ...smallest, local_port: 'COM1' }, 'local_port: expected a whole number from 1 to 65535'],
    [{ ...smallest, local_port: 0 }, 'local_port: expected a whole number from 1 to 65535'],
    ...['1', '5060', '6000', '6667', '10080'].map((port): [object, string] => [
      { ...smallest, local_port: port },
      `local_port: browsers open no page at port ${port}: choose another one such as 8080`,
    ]),
    [{ ...smallest, local_port: 70_000 }, 'local_port: expected'],
    [{ ...smallest, environment: 'test' }, 'environment: expected dev, stage, prod'],
    [{ ...smallest, authorization_threshold: 'high' }, 'authorization_threshold: expected an amount'],
    [{ ...smallest, parity: 'mark' }, 'parity: expected none, even, odd'],
    [{ ...smallest, dataBits: 9 }, 'dataBits: expected'],
    [{ ...smallest, contract: 'both' }, 'contract: expected proxy, nfc'],
    [
      { ...smallest, contract: { proxy: { ...windows.contract.proxy, rank: 'one' } } },
      'contract.proxy.rank: expected',
    ],
    [{ ...smallest, contract: { proxy: {} } }, 'contract.proxy.merchant_id: expected'],
    [{ ...smallest, connector: { currencies: ['EURO'] } }, 'connector.currencies.0: expected a currency'],
    [{ ...smallest, connector: { currencies: ['ZZZ'] } }, 'currencies.0'],
    [{ ...smallest, connector: { gateway_url: 'https://example.org' } }, 'connector.gateway_url: expected'],
    [{ ...smallest, connector: { caisse_ap_version: 300 } }, 'caisse_ap_version: expected 0300, 0301'],
    [{ ...smallest, connector: { caisse_ap_protocol_id: '12' } }, 'caisse_ap_protocol_id: expected twelve'],
    [{ ...smallest, connector: { socket: 'till.sock' } }, 'connector.socket: expected a whole path'],
    [{ ...smallest, connector: { socket: `/${'a'.repeat(100)}` } }, 'of at most 100 characters'],
    [{ ...smallest, connector: { lnk: 'simulated' } }, 'connector: Unrecognized key: "lnk"'],
    [{ ...linux, connector: { link: 'simulated' } }, 'cannot be used in environment prod'],
    [{ ...linux, connector: { gateway_url: 'http://localhost:1/' } }, 'cannot be used in environment prod'],
  ])('%j names the key and the expected value: %s', (raw, expected) => {
    const reading = readShopConfig(raw);
    expect(reading.ok ? '' : reading.errors.join('\n')).toContain(expected);
  });
});

test('an unknown key causes a remark, not a refusal', () => {
  expect(config(readShopConfig({ ...smallest, install_folder: 'C:/x' })).notes).toContain(
    'install_folder: unknown, ignored',
  );
});
