import { expect, test } from 'vitest';
import { gatewayUrl, isLoopbackUrl } from '../../../src/core/settings/gateway-url.ts';
import { someSettings } from '../../fakes/payment-examples.ts';

// The sidecar and the page notify HiPay, or a test gateway on this computer, and no other host.
const otherAddresses = [
  'https://evil.example',
  'http://evil.example',
  'http://localhost.evil.example',
  'http://localhost@evil.example',
  'http://127.0.0.1@evil.example/x',
  'http://evil.example/http://localhost',
  'http://169.254.169.254/latest/meta-data',
  'http://192.168.1.1',
  'http://0.0.0.0',
  'http://127.0.0.1.evil.example',
  'file:///etc/passwd',
  'http://localhost:80/x?to=http://evil.example',
  'http://localhost\\@evil.example',
  'http://localhost#@evil.example',
  ' http://localhost',
];

test.each(otherAddresses)('%j is no stand-in for HiPay', (url) => {
  expect(isLoopbackUrl(url)).toBe(false);
  const settings = someSettings({ environment: 'stage', hipay: { gatewayUrl: url } });
  expect(gatewayUrl(settings)).toBe('https://stage-secure-gateway.hipay-tpp.com/rest/v1/order');
});

test.each(['http://localhost:9000', 'http://127.0.0.1:9000/twin', 'http://[::1]'])(
  '%s may replace HiPay outside production',
  (url) => {
    expect(gatewayUrl(someSettings({ environment: 'dev', hipay: { gatewayUrl: url } }))).toBe(
      `${url}/rest/v1/order`,
    );
  },
);

test('no address replaces HiPay in production', () => {
  const settings = someSettings({ environment: 'prod', hipay: { gatewayUrl: 'http://localhost:9000' } });
  expect(gatewayUrl(settings)).toBe('https://secure-gateway.hipay-tpp.com/rest/v1/order');
});
