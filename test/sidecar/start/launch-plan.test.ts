import { describe, expect, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { planLaunch } from '../../../src/sidecar/start/launch-plan.ts';
import type { StartOptions } from '../../../src/sidecar/start/start-options.ts';

const options = (over: Partial<StartOptions> = {}): StartOptions => ({ 'no-browser': false, ...over });

function config(environment: string, more: object = {}) {
  const reading = readShopConfig({
    api_username: 'log',
    api_password: 'pwd',
    hipay_login: 'shop',
    hipay_password: 'secret',
    local_port: 8888,
    environment,
    ...more,
  });
  if (!reading.ok) throw new Error(reading.errors.join());
  return reading.config;
}

function planOf(...args: Parameters<typeof planLaunch>) {
  const planning = planLaunch(...args);
  if (!planning.ok) throw new Error(planning.error);
  return planning.plan;
}

test('without a configuration everything is simulated, with credentials made for this start', () => {
  let count = 0;
  const plan = planOf(options(), undefined, () => `secret-${++count}`);
  expect(plan).toMatchObject({
    port: 8080,
    till: { user: 'till' },
    isPasswordGenerated: true,
    hasTwin: true,
    settings: {
      environment: 'dev',
      terminal: { link: 'simulated' },
      hipay: { simulated: true, gatewayUrl: '' },
      contracts: { proxy: { merchantId: '1234567' } },
    },
  });
  expect(plan.till.password).not.toBe(plan.settings.hipay.password);
});

test("uses a configuration's port and credentials, and simulates nothing", () => {
  expect(planOf(options(), config('prod'), String)).toMatchObject({
    port: 8888,
    till: { user: 'log', password: 'pwd' },
    isPasswordGenerated: false,
    hasTwin: false,
    settings: {
      environment: 'prod',
      terminal: { link: 'web-serial' },
      hipay: { login: 'shop', simulated: false },
    },
  });
});

describe('simulation', () => {
  test.each([
    ['--simulate', options({ simulate: 'all' }), 'simulated', true, ''],
    ['--simulate=gateway', options({ simulate: 'gateway' }), 'web-serial', true, ''],
    ['--gateway', options({ gateway: 'http://[::1]:9' }), 'web-serial', false, 'http://[::1]:9'],
    [
      '--simulate and --gateway',
      options({ simulate: 'all', gateway: 'http://[::1]:9' }),
      'simulated',
      false,
      'http://[::1]:9',
    ],
  ])('%s with a configuration', (_name, given, link, twin, gatewayUrl) => {
    expect(planOf(given, config('stage'), String)).toMatchObject({
      hasTwin: twin,
      settings: { terminal: { link }, hipay: { simulated: true, gatewayUrl, login: 'shop' } },
    });
  });

  test('--simulate=gateway without a configuration keeps the real terminal', () => {
    expect(planOf(options({ simulate: 'gateway' }), undefined, () => 's')).toMatchObject({
      hasTwin: true,
      settings: { terminal: { link: 'web-serial' }, hipay: { simulated: true, password: 's' } },
    });
  });

  test.each([{ simulate: 'all' }, { simulate: 'gateway' }, { gateway: 'http://localhost:9' }] as const)(
    '%j in production: no start',
    (given) => {
      const planning = planLaunch(options(given), config('prod'), String);
      expect(planning).toMatchObject({ ok: false, error: expect.stringContaining('environment prod') });
    },
  );
});

test('opens a socket if the configuration names one', () => {
  const socket = '/run/user/1000/hipay-ecr/till';
  expect(planOf(options(), config('stage', { connector: { socket } }), () => '').socket).toBe(socket);
  expect(planOf(options(), config('stage'), () => '')).not.toHaveProperty('socket');
});

test('--port wins over the configuration', () => {
  expect(planOf(options({ port: 8123 }), config('dev'), String).port).toBe(8123);
  expect(planOf(options({ port: 0 }), config('dev'), String).port).toBe(0);
});

describe('a configuration that only tries the connector', () => {
  const trial = (more: object = {}) =>
    config('dev', { hipay_login: '', hipay_password: '', connector: { link: 'simulated' }, ...more });
  const secret = () => 'made';

  test('simulates HiPay too, and keeps the till’s password of the file', () => {
    expect(planOf(options(), trial(), secret)).toMatchObject({
      till: { user: 'log', password: 'pwd' },
      isPasswordGenerated: false,
      hasTwin: true,
      settings: { hipay: { simulated: true }, contracts: { proxy: { merchantId: '1234567' } } },
    });
  });
  test('keeps its own contract', () => {
    const contract = { nfc: { payment_application: '00B', merchant_id: '7654321', rank: '001' } };
    const { settings } = planOf(options(), trial({ contract }), secret);
    expect(settings.contracts).toEqual({
      nfc: { merchantId: '7654321', paymentApplication: '00B', rank: '001' },
    });
  });
  test.each([
    ['an account', config('dev', { connector: { link: 'simulated' } })],
    ['a real terminal', trial({ connector: { link: 'web-serial' } })],
    [
      'another environment',
      config('stage', { hipay_login: '', hipay_password: '', connector: { link: 'simulated' } }),
    ],
  ])('with %s it is a shop, and HiPay is real', (_name, shop) => {
    expect(planOf(options(), shop, secret)).toMatchObject({
      hasTwin: false,
      settings: { hipay: { simulated: false } },
    });
  });
});
